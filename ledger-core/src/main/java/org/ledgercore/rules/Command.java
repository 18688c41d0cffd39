package org.ledgercore.rules;

import java.util.List;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.money.Unit;

/** What a caller can ask of the ledger. Every command ends as entries of the one journal. */
public sealed interface Command {

  /** The entries that will be recorded when the command is accepted. */
  List<JournalEntry> entries();

  /** Post an entry. */
  record Post(JournalEntry entry) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(entry);
    }
  }

  /** Post all members, in their order, or none. */
  record PostGroup(List<JournalEntry> members) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return members;
    }
  }

  /** Open an account. */
  record OpenAccount(NewAccount account) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(LogRecords.opened(account));
    }
  }

  /** Close an empty account for good. */
  record CloseAccount(AccountRef account, String reason) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(LogRecords.closed(account, reason));
    }
  }

  /** Open a unit. */
  record OpenUnit(Unit unit) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(LogRecords.opened(unit));
    }
  }
}
