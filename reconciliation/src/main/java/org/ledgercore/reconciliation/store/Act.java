package org.ledgercore.reconciliation.store;

/** What is done in reconciliation. */
public enum Act {
  /** A file from outside was imported. */
  IMPORT,
  /** A run of the matcher. */
  RUN,
  /** Items were put together outside a run. */
  MATCH,
  /** A match was undone. */
  UNMATCH,
  /** Breaks were opened, given to somebody or resolved. */
  BREAK,
  /** A source of files or a version of rules was declared. */
  DECLARE
}
