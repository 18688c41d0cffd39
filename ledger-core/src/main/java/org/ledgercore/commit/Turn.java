package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.store.LedgerSchema;

/**
 * The turn of a busy writer: an advisory lock of a session of its own, so that it outlives
 * transactions. Whoever waits holds a second lock shared, and the holder, who tries that one with
 * every batch, hands over when its lanes are empty. The session must be used at least every second
 * while it holds the turn; when this process freezes, the server ends it and the next writer goes
 * on. Used under the pipeline's lock.
 */
final class Turn implements AutoCloseable {

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "statement_timeout", "0",
          "lock_timeout", "0",
          // It reads, locks and wakes; a lost wake-up loses nothing.
          "synchronous_commit", "off",
          "idle_session_timeout", "0",
          "plan_cache_mode", "force_generic_plan",
          "enable_seqscan", "off");

  private static final String TRY =
      """
      select pg_try_advisory_lock(?, ?), set_config('idle_session_timeout', '5s', false)
      """;
  private static final String WAIT =
      """
      select set_config('statement_timeout', ?, false);
      select pg_advisory_lock_shared(?, ?);
      select pg_advisory_lock(?, ?);
      select pg_advisory_unlock_shared(?, ?), set_config('statement_timeout', '0', false)
      """;
  private static final String GIVE_UP =
      "select pg_advisory_unlock_all(), set_config('statement_timeout', '0', false)";
  private static final String RELEASE =
      "select pg_advisory_unlock_all(), set_config('idle_session_timeout', '0', false)";
  private static final String BEAT = "select 1";
  private static final String TELL = "notify {s}";

  private final DataSource dataSource;
  private final LedgerSchema schema;
  private final Duration deadline;
  private @Nullable Connection connection;
  private @Nullable SessionSettings settings;
  private boolean held;
  private long usedAt;

  Turn(DataSource dataSource, LedgerSchema schema, Duration deadline) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.deadline = deadline;
  }

  /** The control session, for reading the tip and the books. */
  Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dataSource.getConnection();
      connection = open;
      settings = SessionSettings.apply(open, SETTINGS);
    }
    usedAt = System.nanoTime();
    return open;
  }

  boolean isHeld() {
    return held;
  }

  /** Takes the turn, waiting for it up to the deadline; false when it was not to be had. */
  boolean take() throws SQLException {
    held = tryNow() || awaitTurn();
    return held;
  }

  private boolean tryNow() throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(TRY)) {
      statement.setInt(1, LedgerSchema.TURN_CLASS);
      statement.setInt(2, schema.turn());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private boolean awaitTurn() throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(WAIT)) {
      statement.setString(1, Long.toString(deadline.toMillis()));
      for (int i = 0; i < 3; i++) {
        boolean turn = i == 1;
        statement.setInt(2 + 2 * i, turn ? LedgerSchema.TURN_CLASS : LedgerSchema.WAITERS_CLASS);
        statement.setInt(3 + 2 * i, schema.turn());
      }
      statement.execute();
      return true;
    } catch (SQLException e) {
      if (!SqlStates.is(e, SqlStates.QUERY_CANCELED)) {
        throw e;
      }
      execute(GIVE_UP);
      return false;
    }
  }

  /** Lets the next writer have its turn. */
  void release() throws SQLException {
    held = false;
    execute(RELEASE);
  }

  /** Shows the server, at least every second, that this process is alive. */
  void beat() throws SQLException {
    if (held && System.nanoTime() - usedAt > HEARTBEAT.toNanos()) {
      execute(BEAT);
    }
  }

  /** Forgets a session that broke; the server has given the turn to another. */
  void lost() {
    held = false;
    Connection broken = connection;
    connection = null;
    settings = null;
    if (broken != null) {
      Connections.discard(broken);
    }
  }

  /** Wakes the readers of the feed. */
  void tell() throws SQLException {
    execute(schema.sql(TELL));
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      statement.execute();
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    SessionSettings before = settings;
    if (open == null || before == null) {
      return;
    }
    try {
      release();
      before.restore();
      open.close();
    } catch (SQLException e) {
      Connections.discard(open);
    }
    connection = null;
  }
}
