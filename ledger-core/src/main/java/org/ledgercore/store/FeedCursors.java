package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Where each consumer of the feed stands. Stateless. */
public final class FeedCursors {

  private static final String START =
      """
      insert into {s}.feed_cursor (consumer, entry_no) values (?, 0)
      on conflict (consumer) do nothing
      """;
  private static final String TAKE =
      "select entry_no from {s}.feed_cursor where consumer = ? for update";
  private static final String READ = "select entry_no from {s}.feed_cursor where consumer = ?";
  private static final String MOVE = "update {s}.feed_cursor set entry_no = ? where consumer = ?";

  private final LedgerSchema schema;

  public FeedCursors(LedgerSchema schema) {
    this.schema = schema;
  }

  /** The last entry the consumer dealt with, 0 when it never began. */
  public long read(Connection connection, String consumer) throws SQLException {
    return number(connection, READ, consumer);
  }

  /** The same, and nobody else moves it before this transaction ends. */
  public long take(Connection connection, String consumer) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(START))) {
      statement.setString(1, consumer);
      statement.executeUpdate();
    }
    return number(connection, TAKE, consumer);
  }

  /** Notes the last entry the consumer dealt with. */
  public void move(Connection connection, String consumer, long entry) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(MOVE))) {
      statement.setLong(1, entry);
      statement.setString(2, consumer);
      statement.executeUpdate();
    }
  }

  private long number(Connection connection, String sql, String consumer) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(sql))) {
      statement.setString(1, consumer);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
