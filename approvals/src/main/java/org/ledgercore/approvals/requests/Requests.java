package org.ledgercore.approvals.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.gates.Gates;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Acts;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Deciding.Result;
import org.ledgercore.approvals.requests.Deciding.Wish;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * The room of requests. One person asks, with the money put aside; others approve the digest of the
 * exact postings; then they are posted, once. Nobody decides on a request of their own. Rejecting,
 * recalling, expiring and voiding give back exactly what was put aside. Every act and every refusal
 * is a record in the ledger's chain, in the transaction of what it does. Safe for many threads.
 */
public final class Requests {

  private static final int MAX_REASON = 1_000;
  private static final int MAX_PAGE = 1_000;

  private final Ledger ledger;
  private final Transactions transactions;
  private final Kinds kinds;
  private final Acts acts;
  private final Asking asking;
  private final Deciding deciding;
  private final RequestTables tables;

  public Requests(
      Ledger ledger, Transactions transactions, ApprovalSchema schema, List<Kind> kinds) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.kinds = new Kinds(kinds);
    this.acts = new Acts(transactions);
    this.asking = new Asking(ledger, transactions, schema);
    this.deciding = new Deciding(ledger, transactions, schema);
    this.tables = new RequestTables(schema);
  }

  /** Asks for something; the money it needs is put aside with it. */
  public Answer<Request> ask(Principal by, Ask ask) {
    Kind kind = kinds.named(ask.kind());
    return acts.run(
        by, "ask for " + ask.kind() + " of " + ask.subject(), () -> asking.once(by, kind, ask));
  }

  /**
   * What asking would give, with nothing posted or kept: the lines to be signed and who would have
   * to agree. Its number is not that of a later request.
   */
  public Answer<Request> simulate(Principal by, Ask ask) {
    Kind kind = kinds.named(ask.kind());
    return acts.run(
        by,
        "simulate " + ask.kind() + " of " + ask.subject(),
        () -> asking.simulated(by, kind, ask));
  }

  /**
   * Approves what a digest stands for. With the last approval that is needed the request is
   * approved; when what would be posted has changed since it was asked for, it is void instead.
   *
   * @param signed the digest of what the approver has seen
   */
  public Answer<Request> approve(Principal by, long request, Digest signed, String reason) {
    return act(request, new Wish(by, ActKind.APPROVE, signed, checked(reason)));
  }

  /** Decides against; what was put aside goes back. */
  public Answer<Request> reject(Principal by, long request, String reason) {
    return act(request, new Wish(by, ActKind.REJECT, null, checked(reason)));
  }

  /** Takes one's own request back; what was put aside goes back. */
  public Answer<Request> recall(Principal by, long request, String reason) {
    return act(request, new Wish(by, ActKind.RECALL, null, checked(reason)));
  }

  /**
   * Posts what was approved, once; by somebody who may decide such requests and did not make it.
   * When what would be posted is no longer what was signed, the request is void instead. When a
   * gate of the kind is closed, the refusal lists what closes it.
   */
  public Answer<Request> execute(Principal by, long request, String reason) {
    return act(request, new Wish(by, ActKind.EXECUTE, null, checked(reason)));
  }

  /** Ends a request that is past its time; what was put aside goes back. */
  public Answer<Request> expire(long request) {
    Principal system = Actor.system().principal();
    return act(request, new Wish(system, ActKind.EXPIRE, null, "past its time"));
  }

  /**
   * Ends requests that are past their time, the oldest first; to be called now and then.
   *
   * @param limit 1 to 1,000
   * @return those that were ended
   */
  public List<Request> expireDue(int limit) {
    List<Request> ended = new ArrayList<>();
    int most = checked(limit);
    for (long number : transactions.ask(connection -> tables.expired(connection, most))) {
      if (expire(number) instanceof Answer.Done<Request>(Request request)) {
        ended.add(request);
      }
    }
    return ended;
  }

  /** The request with this number. */
  public Optional<Request> find(long number) {
    return transactions.ask(connection -> tables.find(connection, number));
  }

  /**
   * What somebody may do about a request now: it follows from the state, the rights and who made
   * it.
   */
  public Set<ActKind> allowed(Principal by, long request) {
    return deciding.allowed(by, request, kinds);
  }

  /**
   * What each gate of a request says now; nothing is kept of it, and executing asks them again.
   *
   * @throws org.ledgercore.approvals.answers.RefusedException when there is no such request
   */
  public List<Gates.Result> gates(long request) {
    return deciding.evaluate(request, kinds);
  }

  /** What the gates would say to a request that nobody has made. */
  public List<Gates.Result> gates(Ask ask) {
    return deciding.evaluate(ask, kinds);
  }

  /**
   * The request on which this login acted in this very call, if there is one: what a call that is
   * sent twice did the first time.
   */
  public Optional<Request> actedOn(Principal by) {
    return transactions
        .ask(connection -> tables.actedOn(connection, by.login(), by.via()))
        .flatMap(this::find);
  }

  /**
   * Requests after a number that fit, in their order.
   *
   * @param limit 1 to 1,000
   */
  public List<Request> search(Search search, long after, int limit) {
    int most = checked(limit);
    return transactions.ask(connection -> {
      List<Request> found = new ArrayList<>();
      for (long number : tables.search(connection, search, after, most)) {
        tables.find(connection, number).ifPresent(found::add);
      }
      return found;
    });
  }

  /** Where a request stands, in three fields. */
  public Status status(Request request) {
    return Status.of(request, kinds.named(request.ask().kind()).visibility());
  }

  /**
   * The open requests after a number, in their order.
   *
   * @param limit 1 to 1,000
   */
  public List<Request> open(long after, int limit) {
    int most = checked(limit);
    return transactions.ask(connection -> {
      List<Request> open = new ArrayList<>();
      for (long number : tables.open(connection, after, most)) {
        tables.find(connection, number).ifPresent(open::add);
      }
      return open;
    });
  }

  /**
   * Proves every request against the ledger: acts by their records, entries by what was signed,
   * what was given back by what was held, and that no maker decided. Reads everything.
   *
   * @return what is wrong, each with its request; empty when nothing is
   */
  public List<String> verify() {
    return new RequestVerifier(ledger, transactions, tables).problems();
  }

  /**
   * The requests after a number that wait for a decision this person may make, and only those.
   *
   * @param limit 1 to 1,000
   */
  public List<Request> waitingFor(Principal by, long after, int limit) {
    int most = checked(limit);
    List<Request> waiting = new ArrayList<>();
    List<Request> page = open(after, MAX_PAGE);
    while (!page.isEmpty() && waiting.size() < most) {
      for (Request request : page) {
        if (waiting.size() < most && allowed(by, request.number()).contains(ActKind.APPROVE)) {
          waiting.add(request);
        }
      }
      page = open(page.getLast().number(), MAX_PAGE);
    }
    return waiting;
  }

  private Answer<Request> act(long number, Wish wish) {
    String verb = wish.what().name().toLowerCase(java.util.Locale.ROOT);
    Answer<Result> answer =
        acts.run(wish.by(), verb + " request " + number, () -> deciding.once(wish, number, kinds));
    return switch (answer) {
      case Answer.Refused<Result>(Refusal why) -> new Answer.Refused<>(why);
      case Answer.Done<Result>(Result(Request request, List<String> differences)) ->
          differences.isEmpty()
              ? new Answer.Done<>(request)
              : new Answer.Refused<>(new Refusal.Changed(number, differences));
    };
  }

  private static String checked(String reason) {
    return Text.required("reason", reason, MAX_REASON);
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new InvalidInputException("limit", "must be 1 to 1000", limit);
    }
    return limit;
  }
}
