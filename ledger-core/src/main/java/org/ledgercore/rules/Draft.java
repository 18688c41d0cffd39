package org.ledgercore.rules;

import java.util.ArrayList;
import java.util.List;
import org.ledgercore.chart.AccountState;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;

/**
 * What a batch will store: its entries in order, their postings in order, and the accounts, account
 * states and units that its records open. Filled by {@link Decider}; empty when every command was
 * refused or replayed.
 */
public final class Draft {

  /** An account that the batch opens. */
  public record OpenedAccount(AccountHead head, long entryNo) {}

  /** A new state row of an account. */
  public record ChangedState(AccountHead head, AccountState state, long entryNo) {}

  /** A unit that the batch opens. */
  public record OpenedUnit(Unit unit, int id, long entryNo) {}

  /** A version of a fact, and the head it takes the place of. */
  public record ChangedFact(FactBook.Head head, FactBook.Head before) {}

  /**
   * A version of a hold or of a reversed entry.
   *
   * @param of the hold or the reversed entry
   * @param amounts of a hold what is left, debits positive; of a reversed entry what is reversed
   * @param by the entry that made this version
   */
  public record ChangedPart(
      RecordedEntry of, int version, Remainder.State state, List<Long> amounts, long by) {

    /** Whether it is a version of a hold. */
    public boolean isHold() {
      return of.entry().heldUntil() != null;
    }

    static ChangedPart of(Remainder now) {
      boolean isHold = now.expiresAt() != null;
      long[] minors = isHold ? now.left() : now.taken();
      List<Long> amounts = new ArrayList<>(minors.length);
      for (int i = 0; i < minors.length; i++) {
        boolean isCredit = now.entry().entry().postings().get(i).signed() < 0;
        amounts.add(isHold && isCredit ? -minors[i] : minors[i]);
      }
      return new ChangedPart(
          now.entry(), now.version(), now.state(), List.copyOf(amounts), now.changedBy());
    }
  }

  private final List<RecordedEntry> entries = new ArrayList<>();
  private final Legs legs = new Legs();
  private final List<OpenedAccount> accounts = new ArrayList<>();
  private final List<ChangedState> states = new ArrayList<>();
  private final List<OpenedUnit> units = new ArrayList<>();
  private final List<ChangedFact> facts = new ArrayList<>();
  private final List<ChangedPart> parts = new ArrayList<>();

  /** New versions of holds and of what is reversed, in order. */
  public List<ChangedPart> parts() {
    return parts;
  }

  /** How many posting rows the entry at a place has: its legs, and what holds it moves. */
  public int rowsOf(int place) {
    long next =
        place + 1 < entries.size()
            ? entries.get(place + 1).firstPosting()
            : entries.getFirst().firstPosting() + legs.size();
    return (int) (next - entries.get(place).firstPosting());
  }

  public List<ChangedFact> facts() {
    return facts;
  }

  public List<RecordedEntry> entries() {
    return entries;
  }

  public Legs legs() {
    return legs;
  }

  public List<OpenedAccount> accounts() {
    return accounts;
  }

  public List<ChangedState> states() {
    return states;
  }

  public List<OpenedUnit> units() {
    return units;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }
}
