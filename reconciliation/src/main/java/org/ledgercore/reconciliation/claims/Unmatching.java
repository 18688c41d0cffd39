package org.ledgercore.reconciliation.claims;

/** What became of an attempt to undo a match. */
public enum Unmatching {
  /** Its items are free again. */
  DONE,
  /** It was undone before. */
  ALREADY_UNDONE,
  /** There is none. */
  UNKNOWN
}
