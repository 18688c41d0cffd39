package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.List;
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
  record Misbuild(JournalEntry entry, Fault fault) implements Action {}

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
