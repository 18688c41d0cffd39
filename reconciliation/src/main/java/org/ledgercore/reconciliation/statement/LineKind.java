package org.ledgercore.reconciliation.statement;

/** What a line is, when the file says so. */
public enum LineKind {
  /** A bank's entry, or any line of a file that makes no difference. */
  ENTRY,
  /** A provider's payment in. */
  CAPTURE,
  /** Money a provider gave back to a payer. */
  REFUND,
  /** Money a payer's bank took back. */
  CHARGEBACK,
  /** A fee on its own line. */
  FEE,
  /** A provider's transfer to the bank: the sum of what it settles, leaving the provider. */
  PAYOUT,
  /** What a desk holds more or less than its book says. */
  COUNT
}
