package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.store.BooksLoader;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Tip;

/**
 * The control session on PostgreSQL. The turn is an advisory lock of this session, so that it
 * outlives transactions; whoever waits holds a second lock shared, which the lanes of the holder
 * try with every batch. While the turn is held the server ends the session after five idle seconds.
 * Used under the pipeline's lock.
 */
final class PostgresTurn implements Store.TurnSession {

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
      select set_config('statement_timeout', ?, false) is not null;
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
  private final BooksLoader loader;
  private @Nullable Connection connection;
  private @Nullable SessionSettings settings;

  PostgresTurn(DataSource dataSource, LedgerSchema schema) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.loader = new BooksLoader(schema);
  }

  private Connection open() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dataSource.getConnection();
      connection = open;
      settings = SessionSettings.apply(open, SETTINGS);
    }
    return open;
  }

  @Override
  public boolean tryTurn() throws SQLException {
    try (PreparedStatement statement = open().prepareStatement(TRY)) {
      statement.setInt(1, LedgerSchema.TURN_CLASS);
      statement.setInt(2, schema.turn());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  @Override
  public boolean awaitTurn(Duration deadline) throws SQLException {
    try (PreparedStatement statement = open().prepareStatement(WAIT)) {
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

  @Override
  public void release() throws SQLException {
    execute(RELEASE);
  }

  @Override
  public void tell() throws SQLException {
    execute(schema.sql(TELL));
  }

  @Override
  public void beat() throws SQLException {
    execute(BEAT);
  }

  @Override
  public Tip tip(long seenBatch) throws SQLException {
    return loader.tip(open(), seenBatch);
  }

  @Override
  public boolean follow(long batchNo, Tip now, Books books) throws SQLException {
    return loader.follow(open(), batchNo, now, books);
  }

  @Override
  public void loadMissing(Collection<Command> commands, Books books) throws SQLException {
    loader.loadMissing(open(), commands, books);
  }

  @Override
  public void loadFollowed(Collection<Long> numbers, Instant recordedAt, Books books)
      throws SQLException {
    loader.loadRemainders(open(), numbers, recordedAt, books);
  }

  @Override
  public List<EntryKey> probeKeys(Collection<JournalEntry> entries, Books books)
      throws SQLException {
    return loader.probeKeys(open(), entries, books);
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = open().prepareStatement(sql)) {
      statement.execute();
    }
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
