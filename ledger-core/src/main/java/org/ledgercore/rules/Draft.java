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

  private final List<RecordedEntry> entries = new ArrayList<>();
  private final Legs legs = new Legs();
  private final List<OpenedAccount> accounts = new ArrayList<>();
  private final List<ChangedState> states = new ArrayList<>();
  private final List<OpenedUnit> units = new ArrayList<>();
  private final List<ChangedFact> facts = new ArrayList<>();

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
