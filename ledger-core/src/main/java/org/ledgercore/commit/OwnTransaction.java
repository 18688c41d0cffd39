package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction on a connection that the ledger borrowed: READ COMMITTED, durable, rolled back
 * unless committed, the connection given back as it was. Used by one thread.
 */
final class OwnTransaction implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OwnTransaction.class);
  private static final String DURABLE =
      "set local synchronous_commit = on; set local lock_timeout = ";

  private final Connection connection;
  private final boolean autoCommit;
  private final int isolation;
  private boolean over;
  private boolean closed;

  private OwnTransaction(Connection connection) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.isolation = connection.getTransactionIsolation();
  }

  static OwnTransaction begin(DataSource dataSource) throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      OwnTransaction transaction = new OwnTransaction(connection);
      if (transaction.isolation != Connection.TRANSACTION_READ_COMMITTED) {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
      connection.setAutoCommit(false);
      connection.clearWarnings();
      return transaction;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Makes this commit wait for the disk, whatever the session's default says, and no statement wait
   * longer than this for a lock.
   */
  void makeDurable(Duration lock) throws SQLException {
    execute(DURABLE + lock.toMillis());
  }

  /**
   * Refuses to commit a transaction in which a statement failed: the driver's {@code commit} would
   * return normally although the server rolled back.
   */
  void requireHealthy() throws SQLException {
    TransactionState state = connection.unwrap(BaseConnection.class).getTransactionState();
    if (state != TransactionState.OPEN) {
      throw new IllegalStateException("the transaction to commit is " + state + ", not OPEN");
    }
  }

  void commit() throws SQLException {
    connection.commit();
    over = true;
    SQLWarning warning = connection.getWarnings();
    if (warning != null) {
      LOG.warn("The commit is durable on this server only: {}", warning.getMessage());
    }
  }

  /** Ends the session: its COMMIT got no clear answer, so nobody else may be given it. */
  void discard() {
    closed = true;
    Connections.discard(connection);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (connection) {
      if (!over) {
        connection.rollback();
      }
      connection.setAutoCommit(autoCommit);
      if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
        connection.setTransactionIsolation(isolation);
      }
    } catch (SQLException e) {
      LOG.debug("A broken connection was given back", e);
    }
  }
}
