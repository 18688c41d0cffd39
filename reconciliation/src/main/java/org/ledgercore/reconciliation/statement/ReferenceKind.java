package org.ledgercore.reconciliation.statement;

/** What a reference names, and so whom to believe about it being unique. */
public enum ReferenceKind {
  /** The bank's or provider's own name of the line; the line's identity when there is one. */
  BANK,
  /** What the account's holder called the order it gave. */
  CUSTOMER,
  /** What the payer gave along and every bank passed on (ISO 20022 EndToEndId). */
  END_TO_END,
  /** The bank's name of the single transaction inside an entry (ISO 20022 TxId). */
  TRANSACTION,
  /** The settlement, payout or payment order that groups several lines. */
  BATCH,
  /** The payee's own structured reference, such as ISO 11649 "RF…". */
  CREDITOR,
  /** The direct debit mandate. */
  MANDATE,
  /** The number of a cheque. */
  CHEQUE
}
