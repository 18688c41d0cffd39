package org.ledgercore.commit;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.ledgercore.store.LedgerSchema;
import org.postgresql.PGConnection;

/**
 * Which threads joined a transaction that may still hold the turn. A thread that holds it and asks
 * for a post of the ledger's own would wait for itself. Safe for many threads.
 */
final class TurnHolders {

  private static final String HOLDS =
      """
      select 1 from pg_locks
       where locktype = 'advisory' and objsubid = 2 and granted
         and database = (select oid from pg_database where datname = current_database())
         and classid = ?::bigint::oid and objid = ?::bigint::oid and pid = ?
      """;

  private final LedgerSchema schema;
  private final Map<Thread, Joined> threads = new WeakHashMap<>();

  /** The connection that a thread joined, and its backend. */
  private record Joined(WeakReference<Connection> connection, int backend) {

    /** Whether the thread gave the connection back: its backend may be at another's work by now. */
    boolean isGivenBack() throws SQLException {
      Connection joined = connection.get();
      return joined == null || joined.isClosed();
    }
  }

  TurnHolders(LedgerSchema schema) {
    this.schema = schema;
  }

  /**
   * Notes that this thread is about to take the turn on the connection, and that nobody else is.
   */
  void joined(Connection connection) throws SQLException {
    int backend = connection.unwrap(PGConnection.class).getBackendPID();
    synchronized (threads) {
      threads.values().removeIf(joined -> joined.backend() == backend);
      threads.put(Thread.currentThread(), new Joined(new WeakReference<>(connection), backend));
    }
  }

  /** Throws when this thread holds the turn; asks the server only if it once joined. */
  void requireFree(DataSource dataSource) throws SQLException {
    Joined joined;
    synchronized (threads) {
      joined = threads.get(Thread.currentThread());
    }
    if (joined == null) {
      return;
    }
    if (!joined.isGivenBack() && holdsTurn(dataSource, joined.backend())) {
      throw new IllegalStateException(
          "this thread holds the ledger's turn in a transaction it joined; post with"
              + " in(connection) again, or end that transaction first");
    }
    synchronized (threads) {
      threads.remove(Thread.currentThread(), joined);
    }
  }

  private boolean holdsTurn(DataSource dataSource, int backend) throws SQLException {
    try (Connection own = dataSource.getConnection();
        PreparedStatement statement = own.prepareStatement(HOLDS)) {
      statement.setLong(1, LedgerSchema.TURN_CLASS);
      statement.setLong(2, schema.turn());
      statement.setInt(3, backend);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
