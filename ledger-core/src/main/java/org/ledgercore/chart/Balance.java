package org.ledgercore.chart;

import org.ledgercore.money.Money;

/**
 * The figures of one account at one point of the journal. Posted and available stand on the normal
 * side: positive when the account stands as it normally does.
 *
 * @param account the account
 * @param turnover everything ever debited and credited
 * @param pendingTurnover debits and credits of open holds
 * @param asOfEntry the newest entry of the journal that the figures know of, 0 for an empty one
 */
public record Balance(
    Account account, Turnover turnover, Turnover pendingTurnover, long asOfEntry) {

  /** The balance of all posted entries. */
  public Money posted() {
    return account.balance(turnover);
  }

  /** All that was ever posted on the side that lessens the balance. */
  public Money drawn() {
    boolean isDebit = account.normalSide() == Side.DEBIT;
    return Money.ofMinor(isDebit ? turnover.credits() : turnover.debits(), account.unit());
  }

  /** What open holds would take from the account: pending on the side that lessens it. */
  public Money pending() {
    return Money.ofMinor(
        account.normalSide() == Side.DEBIT ? pendingTurnover.credits() : pendingTurnover.debits(),
        account.unit());
  }

  /** Posted less pending. */
  public Money available() {
    return posted().minus(pending());
  }
}
