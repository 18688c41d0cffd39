package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ways to part with a connection. */
final class Connections {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final Executor AT_ONCE = Runnable::run;

  private Connections() {}

  /** Ends a connection that may be broken, so that no pool gives it to anybody again. */
  static void discard(Connection connection) {
    try {
      connection.abort(AT_ONCE);
    } catch (SQLException e) {
      LOG.debug("A broken connection could not be aborted", e);
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A broken connection could not be closed", e);
    }
  }
}
