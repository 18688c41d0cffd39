package org.ledgercore.reconciliation.matching;

/** What an item says of itself, where its source has a word for it. */
public enum Nature {
  /** An ordinary movement, or one whose source does not say. */
  PLAIN,
  /** Something charged by the bank or the provider. */
  FEE,
  /** Money that came back. */
  RETURN
}
