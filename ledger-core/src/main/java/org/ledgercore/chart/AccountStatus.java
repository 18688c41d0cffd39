package org.ledgercore.chart;

/** Whether an account takes postings. */
public enum AccountStatus {
  OPEN,
  /** Closed at zero, for good: every posting is refused. */
  CLOSED
}
