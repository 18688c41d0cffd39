package org.ledgercore.chart;

/** The side of a posting. Amounts are positive; the side says which way they go. */
public enum Side {
  DEBIT,
  CREDIT;

  /** The side of an amount as tables hold it: debits positive, credits negative. */
  public static Side ofSigned(long amount) {
    return amount > 0 ? DEBIT : CREDIT;
  }

  /** The other side. */
  public Side opposite() {
    return this == DEBIT ? CREDIT : DEBIT;
  }
}
