package org.ledgercore.approvals.requests;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.people.Rights;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Group;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * Makes requests. What is asked for is told and tried before the transaction begins; in it are read
 * who asks, what is open and what was asked for that day; then holding entry and record are posted
 * together, and the rows written beside them.
 */
final class Asking {

  private final Ledger ledger;
  private final Transactions transactions;
  private final Rights rights;
  private final RequestTables tables;
  private final ActWriter writer;

  Asking(Ledger ledger, Transactions transactions, ApprovalSchema schema) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.rights = new Rights(schema);
    this.tables = new RequestTables(schema);
    this.writer = new ActWriter(schema);
  }

  /** What is asked for, told on the books as they stand. */
  private record Telling(
      Ask ask, Operation.Stake stake, @Nullable JournalEntry holding, Told execution) {}

  Request once(Principal by, Kind kind, Ask ask) {
    transactions.ask(connection -> admitted(connection, by, kind, ask));
    Telling telling = tell(kind.operation(), ask);
    return transactions.in((connection, joined) -> {
      Actor maker = admitted(connection, by, kind, ask);
      tables.lock(connection, maker.person(), maker.behalf());
      Instant now = rights.now(connection);
      requireFresh(ask, now);
      Request request = draft(connection, new Asked(maker, kind, telling, now));
      List<JournalEntry> group = new ArrayList<>();
      if (telling.holding != null) {
        group.addAll(
            Signed.sign(List.of(telling.holding), request.number(), request.digest().toString()));
      }
      group.add(record(request, maker));
      List<Long> numbers = Group.post(joined, group);
      Request held = telling.holding == null ? request : holding(request, numbers.getFirst());
      writer.request(connection, held, kind.make(), kind.check());
      writer.act(
          connection,
          held,
          new ActWriter.Written(
              ActKind.ASK, null, State.PENDING, maker, ask.reason(), List.of(), null, now));
      return tables.find(connection, held.number()).orElseThrow();
    });
  }

  /** What a request would be, with nothing stored. */
  Request simulated(Principal by, Kind kind, Ask ask) {
    transactions.ask(connection -> admitted(connection, by, kind, ask));
    Telling telling = tell(kind.operation(), ask);
    return transactions.ask(connection -> {
      Actor maker = admitted(connection, by, kind, ask);
      Instant now = rights.now(connection);
      return draft(connection, new Asked(maker, kind, telling, now));
    });
  }

  /** Who asks, if they may; looked at before anything is told, and again when it is written. */
  private Actor admitted(Connection connection, Principal by, Kind kind, Ask ask)
      throws SQLException {
    Right direct = new Right(kind.make().action(), Mark.DO);
    Actor maker =
        rights.permit(connection, by, Rights.Wanted.in(ask.organisation(), kind.make(), direct));
    kind.operation().check(connection, by, ask);
    Optional<Long> open = tables.openFor(connection, ask.kind(), ask.subject());
    if (open.isPresent()) {
      throw new RefusedException(new Refusal.AlreadyOpen(ask.kind(), ask.subject(), open.get()));
    }
    return maker;
  }

  /** Tells what would be posted and tries what can be tried before anything is put aside. */
  private Telling tell(Operation operation, Ask ask) {
    Told holding = accepted(operation.holding(ask));
    if (holding.entries().size() > 1) {
      throw new IllegalStateException("an operation puts money aside by one entry at most");
    }
    JournalEntry held = holding.entries().isEmpty() ? null : holding.entries().getFirst();
    Told execution = accepted(operation.execution(ask, held));
    for (JournalEntry entry :
        held == null && execution.entries().size() == 1 ? execution.entries() : holding.entries()) {
      if (ledger.preview(entry).outcome() instanceof Outcome.Rejected(Rejection why)) {
        throw Group.meaning(why);
      }
    }
    holding.entries().forEach(Signed::requireUnsigned);
    execution.entries().forEach(Signed::requireUnsigned);
    return new Telling(ask, operation.stake(ask), held, execution);
  }

  /** What can be done, as told; what cannot is no change of what was asked for. */
  static Told accepted(Told told) {
    if (told.refusal().isPresent()) {
      throw Group.meaning(told.refusal().get());
    }
    return told;
  }

  static void requireFresh(Ask ask, Instant now) {
    for (Evidence each : ask.evidence()) {
      Instant until = each.validUntil();
      if (until != null && !now.isBefore(until)) {
        throw new RefusedException(new Refusal.StaleEvidence(each.type(), each.reference(), until));
      }
    }
  }

  private record Asked(Actor maker, Kind kind, Telling telling, Instant now) {}

  private Request draft(Connection connection, Asked asked) throws SQLException {
    Telling telling = asked.telling;
    Ask ask = telling.ask;
    Policy policy = asked.kind.policy();
    Optional<Request.Impact> impact = Content.impactOf(telling.stake);
    Optional<Long> before = before(connection, asked, impact);
    Policy.Level level = policy.level(total(impact, before));
    Content content =
        Content.of(
            new Content.Parts(
                ask, telling.stake, telling.holding, telling.execution, policy, level));
    return new Request(
        tables.nextNumber(connection),
        ask,
        telling.stake.counterparty(),
        asked.maker.person(),
        asked.maker.behalf(),
        impact,
        content.lines(),
        content.digest(),
        new Request.Terms(policy.name(), policy.version(), before, level.quorum(), level.roles()),
        new Request.Times(
            asked.now, asked.now.plus(policy.due()), asked.now.plus(policy.expires())),
        null,
        List.of());
  }

  private Optional<Long> before(Connection connection, Asked asked, Optional<Request.Impact> impact)
      throws SQLException {
    RequestTables.Day day =
        new RequestTables.Day(
            asked.maker.person(),
            asked.maker.behalf(),
            asked.telling.ask.kind(),
            asked.telling.stake.counterparty(),
            impact.map(Request.Impact::currency).orElse(""));
    return tables.askedBefore(connection, day, asked.now);
  }

  /** What the level is chosen by: this request and those before it, if all are known. */
  static Optional<Long> total(Optional<Request.Impact> impact, Optional<Long> before) {
    return impact.flatMap(now -> before.map(sum -> Math.addExact(sum, now.minor())));
  }

  private static Request holding(Request request, long entry) {
    return new Request(
        request.number(),
        request.ask(),
        request.counterparty(),
        request.maker(),
        request.makerBehalf(),
        request.impact(),
        request.content(),
        request.digest(),
        request.terms(),
        request.times(),
        entry,
        request.acts());
  }

  private static JournalEntry record(Request request, Actor maker) {
    Ask ask = request.ask();
    FactBuilder record =
        maker
            .records(fact(request.number()), 0, ask.reason())
            .with("act", ActKind.ASK.name())
            .with("state", State.PENDING.name())
            .with("digest", request.digest().toString())
            .with("kind", ask.kind())
            .with("subject", ask.subject())
            .with("organisation", ask.organisation())
            .with("counterparty", request.counterparty())
            .with("policy", request.terms().policy() + " " + request.terms().version())
            .with("decided_by", request.terms().quorum() + " with " + request.terms().roles())
            .with("before", request.terms().before().map(Object::toString).orElse("unknown"))
            .with(
                "impact",
                request
                    .impact()
                    .map(impact -> impact.minor() + " " + impact.currency())
                    .orElse("unknown"));
    int number = 0;
    for (Evidence each : ask.evidence()) {
      record.with("evidence." + ++number, each.type() + " " + each.digest());
    }
    return record.build();
  }

  /** The fact whose versions are the acts on a request. */
  static FactRef fact(long number) {
    return FactRef.of("approval.request", Long.toString(number));
  }
}
