package org.ledgercore.periods;

import java.math.BigInteger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Side;

/**
 * What moved on an account over some days, in minor units; beyond 64 bits if need be.
 *
 * @param account the account
 * @param debits the sum of its debits
 * @param credits the sum of its credits
 */
public record Figures(Account account, BigInteger debits, BigInteger credits) {

  /** The balance on the account's normal side, in minor units. */
  public BigInteger balance() {
    return account.normalSide() == Side.DEBIT ? debits.subtract(credits) : credits.subtract(debits);
  }

  Figures plus(Figures more) {
    return new Figures(account, debits.add(more.debits), credits.add(more.credits));
  }
}
