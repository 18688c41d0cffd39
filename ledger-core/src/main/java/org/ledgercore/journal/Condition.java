package org.ledgercore.journal;

import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * What must hold of an account, as all entries before left it, for an entry to be posted. Part of
 * how an entry is sent and not of its content: a retry may carry other conditions, or none.
 */
public sealed interface Condition {

  /** The account that is looked at; it need not stand in the entry. */
  AccountRef account();

  /** The posted balance on the normal side is at least so much. */
  record AtLeast(AccountRef account, Money balance) implements Condition {
    public AtLeast {
      requireSameUnit(account, balance);
    }

    @Override
    public String toString() {
      return "balance of " + account + " at least " + balance;
    }
  }

  /** The posted balance on the normal side is at most so much. */
  record AtMost(AccountRef account, Money balance) implements Condition {
    public AtMost {
      requireSameUnit(account, balance);
    }

    @Override
    public String toString() {
      return "balance of " + account + " at most " + balance;
    }
  }

  /**
   * No entry after this one moved the account: what was read as of that entry still holds.
   *
   * @param sinceEntry number of an entry, such as {@code Balance.asOfEntry}; 0 for the beginning
   */
  record Unmoved(AccountRef account, long sinceEntry) implements Condition {
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
