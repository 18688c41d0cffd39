package org.ledgercore.reconciliation.matching;

/** Which of the two sides an item comes from. */
public enum Origin {
  /** A line of a statement, a provider's file or a count. */
  OUTSIDE,
  /** A posting of the ledger, or what the ledger expects. */
  INSIDE
}
