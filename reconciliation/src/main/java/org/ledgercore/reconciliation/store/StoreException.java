package org.ledgercore.reconciliation.store;

import java.sql.SQLException;

/** The database did not do what it was asked; nothing of the transaction is stored. */
public final class StoreException extends IllegalStateException {

  private static final long serialVersionUID = 1L;
  private static final String UNIQUE = "23505";

  private final String state;

  StoreException(SQLException cause) {
    super("the database did not answer: " + cause.getMessage(), cause);
    this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** Whether a row with the same key is there already. */
  public boolean isTaken() {
    return state.equals(UNIQUE);
  }
}
