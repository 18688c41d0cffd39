package org.ledgercore.reconciliation.breaks;

/** Where the money of a break is. */
public enum BreakKind {
  /** The outside shows money the ledger had not: posted to 1080 or 2090, so the books agree. */
  POSTED,
  /** The ledger shows money the outside has not yet: it stays on 1020, 1040 or 2035. */
  CARRIED,
  /** Nothing is missing; a date, a reference or a choice is open. */
  NO_MONEY
}
