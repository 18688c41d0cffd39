package org.ledgercore.reconciliation.imports;

/** Why the lines of a statement do not prove its balances. */
public enum Gap {
  /** Nothing is missing, or the file states no balances to prove by. */
  NONE,
  /** Opening balance and booked lines do not make the closing balance: the file lacks lines. */
  WITHIN,
  /** It does not open where the statement before it closed: a file is missing between them. */
  BEFORE
}
