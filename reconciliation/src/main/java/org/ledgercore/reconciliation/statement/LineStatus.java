package org.ledgercore.reconciliation.statement;

/** How sure the outside is of a line. */
public enum LineStatus {
  /** Money moved: the line counts between opening and closing balance. */
  BOOKED,
  /** Expected or reserved; it counts nowhere and comes again when it is booked. */
  PENDING,
  /** Told for information only; it never counts. */
  INFORMATION
}
