package org.ledgercore.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Text;
import org.ledgercore.store.EntryReader;
import org.ledgercore.store.FeedCursors;
import org.ledgercore.store.LedgerSchema;
import org.postgresql.PGConnection;

/**
 * The journal as a feed. Entries are numbered without gaps in the order of their commits, so
 * everything after a number is everything that happened since: an outbox that cannot miss anything.
 * Safe for many threads.
 */
public final class Feed {

  private static final int MAX_NAME = 100;
  private static final String NEWEST = "select coalesce(max(entry_no), 0) from {s}.journal_entry";
  private static final String LISTEN = "listen {s}";
  private static final String UNLISTEN = "unlisten {s}";

  /** How long a wait goes on without a look of its own, in case no wake-up arrives. */
  private static final long LOOK_MILLIS = 500;

  private final DataSource dataSource;
  private final LedgerSchema schema;
  private final EntryReader entries;

  public Feed(DataSource dataSource, LedgerSchema schema) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.entries = new EntryReader(schema);
  }

  /** A reader of a feed. */
  public interface Handler {
    /** Deals with an entry; what it throws ends the reading, and the cursor stays. */
    void handle(RecordedEntry entry) throws SQLException;
  }

  /** Up to {@code paging.limit()} entries after a number, in order, records included. */
  public List<RecordedEntry> entriesAfter(Paging paging) {
    try (Connection connection = dataSource.getConnection()) {
      return after(connection, paging);
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** A consumer that remembers how far it came; 1 to 100 code points. */
  public FeedConsumer consumer(String name) {
    return new FeedConsumer(
        this, new FeedCursors(schema), Text.required("consumer", name, MAX_NAME));
  }

  /**
   * Waits until there is an entry after this number, woken by the writer or by looking now and
   * then; false when the time is up. Keeps one connection meanwhile.
   */
  public boolean await(long after, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      execute(connection, LISTEN);
      try {
        return await(after, connection, end);
      } finally {
        execute(connection, UNLISTEN);
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private boolean await(long after, Connection connection, long end) throws SQLException {
    PGConnection session = connection.unwrap(PGConnection.class);
    while (newest(connection) <= after) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      session.getNotifications(Math.toIntExact(Math.min(left, LOOK_MILLIS)));
    }
    return true;
  }

  List<RecordedEntry> after(Connection connection, Paging paging) throws SQLException {
    long last = Math.min(newest(connection), paging.after() + paging.limit());
    return entries.read(
        connection, LongStream.rangeClosed(paging.after() + 1, last).boxed().toList());
  }

  DataSource dataSource() {
    return dataSource;
  }

  private long newest(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NEWEST));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(sql))) {
      statement.execute();
    }
  }

  static IllegalStateException lost(SQLException e) {
    return new IllegalStateException("the database did not answer: " + e.getMessage(), e);
  }
}
