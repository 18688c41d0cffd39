package org.ledgercore.chart;

/**
 * What was ever debited and credited to an account, in minor units. Both only grow, so the turnover
 * of a period is the difference of two of them.
 *
 * @param debits 0 to 2^63 − 1
 * @param credits 0 to 2^63 − 1
 */
public record Turnover(long debits, long credits) {

  /** Nothing yet. */
  public static final Turnover NONE = new Turnover(0, 0);

  /** Whether adding {@code amount}, which is positive, stays within 64 bits. */
  public boolean hasRoomFor(Side side, long amount) {
    return (side == Side.DEBIT ? debits : credits) <= Long.MAX_VALUE - amount;
  }

  /** This turnover with {@code amount} added to one side; throws when there is no room for it. */
  public Turnover plus(Side side, long amount) {
    return side == Side.DEBIT
        ? new Turnover(Math.addExact(debits, amount), credits)
        : new Turnover(debits, Math.addExact(credits, amount));
  }

  /** The balance seen from one side. */
  public long balanceOn(Side side) {
    return side == Side.DEBIT ? debits - credits : credits - debits;
  }
}
