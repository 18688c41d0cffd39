package org.ledgercore.journal;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;

/**
 * The records by which open accounts change. Each says what was set, who set it and why; what it
 * does not say stays as it was.
 */
public final class AccountRecords {

  /** The kind of a record that freezes an account, or lets it go again. */
  public static final String FROZEN = "ledger.account.frozen";

  /** The kind of a record that sets an account's limits. */
  public static final String LIMITED = "ledger.account.limited";

  /** The kind of a record that sets an account's owner and dimensions. */
  public static final String ASSIGNED = "ledger.account.assigned";

  private static final String DIMENSION = "dimension.";

  private AccountRecords() {}

  /** The record of an account's freezing; {@code OPEN} lets it go again. */
  public static JournalEntry frozen(AccountRef account, AccountStatus status, Act act) {
    Map<String, String> facts = facts(account, act);
    facts.put("status", status.name());
    return EntryBuilder.record(FROZEN, new EntryKey(FROZEN, act.key()), facts);
  }

  /** The record of an account's new limits. */
  public static JournalEntry limited(
      AccountRef account, @Nullable Long floor, @Nullable Long ceiling, Act act) {
    Map<String, String> facts = facts(account, act);
    putLimits(facts, AccountTerms.NONE.within(floor, ceiling));
    return EntryBuilder.record(LIMITED, new EntryKey(LIMITED, act.key()), facts);
  }

  /** The record of an account's new owner and dimensions. */
  public static JournalEntry assigned(
      AccountRef account, @Nullable String owner, Map<String, String> dimensions, Act act) {
    Map<String, String> facts = facts(account, act);
    AccountTerms terms = AccountTerms.NONE.assignedTo(owner, dimensions);
    putAssignment(facts, terms);
    return EntryBuilder.record(ASSIGNED, new EntryKey(ASSIGNED, act.key()), facts);
  }

  /** The record of what an account's state became, or null when it is of another kind. */
  public static @Nullable JournalEntry of(
      String kind, AccountRef account, AccountStatus status, AccountTerms terms, Act act) {
    return switch (kind) {
      case FROZEN -> frozen(account, status, act);
      case LIMITED -> limited(account, terms.floor(), terms.ceiling(), act);
      case ASSIGNED -> assigned(account, terms.owner(), terms.dimensions(), act);
      default -> null;
    };
  }

  /** Adds all terms of an account that is being opened. */
  static void putTerms(Map<String, String> facts, AccountTerms terms) {
    putLimits(facts, terms);
    putAssignment(facts, terms);
  }

  private static void putLimits(Map<String, String> facts, AccountTerms terms) {
    if (terms.floor() != null) {
      facts.put("floor", terms.floor().toString());
    }
    if (terms.ceiling() != null) {
      facts.put("ceiling", terms.ceiling().toString());
    }
  }

  private static void putAssignment(Map<String, String> facts, AccountTerms terms) {
    if (terms.owner() != null) {
      facts.put("owner", terms.owner());
    }
    terms.dimensions().forEach((name, value) -> facts.put(DIMENSION + name, value));
  }

  private static Map<String, String> facts(AccountRef account, Act act) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("path", account.path().value());
    facts.put("currency", account.currency());
    LogRecords.putAuthor(facts, act.actor(), act.reason());
    return facts;
  }
}
