package org.ledgercore.money;

/** What a unit stands for. Amounts of different kinds are never added together. */
public enum UnitKind {
  /** A state's currency. */
  FIAT,
  /** Electronic money issued against fiat. */
  E_MONEY,
  /** Bonus points with no currency behind them. */
  POINTS
}
