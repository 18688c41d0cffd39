package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.UnknownCommit.OldBackend;
import org.ledgercore.store.BatchCopier;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.Displaced;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PreferQueryMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's session on PostgreSQL, kept from batch to batch. Used by one thread at a time, but for
 * {@code encode}.
 */
final class PostgresLane implements Store.LaneSession {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresLane.class);
  private static final Executor AT_ONCE = Runnable::run;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "synchronous_commit", "on",
          "statement_timeout", "0",
          // What is locked here is a row that somebody began to write who has no turn any more.
          "lock_timeout", "2s",
          "idle_in_transaction_session_timeout", "5s",
          "idle_session_timeout", "0",
          // Our few statements have one good plan each, by index; to plan them anew costs more than
          // to run them, and a table that is small today would be read whole for ever.
          "plan_cache_mode", "force_generic_plan",
          "enable_seqscan", "off");
  private static final String BE_KNOWN =
      "select pg_backend_pid(), clock_timestamp(), pg_advisory_lock_shared(?, ?)";
  private static final String BE_UNKNOWN = "select pg_advisory_unlock_shared(?, ?)";
  private static final String NEWEST = "select coalesce(max(batch_no), 0) from {s}.journal_batch";

  private final DataSource dataSource;
  private final LedgerSchema schema;
  private final Duration answerDeadline;
  private final BatchCopier[] copiers;
  private final BatchWriter writer;
  private final String newestSql;
  private @Nullable Connection connection;
  private @Nullable SessionSettings settings;
  private @Nullable OldBackend backend;
  private int networkTimeout;
  private int nextCopier;

  PostgresLane(DataSource dataSource, LedgerSchema schema, Duration answerDeadline) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.answerDeadline = answerDeadline;
    this.copiers = new BatchCopier[] {new BatchCopier(schema), new BatchCopier(schema)};
    this.writer = new BatchWriter(schema);
    this.newestSql = schema.sql(NEWEST);
  }

  @Override
  public void begin(boolean autoCommit) throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dataSource.getConnection();
      connection = open;
      settings = SessionSettings.apply(open, SETTINGS);
      backend = known(open);
      networkTimeout = open.getNetworkTimeout();
      int ours = Math.toIntExact(answerDeadline.toMillis());
      if (networkTimeout == 0 || networkTimeout > ours) {
        open.setNetworkTimeout(AT_ONCE, ours);
      }
    }
    open.setAutoCommit(autoCommit);
  }

  @Override
  public OldBackend backend() {
    return Objects.requireNonNull(backend);
  }

  /** As the session of a lane, by whoever waits for what it writes; see {@link Store#endFrozen}. */
  private OldBackend known(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BE_KNOWN)) {
      bindLane(statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new OldBackend(row.getInt(1), row.getTimestamp(2).toInstant());
      }
    }
  }

  private void bindLane(PreparedStatement statement) throws SQLException {
    statement.setInt(1, LedgerSchema.LANES_CLASS);
    statement.setInt(2, schema.turn());
  }

  /**
   * In the driver's simple mode each statement of a request would commit by itself: there a batch
   * has a transaction although none was begun.
   */
  @Override
  public boolean write(SealedBatch batch) throws SQLException {
    Connection open = open();
    boolean isTornApart =
        open.unwrap(PGConnection.class).getPreferQueryMode() == PreferQueryMode.SIMPLE;
    if (!isTornApart || !open.getAutoCommit()) {
      return writer.write(open, batch);
    }
    open.setAutoCommit(false);
    boolean waited = writer.write(open, batch);
    requireHealthy();
    open.commit();
    return waited;
  }

  @Override
  public boolean writeAhead(SealedBatch batch) throws SQLException {
    return writer.writeAhead(open(), batch);
  }

  @Override
  public void writeDisplaced(Displaced displaced) throws SQLException {
    writer.writeDisplaced(open(), displaced);
  }

  @Override
  public Store.Encoded encode(SealedBatch batch) {
    BatchCopier copier = copiers[nextCopier];
    nextCopier = 1 - nextCopier;
    copier.encode(batch);
    return () -> copier.send(open(), batch);
  }

  @Override
  public void requireHealthy() throws SQLException {
    TransactionState state = open().unwrap(BaseConnection.class).getTransactionState();
    if (state != TransactionState.OPEN) {
      throw new IllegalStateException("the transaction to commit is " + state + ", not OPEN");
    }
  }

  @Override
  public void commit() throws SQLException {
    Connection open = open();
    open.commit();
    SQLWarning warning = open.getWarnings();
    if (warning != null) {
      LOG.warn("The commit is durable on this server only: {}", warning.getMessage());
      open.clearWarnings();
    }
  }

  @Override
  public void rollBack() throws SQLException {
    Connection open = connection;
    if (open != null && !open.getAutoCommit()) {
      open.rollback();
    }
  }

  @Override
  public long newestBatch() throws SQLException {
    try (PreparedStatement statement = open().prepareStatement(newestSql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection open() {
    return Objects.requireNonNull(connection);
  }

  @Override
  public void discard() {
    Connection broken = connection;
    connection = null;
    settings = null;
    if (broken != null) {
      Connections.discard(broken);
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    SessionSettings before = settings;
    if (open == null || before == null) {
      return;
    }
    try (PreparedStatement statement = open.prepareStatement(BE_UNKNOWN)) {
      bindLane(statement);
      statement.execute();
      before.restore();
      open.setNetworkTimeout(AT_ONCE, networkTimeout);
      open.close();
    } catch (SQLException e) {
      Connections.discard(open);
    }
  }
}
