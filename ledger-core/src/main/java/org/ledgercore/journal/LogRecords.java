package org.ledgercore.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.money.Unit;

/**
 * The ledger's own records, each an entry without postings whose metadata says everything that the
 * record changed. {@code verify} proves the tables of accounts and units against them.
 */
public final class LogRecords {

  /** The kind of an account's opening. */
  public static final String ACCOUNT_OPENED = "ledger.account.opened";

  /** The kind of an account's closing. */
  public static final String ACCOUNT_CLOSED = "ledger.account.closed";

  /** The kind of a record that lets a hold go. */
  public static final String HOLD_VOIDED = "ledger.hold.voided";

  /** The kind of a record of a hold that is over. */
  public static final String HOLD_EXPIRED = "ledger.hold.expired";

  /** The kind of a unit's opening. */
  public static final String UNIT_OPENED = "ledger.unit.opened";

  /** Kinds of facts that only the ledger itself records, each through a room of its own. */
  static final Set<String> OWN_FACTS =
      Set.of("calendar", "period", "metadata", "subject", "import");

  private LogRecords() {}

  /** Starts the next version of a fact of one of the ledger's own kinds. */
  public static FactBuilder ownFact(FactRef about) {
    return new FactBuilder(about);
  }

  /** The record of an account's opening by nobody in particular. */
  public static JournalEntry opened(NewAccount account) {
    return opened(account, null);
  }

  /** The record of an account's opening. */
  public static JournalEntry opened(NewAccount account, Act.@Nullable Author author) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("path", account.path().value());
    facts.put("currency", account.unit().code());
    facts.put("type", account.type().name());
    facts.put("normal_side", account.normalSide().name());
    facts.put("number", Integer.toString(account.number()));
    AccountRecords.putTerms(facts, account.terms());
    putAuthor(facts, author);
    return EntryBuilder.record(ACCOUNT_OPENED, key(ACCOUNT_OPENED, account.ref()), facts);
  }

  /** The record of an account's closing. */
  public static JournalEntry closed(AccountRef account, String actor, String reason) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("path", account.path().value());
    facts.put("currency", account.currency());
    putAuthor(facts, actor, reason);
    return EntryBuilder.record(ACCOUNT_CLOSED, key(ACCOUNT_CLOSED, account), facts);
  }

  /** The record of a unit's opening by nobody in particular. */
  public static JournalEntry opened(Unit unit) {
    return opened(unit, null);
  }

  /** The record of a unit's opening. */
  public static JournalEntry opened(Unit unit, Act.@Nullable Author author) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("code", unit.code());
    facts.put("exponent", Integer.toString(unit.exponent()));
    facts.put("kind", unit.kind().name());
    facts.put("display_decimals", Integer.toString(unit.displayDecimals()));
    facts.put("cash_step", Long.toString(unit.cashStep()));
    facts.put("transfer_step", Long.toString(unit.transferStep()));
    putAuthor(facts, author);
    return EntryBuilder.record(UNIT_OPENED, new EntryKey(UNIT_OPENED, unit.code()), facts);
  }

  /** The same entry as a hold that lasts until an instant at the longest. */
  public static JournalEntry held(JournalEntry entry, Instant until) {
    EntryBuilder parts = restoring(entry.effectiveDate());
    if (entry.correlation() != null) {
      parts.correlatedWith(entry.correlation());
    }
    parts.describedAs(entry.description());
    entry.metadata().forEach(parts::with);
    parts.heldUntil(until);
    entry.postings().forEach(parts::leg);
    entry.conditions().forEach(parts::onlyIf);
    parts.onlyIfNewest = entry.onlyIfNewest();
    return restored(parts, entry.key(), entry.kind());
  }

  /** The record that lets a hold go. */
  public static JournalEntry voided(long hold, String key) {
    return EntryBuilder.record(
        HOLD_VOIDED, new EntryKey(HOLD_VOIDED, key), Map.of("hold", Long.toString(hold)));
  }

  /** The record of a hold's expiry. */
  public static JournalEntry expired(long hold) {
    String number = Long.toString(hold);
    return EntryBuilder.record(
        HOLD_EXPIRED, new EntryKey(HOLD_EXPIRED, number), Map.of("hold", number));
  }

  /** An entry as the store read it back: its parts are taken as they are. */
  public static JournalEntry restored(EntryBuilder parts, EntryKey key, String kind) {
    parts.key = key;
    parts.kind = kind;
    return new JournalEntry(parts);
  }

  /** Starts an entry as the store reads it back. */
  public static EntryBuilder restoring(@Nullable LocalDate effectiveDate) {
    EntryBuilder parts = new EntryBuilder();
    parts.takesReserved = true;
    parts.effectiveDate = effectiveDate;
    return parts;
  }

  private static void putAuthor(Map<String, String> facts, Act.@Nullable Author author) {
    if (author != null) {
      putAuthor(facts, author.actor(), author.reason());
    }
  }

  /** Adds who makes a change and why. */
  static void putAuthor(Map<String, String> facts, String actor, String reason) {
    facts.put(FactBuilder.ACTOR, actor);
    facts.put(FactBuilder.REASON, reason);
  }

  /** Who opened something, as its record says; null when it names nobody. */
  public static Act.@Nullable Author author(JournalEntry record) {
    String actor = record.metadata().get(FactBuilder.ACTOR);
    String reason = record.metadata().get(FactBuilder.REASON);
    return actor == null || reason == null ? null : new Act.Author(actor, reason);
  }

  private static EntryKey key(String kind, AccountRef account) {
    return new EntryKey(kind, account.currency() + ":" + account.path().value());
  }
}
