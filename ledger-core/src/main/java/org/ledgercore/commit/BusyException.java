package org.ledgercore.commit;

/**
 * The ledger's queue was full, or the call waited in it past its deadline. The call was not posted
 * and will not be: sending it again later is safe.
 */
public final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BusyException(String message) {
    super(message);
  }
}
