package org.ledgercore.commit;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.store.LedgerSchema;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writers of this process: one pipeline per data source, schema and set of options, however
 * many ledgers are opened so, ended with the last of them. Safe for many threads.
 */
public final class Writers {

  private static final Logger LOG = LoggerFactory.getLogger(Writers.class);
  private static final Writers OPEN = new Writers();

  private record Place(int dataSource, LedgerSchema schema, Pipeline.Config config) {}

  private static final class Shared {
    private final Writer writer;
    private final Appender.Known known;
    private final DataSource dataSource;
    private int users;

    Shared(Writer writer, Appender.Known known, DataSource dataSource) {
      this.writer = writer;
      this.known = known;
      this.dataSource = dataSource;
    }
  }

  /**
   * A ledger's hold on its writer.
   *
   * @param writer posts
   * @param appender joins callers' transactions and previews, with this ledger's own deadlines
   * @param batches tells of the writer's batches
   * @param release gives the hold back
   */
  public record Hold(Writer writer, Appender appender, Batches batches, Runnable release) {}

  private final Map<Place, Shared> shared = new HashMap<>();

  private Writers() {}

  /**
   * Takes hold of the writer for a schema, starting it when there is none.
   *
   * @throws InvalidInputException when the pool is too small for the sessions it keeps
   */
  public static Hold open(
      DataSource dataSource, LedgerSchema schema, Pipeline.Config config, Pooler pooler)
      throws SQLException {
    return OPEN.hold(dataSource, schema, config, pooler);
  }

  /** Whether a transaction-mode pooler stands between us and the server. */
  public enum Pooler {
    /** Find out: two open connections that report one backend. */
    DETECT,
    /** There is one: no session is ours for longer than a transaction. */
    PRESENT,
    /** There is none. */
    ABSENT
  }

  private synchronized Hold hold(
      DataSource dataSource, LedgerSchema schema, Pipeline.Config config, Pooler pooler)
      throws SQLException {
    Place place = new Place(System.identityHashCode(dataSource), schema, config);
    Shared found = shared.get(place);
    if (found == null || found.dataSource != dataSource || found.known.history().hasEnded()) {
      found = start(dataSource, schema, config, pooler);
      shared.put(place, found);
    }
    found.users++;
    Shared held = found;
    Appender beside = new Appender(dataSource, schema, config.deadlines(), held.known);
    Batches batches = new Batches(schema.name(), held.writer, held.known.listeners());
    return new Hold(held.writer, beside, batches, () -> release(place, held));
  }

  private void release(Place place, Shared held) {
    synchronized (this) {
      held.users--;
      if (held.users > 0) {
        return;
      }
      shared.remove(place, held);
    }
    held.writer.close();
  }

  private static Shared start(
      DataSource dataSource, LedgerSchema schema, Pipeline.Config config, Pooler pooler)
      throws SQLException {
    Appender.Known known = Appender.Known.of(schema);
    boolean pooled = pooler == Pooler.PRESENT || (pooler == Pooler.DETECT && isPooled(dataSource));
    if (pooled) {
      LOG.info(
          "A transaction-mode pooler is in the way; ledger {} posts without a pipeline",
          schema.name());
      Appender writer = new Appender(dataSource, schema, config.deadlines(), known);
      return new Shared(writer, known, dataSource);
    }
    requireRoom(dataSource);
    Pipeline pipeline = new Pipeline(dataSource, schema, config, known).start();
    LOG.info("Ledger {} keeps {} sessions", schema.name(), Pipeline.SESSIONS);
    return new Shared(pipeline, known, dataSource);
  }

  private static void requireRoom(DataSource dataSource) {
    @Nullable Integer size =
        dataSource instanceof HikariDataSource pool ? pool.getMaximumPoolSize() : null;
    int needed = Pipeline.SESSIONS + 1;
    if (size != null && size < needed) {
      throw new InvalidInputException(
          "maximumPoolSize",
          "must be at least " + needed + ", of which the ledger keeps " + Pipeline.SESSIONS,
          size);
    }
  }

  private static boolean isPooled(DataSource dataSource) throws SQLException {
    try (Connection one = dataSource.getConnection();
        Connection other = dataSource.getConnection()) {
      return backend(one) == backend(other);
    }
  }

  private static int backend(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      int pid = row.getInt(1);
      int greeted = connection.unwrap(PGConnection.class).getBackendPID();
      return pid == greeted ? pid : -1;
    }
  }
}
