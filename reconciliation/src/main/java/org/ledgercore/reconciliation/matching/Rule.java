package org.ledgercore.reconciliation.matching;

/** By which rule items were put together. */
public enum Rule {
  /** One key and one amount, on both sides only once. */
  EXACT_KEY(1),
  /** One key, on both sides only once, and amounts that differ within a tolerance. */
  KEY_WITHIN_TOLERANCE(1),
  /** One movement against all of its batch, with the same sum. */
  BATCH_KEY(2),
  /** One movement against all of its batch, with sums that differ within a tolerance. */
  BATCH_WITHIN_TOLERANCE(2),
  /** One amount inside the window, on both sides only once. */
  AMOUNT_AND_DATE(3),
  /** One amount, and words that hardly differ. */
  TEXT(4),
  /** What remains one to one when the others are matched; only ever suggested. */
  ELIMINATION(5),
  /** One amount against a sum that was proved to be the only one. */
  SUBSET_SUM(6),
  /** Several against several with the same sum; only ever suggested. */
  GROUP(7),
  /** A break was opened for the difference, which was posted. */
  BREAK(0),
  /** A person said so. */
  BY_HAND(0);

  private final int pass;

  Rule(int pass) {
    this.pass = pass;
  }

  /** The pass it belongs to; 0 for none. */
  public int pass() {
    return pass;
  }
}
