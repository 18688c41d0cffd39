package org.ledgercore.commit;

import java.sql.SQLException;

/** What is done when rows of a batch are locked although nobody else can be writing. Stateless. */
final class Frozen {

  private Frozen() {}

  /**
   * Ends the sessions of frozen writers when it was a lock that did not come; see {@link
   * Store#endFrozen}. What goes wrong here is told with the cause.
   */
  static void end(Store store, SQLException cause) {
    if (SqlStates.is(cause, SqlStates.LOCK_NOT_AVAILABLE)) {
      try {
        store.endFrozen();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
