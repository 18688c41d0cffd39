package org.ledgercore.commit;

/**
 * The database could not be reached or would not answer. Nothing was posted; sending again is safe.
 */
public final class LedgerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
