package org.ledgercore.chart;

/** The five types of account, each with the side on which it grows. */
public enum AccountType {
  ASSET(Side.DEBIT),
  LIABILITY(Side.CREDIT),
  EQUITY(Side.CREDIT),
  INCOME(Side.CREDIT),
  EXPENSE(Side.DEBIT);

  private final Side normalSide;

  AccountType(Side normalSide) {
    this.normalSide = normalSide;
  }

  /** The side on which an account of this type grows unless it is a contra account. */
  public Side normalSide() {
    return normalSide;
  }
}
