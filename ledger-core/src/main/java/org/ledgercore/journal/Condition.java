package org.ledgercore.journal;

import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * What must hold, as all entries before left it, for an entry to be posted. Part of how an entry is
 * sent and not of its content: a retry may carry other conditions, or none.
 */
public sealed interface Condition {

  /** Looks at the figures of one account. */
  sealed interface OnAccount extends Condition {

    /** The account that is looked at; it need not stand in the entry. */
    AccountRef account();
  }

  /**
   * A fact's newest version is this one, so what was read of it still holds. Refused as {@code
   * FACT_CHANGED}.
   *
   * @param fact what the fact is about
   * @param version 1 upwards; 0 for a fact that nothing was recorded of
   */
  record FactAt(FactRef fact, int version) implements Condition {
    public FactAt {
      if (version < 0) {
        throw new InvalidInputException("version", "must not be negative", version);
      }
    }
  }

  /**
   * No entry of a case was recorded after this one: what was read of the case still holds. Refused
   * as {@code NOT_NEWEST}. Such an entry is decided when nothing is on its way to the disk any
   * more, which costs a busy ledger its second lane for a moment.
   *
   * @param correlation the id that the case's entries share
   * @param sinceEntry number of an entry; 0 for a case without any
   */
  record CaseUnmoved(String correlation, long sinceEntry) implements Condition {
    public CaseUnmoved {
      if (sinceEntry < 0) {
        throw new InvalidInputException("sinceEntry", "must not be negative", sinceEntry);
      }
    }
  }

  /** The posted balance on the normal side is at least so much. */
  record AtLeast(AccountRef account, Money balance) implements OnAccount {
    public AtLeast {
      requireSameUnit(account, balance);
    }

    @Override
    public String toString() {
      return "balance of " + account + " at least " + balance;
    }
  }

  /** The posted balance on the normal side is at most so much. */
  record AtMost(AccountRef account, Money balance) implements OnAccount {
    public AtMost {
      requireSameUnit(account, balance);
    }

    @Override
    public String toString() {
      return "balance of " + account + " at most " + balance;
    }
  }

  /**
   * No more has left the account than this, in all that was ever posted on the side that lessens
   * it: what was read of it may have grown since, but nothing of it is gone.
   */
  record DrawnAtMost(AccountRef account, Money drawn) implements OnAccount {
    public DrawnAtMost {
      requireSameUnit(account, drawn);
    }

    @Override
    public String toString() {
      return "drawn from " + account + " at most " + drawn;
    }
  }

  /**
   * No entry after this one moved the account: what was read as of that entry still holds.
   *
   * @param sinceEntry number of an entry, such as {@code Balance.asOfEntry}; 0 for the beginning
   */
  record Unmoved(AccountRef account, long sinceEntry) implements OnAccount {
    public Unmoved {
      if (sinceEntry < 0) {
        throw new InvalidInputException("sinceEntry", "must not be negative", sinceEntry);
      }
    }

    @Override
    public String toString() {
      return account + " unmoved since entry " + sinceEntry;
    }
  }

  private static void requireSameUnit(AccountRef account, Money balance) {
    if (!account.currency().equals(balance.unit().code())) {
      throw new InvalidInputException(
          "currency", "must be that of account " + account, balance.unit().code());
    }
  }
}
