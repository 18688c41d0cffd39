package org.ledgercore.approvals.requests;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.gates.Gated;
import org.ledgercore.approvals.gates.Gates;
import org.ledgercore.approvals.gates.Gates.Passed;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Rights;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Group;
import org.ledgercore.approvals.store.OvertakenException;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;

/**
 * Does what follows a request. What would be posted is told anew before the transaction begins; in
 * it the request is read again, who acts is found out, the rules are asked in the order of {@link
 * Refusal}, and entries and record are posted together: the record is the request's next version,
 * so that of two who act at once one finds that another was first and starts over.
 */
final class Deciding {

  private static final int MAX_REASON = 1_000;

  private final Ledger ledger;
  private final Transactions transactions;
  private final Rights rights;
  private final RequestTables tables;
  private final ActWriter writer;
  private final Gates gates;

  Deciding(Ledger ledger, Transactions transactions, ApprovalSchema schema) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.rights = new Rights(schema);
    this.tables = new RequestTables(schema);
    this.writer = new ActWriter(schema);
    this.gates = new Gates(ledger, transactions, schema);
  }

  /** What somebody wants to do. */
  record Wish(Principal by, ActKind what, @Nullable Digest signed, String reason) {}

  /** The request afterwards, and what had changed if that made it void. */
  record Result(Request request, List<String> differences) {}

  /** What was told before the transaction. */
  private record Telling(Request request, Kind kind, @Nullable Told told, Content content) {
    List<String> differences() {
      return content.digest().equals(request.digest())
          ? List.of()
          : Content.differences(request.content(), content.lines());
    }
  }

  Result once(Wish wish, long number, Kinds kinds) {
    Request before =
        transactions
            .ask(connection -> tables.find(connection, number))
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownRequest(number)));
    Telling telling = tell(before, kinds.named(before.ask().kind()), wish);
    boolean changed = !telling.differences().isEmpty();
    Wish real = changed ? new Wish(wish.by, ActKind.VOID, null, voidReason(telling)) : wish;
    Optional<Release> release = release(telling, real.what);
    Passed passed = passed(wish, real.what, telling);
    return transactions.in((connection, joined) -> {
      Request request = tables.find(connection, number).orElseThrow();
      if (request.acts().size() != before.acts().size()) {
        throw new OvertakenException("request " + number);
      }
      Instant now = rights.now(connection);
      Actor actor = permitted(connection, wish, telling.kind, request, now);
      State to = end(real.what, request, actor);
      List<JournalEntry> group = new ArrayList<>(entries(telling, real.what));
      release.map(Release::entry).ifPresent(group::add);
      Actor signer = real.what == ActKind.VOID ? withoutRole(actor) : actor;
      group.add(record(request, signer, real, to, passed));
      List<Long> numbers = Group.post(gates.guarding(joined, passed), group);
      if (real.what == ActKind.EXECUTE && telling.told != null) {
        telling.told.effect().apply(connection);
      }
      Request.Act act =
          writer.act(
              connection,
              request,
              new ActWriter.Written(
                  real.what,
                  request.state(),
                  to,
                  signer,
                  real.reason,
                  posted(real.what, numbers),
                  release.map(it -> it.number(numbers)).orElse(null),
                  now));
      return new Result(request.after(act), telling.differences());
    });
  }

  /** What somebody may do about a request now; gates are not asked. */
  Set<ActKind> allowed(Principal by, long number, Kinds kinds) {
    Optional<Request> found = transactions.ask(connection -> tables.find(connection, number));
    Set<ActKind> allowed = EnumSet.noneOf(ActKind.class);
    if (found.isPresent()) {
      Kind kind = kinds.named(found.get().ask().kind());
      for (ActKind what :
          EnumSet.of(ActKind.APPROVE, ActKind.REJECT, ActKind.RECALL, ActKind.EXECUTE)) {
        Wish wish = new Wish(by, what, null, "may I");
        if (transactions.ask(connection -> mayDo(connection, wish, kind, found.get()))) {
          allowed.add(what);
        }
      }
    }
    return allowed;
  }

  private boolean mayDo(Connection connection, Wish wish, Kind kind, Request request)
      throws SQLException {
    try {
      permitted(connection, wish, kind, request, rights.now(connection));
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  /** Asks the gates of what is to be executed, once it is clear that the asker may. */
  private Passed passed(Wish wish, ActKind what, Telling telling) {
    List<Gate> asked = telling.kind.gates();
    if (what != ActKind.EXECUTE || asked.isEmpty()) {
      return Passed.unasked();
    }
    Request request = telling.request;
    Instant now =
        transactions.ask(connection -> {
          Instant clock = rights.now(connection);
          permitted(connection, wish, telling.kind, request, clock);
          return clock;
        });
    return gates.pass(asked, gated(request.number(), request.ask(), request.counterparty()), now);
  }

  private static Gated gated(long number, Ask ask, String counterparty) {
    return new Gated(number, ask.kind(), ask.subject(), counterparty, ask.inputs());
  }

  /** What the gates of a request say now. */
  List<Gates.Result> evaluate(long number, Kinds kinds) {
    Request request =
        transactions
            .ask(connection -> tables.find(connection, number))
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownRequest(number)));
    Kind kind = kinds.named(request.ask().kind());
    return evaluate(kind, gated(number, request.ask(), request.counterparty()));
  }

  /** What the gates would say to a request that nobody has made. */
  List<Gates.Result> evaluate(Ask ask, Kinds kinds) {
    Kind kind = kinds.named(ask.kind());
    return evaluate(kind, gated(0, ask, kind.operation().stake(ask).counterparty()));
  }

  private List<Gates.Result> evaluate(Kind kind, Gated gated) {
    return gates.evaluate(kind.gates(), gated, transactions.ask(rights::now));
  }

  /** Only what approves or executes looks at the books again. */
  private Telling tell(Request request, Kind kind, Wish wish) {
    Ask ask = request.ask();
    boolean again = wish.what == ActKind.APPROVE || wish.what == ActKind.EXECUTE;
    if (!again || !request.state().isOpen()) {
      return new Telling(request, kind, null, new Content(request.content()));
    }
    Long held = request.holdingEntry();
    JournalEntry holding = held == null ? null : Signed.unsigned(ledger.entry(held).entry());
    Told told = Asking.accepted(kind.operation().execution(ask, holding));
    Operation.Stake stake = kind.operation().stake(ask);
    Policy policy = kind.policy();
    Policy.Level level =
        policy.level(Asking.total(Content.impactOf(stake), request.terms().before()));
    Content content = Content.of(new Content.Parts(ask, stake, holding, told, policy, level));
    return new Telling(request, kind, told, content);
  }

  private static String voidReason(Telling telling) {
    String reason = "changed: " + telling.differences();
    int points = reason.codePointCount(0, reason.length());
    return points <= MAX_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, MAX_REASON));
  }

  /** Who acts, once every rule is kept; in the order of {@link Refusal}. */
  private Actor permitted(Connection connection, Wish wish, Kind kind, Request request, Instant now)
      throws SQLException {
    Actor actor = actor(connection, wish, kind, request);
    boolean isMaker = actor.isOrActsFor(request.maker(), request.makerBehalf());
    String login = wish.by.login();
    if (decides(wish.what) && isMaker) {
      throw new RefusedException(new Refusal.OwnRequest(request.number(), login));
    }
    if (wish.what == ActKind.RECALL && !isMaker) {
      throw new RefusedException(new Refusal.NotTheMaker(request.number(), login));
    }
    if (!wish.what.follows(Optional.of(request.state()))) {
      throw new RefusedException(
          new Refusal.WrongState(request.number(), request.state().name(), wish.what.name()));
    }
    Instant end = request.times().expires();
    if (decides(wish.what) && !now.isBefore(end)) {
      throw new RefusedException(new Refusal.Expired(request.number(), end));
    }
    if (wish.what == ActKind.EXPIRE && now.isBefore(end)) {
      throw new RefusedException(new Refusal.NotExpired(request.number(), end));
    }
    if (wish.what == ActKind.APPROVE) {
      requireFirstTime(request, actor);
    }
    if (wish.signed != null && !wish.signed.equals(request.digest())) {
      throw new RefusedException(
          new Refusal.OtherDigest(request.number(), wish.signed, request.digest()));
    }
    if (wish.what == ActKind.APPROVE || wish.what == ActKind.EXECUTE) {
      Asking.requireFresh(request.ask(), now);
    }
    return actor;
  }

  private Actor actor(Connection connection, Wish wish, Kind kind, Request request)
      throws SQLException {
    return switch (wish.what) {
      case EXPIRE -> Actor.system();
      case RECALL -> withoutRole(rights.identify(connection, wish.by));
      default ->
          rights.permit(
              connection,
              wish.by,
              new Rights.Wanted(
                  request.ask().organisation(), List.of(kind.check()), request.missingRoles()));
    };
  }

  private static boolean decides(ActKind what) {
    return what == ActKind.APPROVE || what == ActKind.REJECT || what == ActKind.EXECUTE;
  }

  private static void requireFirstTime(Request request, Actor actor) {
    for (Request.Act act : request.acts()) {
      if (act.what() == ActKind.APPROVE && actor.isOrActsFor(act.person(), act.behalf())) {
        throw new RefusedException(
            new Refusal.ApprovedBefore(request.number(), actor.principal().login()));
      }
    }
  }

  private static State end(ActKind what, Request request, Actor actor) {
    if (what != ActKind.APPROVE) {
      return what.end();
    }
    List<String> missing = new ArrayList<>(request.missingRoles());
    missing.remove(actor.role());
    boolean enough = request.approvals() + 1 >= request.terms().quorum() && missing.isEmpty();
    return enough ? State.APPROVED : State.PENDING;
  }

  private List<JournalEntry> entries(Telling telling, ActKind what) {
    if (what != ActKind.EXECUTE || telling.told == null) {
      return List.of();
    }
    Request request = telling.request;
    return Signed.sign(telling.told.entries(), request.number(), request.digest().toString());
  }

  /** Everything but the release and the record, which come last. */
  private static List<Long> posted(ActKind what, List<Long> numbers) {
    return what == ActKind.EXECUTE
        ? List.copyOf(numbers.subList(0, numbers.size() - 1))
        : List.of();
  }

  /** How money goes back: by an entry, or by one that the books have already. */
  private record Release(@Nullable JournalEntry entry, @Nullable Long settledBy) {
    @Nullable Long number(List<Long> numbers) {
      return settledBy != null ? settledBy : numbers.get(numbers.size() - 2);
    }
  }

  private Optional<Release> release(Telling telling, ActKind what) {
    Request request = telling.request;
    Long number = request.holdingEntry();
    if (number == null || !request.state().isOpen() || !what.end().givesBack()) {
      return Optional.empty();
    }
    RecordedEntry held = ledger.entry(number);
    Operation operation = telling.kind.operation();
    Optional<Long> settled = operation.settledBy(request.ask(), held);
    if (settled.isPresent()) {
      return Optional.of(new Release(null, settled.get()));
    }
    Told told = Asking.accepted(operation.release(request.ask(), held));
    JournalEntry entry =
        told.entries().isEmpty()
            ? Signed.inverse(held, request.number())
            : told.entries().getFirst();
    if (told.entries().size() > 1 || !Signed.isInverse(entry, held.entry())) {
      throw new IllegalStateException("a release must be the exact inverse of what is held");
    }
    return Optional.of(
        new Release(
            Signed.sign(List.of(entry), request.number(), request.digest().toString()).getFirst(),
            null));
  }

  /** What is lent is a role: without one, everybody acts for themself. */
  private static Actor withoutRole(Actor actor) {
    return new Actor(actor.principal(), actor.person(), actor.person(), null);
  }

  private static JournalEntry record(
      Request request, Actor actor, Wish wish, State to, Passed passed) {
    FactBuilder record =
        actor
            .records(Asking.fact(request.number()), request.acts().size(), wish.reason)
            .with("act", wish.what.name())
            .with("state", to.name())
            .with("digest", request.digest().toString());
    passed.results().forEach(record::with);
    return record.build();
  }
}
