package org.ledgercore.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * A host's transaction manager in its smallest form: a connection for each thread that is in a
 * transaction, committed when the work returns and rolled back when it throws.
 */
final class HostTransactions {

  private final DataSource dataSource;
  private final ThreadLocal<Connection> current = new ThreadLocal<>();

  HostTransactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is done in a transaction. */
  interface Work<T> {
    T run() throws SQLException;
  }

  <T> T run(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      current.set(connection);
      try {
        T result = work.run();
        connection.commit();
        return result;
      } finally {
        current.remove();
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** The connection of this thread's transaction. */
  Connection connection() {
    return Objects.requireNonNull(current.get(), "no transaction");
  }
}
