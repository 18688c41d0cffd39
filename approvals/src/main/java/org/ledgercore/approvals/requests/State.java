package org.ledgercore.approvals.requests;

/** Where a request stands. */
public enum State {
  /** Waits for those who decide. */
  PENDING,
  /** Decided, and not done yet. */
  APPROVED,
  /** Done. */
  EXECUTED,
  /** Decided against. */
  REJECTED,
  /** Taken back by its maker. */
  RECALLED,
  /** Past its time. */
  EXPIRED,
  /** What would be posted was no longer what was asked for. */
  VOIDED;

  /** Whether something can still become of it. */
  public boolean isOpen() {
    return this == PENDING || this == APPROVED;
  }

  /** Whether what it held goes back. */
  boolean givesBack() {
    return !isOpen() && this != EXECUTED;
  }
}
