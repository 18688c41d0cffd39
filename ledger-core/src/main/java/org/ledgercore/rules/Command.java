package org.ledgercore.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.AccountRecords;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.Act.Author;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Part;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;

/** What a caller can ask of the ledger. Every command ends as entries of the one journal. */
public sealed interface Command {

  /** The entries that will be recorded when the command is accepted. */
  List<JournalEntry> entries();

  /** The number of the earlier entry that it follows, 0 for none. */
  default long follows() {
    return 0;
  }

  /** Whether it is decided on the newest entry of a case, and so needs to see all stored. */
  default boolean looksAtCase() {
    return entries().stream().anyMatch(JournalEntry::looksAtCase);
  }

  /** A record that was read back says what happened; to say it again would not make it so. */
  private static void requirePostable(JournalEntry entry) {
    if (entry.postings().isEmpty() && entry.fact() == null) {
      throw new InvalidInputException("postings", "must be at least 2", 0);
    }
    if (entry.follows()) {
      throw new InvalidInputException(
          "entry", "must not be a reversal or a settlement read back", entry.key());
    }
  }

  /** Post an entry, or record a version of a fact. */
  record Post(JournalEntry entry) implements Command {

    public Post {
      requirePostable(entry);
    }

    @Override
    public List<JournalEntry> entries() {
      return List.of(entry);
    }

    @Override
    public boolean looksAtCase() {
      return entry.looksAtCase();
    }
  }

  /** Open those of the accounts that are missing and post an entry, all of it or nothing. */
  record PostOpening(List<NewAccount> accounts, JournalEntry entry) implements Command {

    public PostOpening {
      requirePostable(entry);
      accounts = List.copyOf(accounts);
    }

    @Override
    public List<JournalEntry> entries() {
      return List.of(entry);
    }
  }

  /** Post all members, in their order, or none. */
  record PostGroup(List<JournalEntry> members) implements Command {

    public PostGroup {
      members.forEach(Command::requirePostable);
    }

    @Override
    public List<JournalEntry> entries() {
      return members;
    }
  }

  /** Reverse an earlier entry, or a part of it. */
  record Reverse(long entryNo, Part part) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(part.entry(Part.Purpose.REVERSES, entryNo, null, List.of()));
    }

    @Override
    public long follows() {
      return entryNo;
    }
  }

  /** Post what a hold reserves, or a part of it. */
  record Settle(long hold, Part part) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(part.entry(Part.Purpose.SETTLES, hold, null, List.of()));
    }

    @Override
    public long follows() {
      return hold;
    }
  }

  /** Let a hold go. */
  record VoidHold(long hold, String key) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(LogRecords.voided(hold, key));
    }

    @Override
    public long follows() {
      return hold;
    }
  }

  /** Open an account; the author is null for nobody in particular. */
  record OpenAccount(NewAccount account, @Nullable Author author) implements Command {

    /** Opened by nobody in particular. */
    public OpenAccount(NewAccount account) {
      this(account, null);
    }

    @Override
    public List<JournalEntry> entries() {
      return List.of(LogRecords.opened(account, author));
    }
  }

  /** Close an empty account for good. */
  record CloseAccount(AccountRef account, String actor, String reason) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(LogRecords.closed(account, actor, reason));
    }
  }

  /** Freeze an open account, or let it go again. */
  record FreezeAccount(AccountRef account, AccountStatus status, Act act) implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(AccountRecords.frozen(account, status, act));
    }
  }

  /** Set both limits of an open account; null for none. */
  record LimitAccount(AccountRef account, @Nullable Long floor, @Nullable Long ceiling, Act act)
      implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(AccountRecords.limited(account, floor, ceiling, act));
    }
  }

  /** Set owner and dimensions of an open account. */
  record AssignAccount(
      AccountRef account, @Nullable String owner, Map<String, String> dimensions, Act act)
      implements Command {
    @Override
    public List<JournalEntry> entries() {
      return List.of(AccountRecords.assigned(account, owner, dimensions, act));
    }
  }

  /** Open a unit; the author is null for nobody in particular. */
  record OpenUnit(Unit unit, @Nullable Author author) implements Command {

    /** Opened by nobody in particular. */
    public OpenUnit(Unit unit) {
      this(unit, null);
    }

    @Override
    public List<JournalEntry> entries() {
      return List.of(LogRecords.opened(unit, author));
    }
  }
}
