package org.ledgercore.testing;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.money.Unit;

/**
 * Something that is done to a ledger, as a value: it says in words what it does, can be written as
 * Java, and can be done to a model and to a ledger alike ({@link TwinLedger}). Immutable.
 */
public sealed interface Action {

  /** What it does, in words. */
  default String words() {
    return Words.of(this);
  }

  /** How many commands it sends. */
  default int commands() {
    return 1;
  }

  /** Whether the ledger decides something by it, and so records the holds that are over. */
  default boolean isDecided() {
    return true;
  }

  /** Versions of it that do a little less, to find the shortest list that still fails. */
  default Stream<Action> smaller() {
    return Stream.of();
  }

  record OpenUnit(Unit unit) implements Action {}

  record OpenAccount(NewAccount account) implements Action {}

  record CloseAccount(AccountRef account, String reason) implements Action {}

  record FreezeAccount(AccountRef account, AccountStatus status, Act act) implements Action {}

  record LimitAccount(AccountRef account, AccountTerms limits, Act act) implements Action {}

  record AssignAccount(AccountRef account, AccountTerms assigned, Act act) implements Action {}

  record Reverse(long entryNo, Part part) implements Action {}

  record Settle(long hold, Part part) implements Action {}

  record VoidHold(long hold, String key) implements Action {}

  record Post(JournalEntry entry) implements Action {}

  /** Something that a room of its own does, with an answer of its own. */
  sealed interface InARoom extends Action {}

  record ClosePeriod(LocalDate through) implements InARoom {}

  record ReopenPeriod(LocalDate from) implements InARoom {}

  /** Keeps values of a subject; of the proved ones the journal has a digest. */
  record Register(UUID subject, SortedMap<String, String> values, SortedSet<String> proved)
      implements InARoom {}

  record Retain(UUID subject, LocalDate until) implements InARoom {}

  /** Places a legal hold on a subject, or lifts it. */
  record HoldLegally(UUID subject, boolean isPlaced) implements InARoom {}

  record Erase(UUID subject) implements InARoom {}

  /** Declares the metadata names of entries. */
  record Declare(SortedSet<String> personal, SortedSet<String> plain, boolean onlyDeclared)
      implements InARoom {}

  record PostAll(List<JournalEntry> entries) implements Action {
    @Override
    public int commands() {
      return entries.size();
    }

    @Override
    public Stream<Action> smaller() {
      return entries.size() == 1
          ? Stream.of(new Post(entries.getFirst()))
          : less(entries, PostAll::new);
    }
  }

  record PostAtomically(List<JournalEntry> members) implements Action {
    @Override
    public Stream<Action> smaller() {
      return members.size() == 1
          ? Stream.of(new Post(members.getFirst()))
          : less(members, PostAtomically::new);
    }
  }

  record Preview(JournalEntry entry) implements Action {}

  /** Tries to build the entry with one fault, which must be refused before anything is sent. */
  record Misbuild(JournalEntry entry, Fault fault) implements Action {
    @Override
    public boolean isDecided() {
      return false;
    }
  }

  /** What is wrong with an entry that must not exist. */
  enum Fault {
    ONE_UNIT_MORE,
    ONE_LEG_ONLY,
    ACROSS_CURRENCIES,
    ON_BOTH_SIDES
  }

  /**
   * A transaction of the host's that the ledger joins.
   *
   * @param steps {@link Post}, {@link PostAtomically}, {@link Savepoint}, {@link BackToSavepoint}
   * @param isCommitted whether it commits in the end, or rolls back
   */
  record Join(List<Action> steps, boolean isCommitted) implements Action {
    @Override
    public int commands() {
      return sum(steps);
    }

    @Override
    public boolean isDecided() {
      return false;
    }

    @Override
    public Stream<Action> smaller() {
      return less(steps, rest -> new Join(rest, isCommitted));
    }
  }

  /** Sets a savepoint; inside {@link Join} only. */
  record Savepoint() implements Action {
    @Override
    public int commands() {
      return 0;
    }
  }

  /** Rolls back to the newest savepoint and gives it up; inside {@link Join} only. */
  record BackToSavepoint() implements Action {
    @Override
    public int commands() {
      return 0;
    }
  }

  /**
   * Several actions at once, a thread each.
   *
   * @param actions {@link Post}, {@link PostAll}, {@link PostAtomically}, {@link Join}
   */
  record AtOnce(List<Action> actions) implements Action {
    @Override
    public int commands() {
      return sum(actions);
    }

    @Override
    public Stream<Action> smaller() {
      return Stream.concat(actions.stream(), less(actions, AtOnce::new));
    }
  }

  /** Closes the ledger and opens it anew. */
  record Reopen() implements Action {
    @Override
    public int commands() {
      return 0;
    }

    @Override
    public boolean isDecided() {
      return false;
    }
  }

  /** Lets time pass, in full hours; what is over by then is over for the next decision. */
  record PassTime(Duration by) implements Action {
    @Override
    public int commands() {
      return 0;
    }

    @Override
    public boolean isDecided() {
      return false;
    }
  }

  private static int sum(List<Action> actions) {
    return actions.stream().mapToInt(Action::commands).sum();
  }

  /** The list without each of its members in turn; nothing when one member is left. */
  private static <T> Stream<Action> less(List<T> all, Function<List<T>, Action> action) {
    List<Action> smaller = new ArrayList<>();
    for (int i = 0; i < all.size() && all.size() > 1; i++) {
      List<T> rest = new ArrayList<>(all);
      rest.remove(i);
      smaller.add(action.apply(List.copyOf(rest)));
    }
    return smaller.stream();
  }
}
