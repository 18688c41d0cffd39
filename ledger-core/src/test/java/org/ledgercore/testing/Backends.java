package org.ledgercore.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** What the server says about its sessions: who waits for whom, who holds a turn. */
public final class Backends {

  /** A wait for the ledger's turn. */
  public static final String TURN = "advisory";

  /** A wait for another transaction's row, as by an insert into a unique index. */
  public static final String ROW = "transactionid";

  private Backends() {}

  /** The process id of the connection's session. */
  public static int of(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  /** Whether some session waits for this one in this way. */
  public static boolean isWaitedFor(DataSource dataSource, int backend, String how)
      throws SQLException {
    return exists(
        dataSource,
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and ? = any"
            + " (pg_blocking_pids(pid)) and wait_event = '"
            + how
            + "'",
        backend);
  }

  /** Whether the session holds an advisory lock. */
  public static boolean holdsTurn(DataSource dataSource, int backend) throws SQLException {
    return exists(
        dataSource,
        "select 1 from pg_locks where locktype = 'advisory' and granted and pid = ?",
        backend);
  }

  /** Whether the session is still there. */
  public static boolean isThere(DataSource dataSource, int backend) throws SQLException {
    return exists(dataSource, "select 1 from pg_stat_activity where pid = ?", backend);
  }

  private static boolean exists(DataSource dataSource, String sql, int backend)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, backend);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
