package org.ledgercore.reconciliation.threeway;

/** What became of something that a person did by hand. */
public sealed interface Handled {

  /**
   * It is done.
   *
   * @param act the act by which it is kept
   */
  record Done(long act) implements Handled {}

  /**
   * Nothing changed.
   *
   * @param why which rule says so
   * @param detail what it is about
   */
  record Refused(Why why, String detail) implements Handled {}

  /** Why something cannot be done by hand, in order of precedence. */
  enum Why {
    /** There is no such line or movement on this account. */
    UNKNOWN_ITEM,
    /** There is no such match. */
    UNKNOWN_MATCH,
    /** The match was undone before. */
    ALREADY_UNDONE,
    /** There is no such break on this account. */
    UNKNOWN_BREAK,
    /** The break is resolved. */
    ALREADY_RESOLVED,
    /** The match stands for a break: that is what to resolve. */
    STANDS_FOR_A_BREAK,
    /** The break is not of a line that the ledger did not know. */
    NOT_OF_A_LINE,
    /** Some of it is in another match. */
    TAKEN,
    /** Both sides do not sum to the same. */
    SUMS_DIFFER,
    /** The settlement that rests on it has arrived at the bank. */
    SETTLED
  }
}
