package org.ledgercore.testing;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Draft;
import org.ledgercore.rules.FactBook;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Remainder;

/**
 * The core's rules without a database: books that remember everything, and a batch of its own for
 * each command. Not safe for many threads.
 */
final class RulesInMemory {

  private static final FactRef PERIOD = FactBook.STANDING.get(1);

  private final Books books;
  private final List<RecordedEntry> entries = new ArrayList<>();
  private final Map<Long, Remainder> remainders = new HashMap<>();

  RulesInMemory() {
    books = new Books(new Books.Position(0, 0, 0, 0, ModelDays.START));
    for (FactRef fact : FactBook.STANDING) {
      know(fact);
    }
  }

  /** Decides an action that is one command, at the model's time. */
  List<Verdict> decide(Action action, ModelLedger model) {
    Command command = command(action);
    prepare(command);
    books.standAt(books.position().at(model.days().now()));
    books.owe(due());
    Decider decider = new Decider(books);
    decider.expireDue();
    List<Outcome> outcomes = decider.decide(command);
    keep(decider.draft());
    return outcomes.stream().map(Verdict::of).toList();
  }

  /** Its head, which must exist. */
  AccountHead head(AccountRef account) {
    return Objects.requireNonNull(books.head(account));
  }

  long newestEntry() {
    return books.position().newestEntry();
  }

  private void keep(Draft draft) {
    for (RecordedEntry entry : draft.entries()) {
      entries.add(entry);
      Remainder whole = new Remainder(entry);
      if (entry.entry().heldUntil() != null) {
        whole.at(1, Remainder.State.OPEN, entry.number());
      }
      remainders.put(entry.number(), whole);
      books.know(whole);
    }
  }

  private List<Remainder> due() {
    return remainders.values().stream()
        .filter(it -> it.state() == Remainder.State.OPEN && isOver(it))
        .sorted(comparing(RulesInMemory::expiry).thenComparingLong(Remainder::number))
        .toList();
  }

  private boolean isOver(Remainder hold) {
    return hold.expiresAt() != null && !hold.expiresAt().isAfter(books.position().now());
  }

  private static Instant expiry(Remainder hold) {
    return Objects.requireNonNull(hold.expiresAt());
  }

  /** Makes known what a store would have read. */
  private void prepare(Command command) {
    books.forgetCases();
    for (JournalEntry entry : command.entries()) {
      if (entry.fact() != null) {
        know(entry.fact().ref());
      }
      for (Condition condition : entry.conditions()) {
        switch (condition) {
          case Condition.FactAt it -> know(it.fact());
          case Condition.CaseUnmoved it -> books.know(it.correlation(), newestOf(it));
          case Condition.OnAccount it -> {}
        }
      }
    }
  }

  private void know(FactRef fact) {
    if (books.facts().head(fact) == null) {
      books.facts().know(new FactBook.Head(fact, 0, 0, Collections.emptySortedMap()));
    }
  }

  private long newestOf(Condition.CaseUnmoved condition) {
    return entries.stream()
        .filter(it -> condition.correlation().equals(it.entry().correlation()))
        .mapToLong(RecordedEntry::number)
        .max()
        .orElse(0);
  }

  private Command command(Action action) {
    return switch (action) {
      case Action.OpenUnit it -> new Command.OpenUnit(it.unit());
      case Action.OpenAccount it -> new Command.OpenAccount(it.account());
      case Action.CloseAccount it -> new Command.CloseAccount(it.account(), "ann", it.reason());
      case Action.FreezeAccount it ->
          new Command.FreezeAccount(it.account(), it.status(), it.act());
      case Action.LimitAccount it ->
          new Command.LimitAccount(
              it.account(), it.limits().floor(), it.limits().ceiling(), it.act());
      case Action.AssignAccount it ->
          new Command.AssignAccount(
              it.account(), it.assigned().owner(), it.assigned().dimensions(), it.act());
      case Action.Reverse it -> new Command.Reverse(it.entryNo(), it.part());
      case Action.Settle it -> new Command.Settle(it.hold(), it.part());
      case Action.VoidHold it -> new Command.VoidHold(it.hold(), it.key());
      case Action.Post it -> new Command.Post(it.entry());
      case Action.PostAtomically it -> new Command.PostGroup(it.members());
      case Action.ClosePeriod it -> new Command.Post(closedThrough(it.through() + ""));
      case Action.ReopenPeriod it ->
          new Command.Post(closedThrough(it.from().minusDays(1).toString()));
      case Action.Declare it -> new Command.Post(declaration(it));
      default -> throw new IllegalArgumentException("not a command: " + action.words());
    };
  }

  private JournalEntry closedThrough(String day) {
    return LogRecords.ownFact(PERIOD)
        .from(version(PERIOD))
        .by("ann", "due")
        .with("closed_through", day)
        .build();
  }

  private JournalEntry declaration(Action.Declare declared) {
    var record =
        LogRecords.ownFact(FactBook.METADATA).from(version(FactBook.METADATA)).by("ann", "due");
    declared.plain().forEach(key -> record.with(FactBook.KEY + key, "plain"));
    declared.personal().forEach(key -> record.with(FactBook.KEY + key, FactBook.PERSONAL));
    return record.with(FactBook.STRICT, declared.onlyDeclared() ? "yes" : "no").build();
  }

  private int version(FactRef fact) {
    FactBook.@Nullable Head head = books.facts().head(fact);
    return head == null ? 0 : head.version();
  }

  /** What an action is, command by command. */
  static Stream<Action> commands(Action action) {
    return switch (action) {
      case Action.PostAll it -> it.entries().stream().map(Action.Post::new);
      case Action.Join it -> it.steps().stream().flatMap(RulesInMemory::commands);
      case Action.AtOnce it -> it.actions().stream().flatMap(RulesInMemory::commands);
      case Action.Register it -> Stream.of();
      case Action.Retain it -> Stream.of();
      case Action.HoldLegally it -> Stream.of();
      case Action.Erase it -> Stream.of();
      case Action.Preview it -> Stream.of(new Action.Post(it.entry()));
      case Action.Misbuild it -> Stream.of();
      case Action.Reopen it -> Stream.of();
      case Action.Savepoint it -> Stream.of();
      case Action.BackToSavepoint it -> Stream.of();
      default -> Stream.of(action);
    };
  }
}
