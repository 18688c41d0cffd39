package org.ledgercore.approvals.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.JoinedLedger;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Acts;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Rights;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Group;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;

/**
 * The room of work. Items wait in queues, sorted by when they are due; at most one person owns one.
 * What is late is escalated, once for each level: somebody is told, or it moves to another queue.
 * Waiting never decides anything. Every act is the next version of the fact {@code approval.work},
 * so that of two who claim at once one is second. Safe for many threads.
 */
public final class Work {

  private static final String ITEM = "approval.work";
  private static final String DEADLINE = "approval.deadline";
  private static final int MAX_PAGE = 1_000;

  private final Ledger ledger;
  private final Transactions transactions;
  private final WorkTables tables;
  private final Rights rights;
  private final Acts acts;
  private final Map<String, Queue> queues = new TreeMap<>();

  public Work(Ledger ledger, Transactions transactions, ApprovalSchema schema, List<Queue> queues) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.tables = new WorkTables(schema);
    this.rights = new Rights(schema);
    this.acts = new Acts(transactions);
    queues.forEach(queue -> this.queues.put(queue.name(), queue));
  }

  /** Puts an item into a queue. */
  public Answer<WorkItem> open(Principal by, String queue, WorkItem.Task task, Due due) {
    Queue where = named(queue);
    return acts.run(
        by,
        "open work on " + task.subject(),
        () ->
            transactions.in((connection, joined) -> {
              Actor actor = permitted(connection, by, where, task);
              Instant now = rights.now(connection);
              String before = due instanceof Due.Before event ? event.event() : null;
              WorkItem item =
                  new WorkItem(
                      tables.next(connection),
                      queue,
                      task,
                      WorkItem.Status.WAITING,
                      null,
                      0,
                      now,
                      time(due, now),
                      1);
              List<JournalEntry> records = new ArrayList<>();
              records.add(record(actor, "OPEN", item, task.nextAction()));
              if (before != null) {
                records.add(blocking(connection, actor, before, item.number(), true));
              }
              Group.post(joined, records);
              tables.item(connection, item, before);
              WorkTables.By who = new WorkTables.By(by, task.nextAction(), now);
              tables.act(connection, new WorkTables.Act("OPEN", null, item, null), who);
              return found(connection, item.number());
            }));
  }

  /** Takes an item that nobody owns. */
  public Answer<WorkItem> claim(Principal by, long item) {
    return act(by, item, "CLAIM", "taken", (now, actor) -> owned(now, actor.person()));
  }

  /** Puts one's own item back into its queue. */
  public Answer<WorkItem> release(Principal by, long item, String reason) {
    return act(by, item, "RELEASE", reason, Work::released);
  }

  /** Gives an item to somebody who may work in its queue. */
  public Answer<WorkItem> reassign(Principal by, long item, PersonId to, String reason) {
    return act(by, item, "REASSIGN", reason, (now, actor) -> owned(now, to));
  }

  /** Ends one's own item. */
  public Answer<WorkItem> finish(Principal by, long item, String reason) {
    return act(
        by,
        item,
        "FINISH",
        reason,
        (now, actor) -> {
          requireOwn(now, actor);
          return next(now, WorkItem.Status.DONE, null, now.queue());
        });
  }

  /**
   * Says when an event is due. Items that are due before it move with it.
   *
   * @param event such as {@code payout:P-1}
   */
  public Answer<Integer> deadline(
      Principal by, String queue, WorkItem.Task about, Due.Before event, Instant at) {
    Queue where = named(queue);
    return acts.run(
        by,
        "set the deadline of " + event.event(),
        () ->
            transactions.in((connection, joined) -> {
              Actor actor = permitted(connection, by, where, about);
              FactRef ref = FactRef.of(DEADLINE, event.event());
              int version = version(ref);
              JournalEntry record =
                  actor.records(ref, version, about.nextAction()).with("at", at.toString()).build();
              Group.post(joined, List.of(record));
              tables.deadline(connection, event.event(), version + 1, at);
              return version + 1;
            }));
  }

  /** The item with this number. */
  public Optional<WorkItem> find(long item) {
    return transactions.ask(connection -> tables.find(connection, item));
  }

  /** The item on which this login acted in this very call, if there is one. */
  public Optional<WorkItem> actedOn(Principal by) {
    return transactions.ask(connection -> tables.actedOn(connection, by)).flatMap(this::find);
  }

  /**
   * What is to be done in a queue, by due time.
   *
   * @param limit 1 to 1,000
   */
  public List<WorkItem> queue(String queue, String organisation, int limit) {
    int most = checked(limit);
    return transactions.ask(
        connection -> tables.queue(connection, named(queue).name(), organisation, most));
  }

  /**
   * Does what the next level of each late item says, once; to be called now and then.
   *
   * @param now the instant to judge by
   * @param limit 1 to 1,000 items
   * @return those that were escalated
   */
  public List<WorkItem> escalate(Instant now, int limit) {
    List<WorkItem> escalated = new ArrayList<>();
    int most = checked(limit);
    for (WorkItem late : transactions.ask(connection -> tables.late(connection, now, most))) {
      Queue queue = named(late.queue());
      Instant due = late.due();
      if (due != null && late.level() < queue.levels().size()) {
        Queue.Level level = queue.levels().get(late.level());
        if (!now.isBefore(due.plus(level.late()))) {
          escalated.add(escalated(late, level));
        }
      }
    }
    return escalated;
  }

  /** The same by the server's clock. */
  public List<WorkItem> escalateDue(int limit) {
    return escalate(transactions.ask(rights::now), limit);
  }

  /**
   * Closed while something that is due before an event is not done; names each item.
   *
   * @param prefix what stands before the subject in the name of the event, such as {@code payout:}
   */
  public static Gate gate(String prefix) {
    return new WorkGate(prefix);
  }

  private WorkItem escalated(WorkItem late, Queue.Level level) {
    boolean moves = level.does() == Queue.Does.MOVE;
    String queue = moves ? named(level.to()).name() : late.queue();
    String reason = level.does() + " " + level.to() + ", level " + (late.level() + 1);
    Actor system = Actor.system();
    return transactions.retrying(() ->
        transactions.in((connection, joined) -> {
          WorkItem now = found(connection, late.number());
          if (now.level() != late.level() || now.state() == WorkItem.Status.DONE) {
            return now;
          }
          WorkItem after =
              moves
                  ? next(now, WorkItem.Status.WAITING, null, queue)
                  : next(now, now.state(), now.owner(), queue);
          Group.post(joined, List.of(record(system, level.does().name(), after, reason)));
          tables.act(
              connection,
              new WorkTables.Act(level.does().name(), now.state(), after, now.level() + 1),
              new WorkTables.By(system.principal(), reason, rights.now(connection)));
          return found(connection, late.number());
        }));
  }

  private interface Change {
    WorkItem of(WorkItem now, Actor actor);
  }

  private Answer<WorkItem> act(
      Principal by, long number, String what, String reason, Change change) {
    return acts.run(
        by,
        what.toLowerCase(java.util.Locale.ROOT) + " work " + number,
        () ->
            transactions.in((connection, joined) ->
                acted(connection, joined, by, new Wish(number, what, reason, change))));
  }

  private record Wish(long number, String what, String reason, Change change) {}

  private WorkItem acted(Connection connection, JoinedLedger joined, Principal by, Wish wish)
      throws SQLException {
    WorkItem now = found(connection, wish.number);
    Actor actor = permitted(connection, by, named(now.queue()), now.task());
    boolean isTaken = now.state() == WorkItem.Status.OWNED && wish.what.equals("CLAIM");
    if (now.state() == WorkItem.Status.DONE || isTaken) {
      throw notAsExpected(wish.number, "must be free: " + now.state());
    }
    WorkItem after = wish.change.of(now, actor);
    requireMayWork(connection, after);
    List<JournalEntry> records = new ArrayList<>();
    records.add(record(actor, wish.what, after, wish.reason));
    Optional<String> before = tables.before(connection, wish.number);
    if (after.state() == WorkItem.Status.DONE && before.isPresent()) {
      records.add(blocking(connection, actor, before.get(), wish.number, false));
    }
    Group.post(joined, records);
    tables.act(
        connection,
        new WorkTables.Act(wish.what, now.state(), after, null),
        new WorkTables.By(by, wish.reason, rights.now(connection)));
    return found(connection, wish.number);
  }

  /** What is still to be done before an event, as a fact that gates read. */
  private JournalEntry blocking(
      Connection connection, Actor actor, String event, Long item, boolean isOpen)
      throws SQLException {
    List<Long> open = new ArrayList<>(tables.openBefore(connection, event));
    open.remove(item);
    if (isOpen) {
      open.add(item);
    }
    FactRef ref = FactRef.of(WorkGate.KIND, event);
    return actor
        .records(ref, version(ref), isOpen ? "to be done before" : "done")
        .with(WorkGate.OPEN, String.join(" ", open.stream().map(String::valueOf).toList()))
        .build();
  }

  private Actor permitted(Connection connection, Principal by, Queue queue, WorkItem.Task task)
      throws SQLException {
    return rights.permit(connection, by, Rights.Wanted.in(task.organisation(), queue.right()));
  }

  private @Nullable Instant time(Due due, Instant now) {
    return switch (due) {
      case Due.Within(var span) -> WorkingTime.after(ledger.calendar().current(), now, span);
      case Due.SameDay any -> WorkingTime.sameDay(ledger.calendar().current(), now);
      case Due.Before any -> null;
    };
  }

  private WorkItem found(Connection connection, long number) throws SQLException {
    return tables.find(connection, number).orElseThrow(() -> notAsExpected(number, "must exist"));
  }

  private static WorkItem released(WorkItem now, Actor actor) {
    requireOwn(now, actor);
    return next(now, WorkItem.Status.WAITING, null, now.queue());
  }

  private static void requireOwn(WorkItem now, Actor actor) {
    if (!actor.person().equals(now.owner())) {
      throw notAsExpected(now.number(), "must be one's own");
    }
  }

  private static RefusedException notAsExpected(long number, String rule) {
    return new RefusedException(new Refusal.NotAsExpected("work item " + number + ": " + rule));
  }

  /** An item may only go to somebody who may work in its queue. */
  private void requireMayWork(Connection connection, WorkItem item) throws SQLException {
    PersonId owner = item.owner();
    Queue queue = named(item.queue());
    String place = item.task().organisation();
    if (owner != null && !rights.holders(connection, place, queue.right()).contains(owner)) {
      throw new RefusedException(
          new Refusal.NotPermitted(owner.toString(), queue.right().toString(), place));
    }
  }

  private static WorkItem owned(WorkItem now, PersonId owner) {
    return next(now, WorkItem.Status.OWNED, owner, now.queue());
  }

  private static WorkItem next(
      WorkItem now, WorkItem.Status state, @Nullable PersonId owner, String queue) {
    return new WorkItem(
        now.number(),
        queue,
        now.task(),
        state,
        owner,
        now.level(),
        now.opened(),
        now.due(),
        now.acts() + 1);
  }

  private static JournalEntry record(Actor actor, String what, WorkItem item, String reason) {
    return actor
        .records(FactRef.of(ITEM, Long.toString(item.number())), item.acts() - 1, reason)
        .with("act", what)
        .with("state", item.state().name())
        .with("queue", item.queue())
        .with("owner", item.owner() == null ? "nobody" : item.owner().toString())
        .with("subject", item.task().subject())
        .build();
  }

  private int version(FactRef ref) {
    return ledger.facts().newest(ref).map(Fact::version).orElse(0);
  }

  private Queue named(String name) {
    Queue queue = queues.get(name);
    if (queue == null) {
      throw new InvalidInputException("queue", "must be one of " + queues.keySet(), name);
    }
    return queue;
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new InvalidInputException("limit", "must be 1 to 1000", limit);
    }
    return limit;
  }
}
