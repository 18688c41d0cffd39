package org.ledgercore.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.ledgercore.store.LedgerSchema;

/** Waits until an entry can be read; looks again after 1, 2, 4 … 50 ms. */
record Arrival(long entry, Duration deadline) {

  static final Arrival NONE = new Arrival(0, Duration.ZERO);

  private static final long LONGEST_PAUSE = 50;
  private static final String NEWEST = "select coalesce(max(entry_no), 0) from {s}.journal_entry";

  void await(Connection connection, LedgerSchema schema) throws SQLException {
    if (entry == 0) {
      return;
    }
    long end = System.nanoTime() + deadline.toNanos();
    long pause = 1;
    for (long newest = newest(connection, schema);
        newest < entry;
        newest = newest(connection, schema)) {
      if (System.nanoTime() >= end) {
        throw new NotYetRecordedException(entry, newest);
      }
      sleep(pause);
      pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }
  }

  private static long newest(Connection connection, LedgerSchema schema) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NEWEST));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an entry", e);
    }
  }
}
