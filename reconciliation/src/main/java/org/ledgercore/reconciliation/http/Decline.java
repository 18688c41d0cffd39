package org.ledgercore.reconciliation.http;

/** Why a call was refused: a closed list. */
public enum Decline {
  /** The file breaks its format or says nothing usable. */
  FILE_UNUSABLE,
  /** There is no such line or movement. */
  UNKNOWN_ITEM,
  /** There is no such match. */
  UNKNOWN_MATCH,
  /** The match was undone before. */
  ALREADY_UNDONE,
  /** There is no such break. */
  UNKNOWN_BREAK,
  /** The break is resolved. */
  ALREADY_RESOLVED,
  /** The match stands for a break. */
  STANDS_FOR_A_BREAK,
  /** The break is not of a line that the ledger did not know. */
  NOT_OF_A_LINE,
  /** Some of it is in another match. */
  ITEM_TAKEN,
  /** Both sides do not sum to the same. */
  SUMS_DIFFER,
  /** The settlement that rests on it has arrived. */
  SETTLEMENT_ARRIVED,
  /** Only posted breaks that miss money are written off. */
  NOTHING_TO_WRITE_OFF,
  /** Nobody else approved it. */
  NOT_APPROVED,
  /** The entry does not move the money of the break. */
  DOES_NOT_CORRECT
}
