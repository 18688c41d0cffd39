package org.ledgercore.journal;

import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * One leg of an entry: an amount on one side of one account.
 *
 * @param ref the account, in the amount's currency
 * @param side debit or credit
 * @param amount 1 to 10^15 minor units
 */
public record Posting(AccountRef ref, Side side, Money amount) {

  /** The largest amount of one posting, in minor units. */
  public static final long MAX_AMOUNT = 1_000_000_000_000_000L;

  public Posting {
    if (!amount.isPositive()) {
      throw new InvalidInputException("amount", "must be positive", amount.minor());
    }
    if (amount.minor() > MAX_AMOUNT) {
      throw new InvalidInputException(
          "amount", "must be at most 10^15 minor units", amount.minor());
    }
    if (!ref.currency().equals(amount.unit().code())) {
      throw new InvalidInputException(
          "currency", "must be that of account " + ref, amount.unit().code());
    }
  }

  /** A leg on the account with this path in the amount's currency. */
  public Posting(AccountPath account, Side side, Money amount) {
    this(new AccountRef(account, amount.unit().code()), side, amount);
  }

  /** The account's path. */
  public AccountPath account() {
    return ref.path();
  }

  /** The amount in minor units, debits positive and credits negative. */
  public long signed() {
    return side == Side.DEBIT ? amount.minor() : -amount.minor();
  }
}
