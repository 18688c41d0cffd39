package org.ledgercore.commit;

/**
 * BatchSize that this process has seen committed are no longer in the database: a standby was
 * promoted without them, or a backup was restored under a running process. The ledger stops
 * accepting for good; a person has to look before it is opened again.
 */
public final class HistoryGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HistoryGoneException(String message) {
    super(message);
  }
}
