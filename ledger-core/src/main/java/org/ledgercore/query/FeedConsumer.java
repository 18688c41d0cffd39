package org.ledgercore.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.Feed.Handler;
import org.ledgercore.store.FeedCursors;

/**
 * A named reader of the feed whose place is stored in the ledger's schema. It moves in the same
 * transaction as the handler's own writes: what the handler wrote and how far it came are kept or
 * lost together, so that each entry is dealt with exactly once. Two readers of one name take turns.
 * Safe for many threads.
 */
public final class FeedConsumer {

  private final Feed feed;
  private final FeedCursors cursors;
  private final String name;

  FeedConsumer(Feed feed, FeedCursors cursors, String name) {
    this.feed = feed;
    this.cursors = cursors;
    this.name = name;
  }

  /** The last entry that was dealt with, 0 before the first. */
  public long position() {
    try (Connection connection = feed.dataSource().getConnection()) {
      return cursors.read(connection, name);
    } catch (SQLException e) {
      throw Feed.lost(e);
    }
  }

  /**
   * Deals with up to {@code limit} further entries inside the transaction of this connection, which
   * the caller commits; gives how many. The handler writes through the same connection.
   *
   * @throws InvalidInputException when the connection commits by itself
   * @throws SQLException what the database or the handler says; then roll back
   */
  public int next(Connection connection, int limit, Handler handler) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new InvalidInputException("connection", "must not commit by itself", "autocommit");
    }
    long last = cursors.take(connection, name);
    List<RecordedEntry> entries = feed.after(connection, Paging.after(last, limit));
    for (RecordedEntry entry : entries) {
      handler.handle(entry);
    }
    if (!entries.isEmpty()) {
      cursors.move(connection, name, entries.getLast().number());
    }
    return entries.size();
  }
}
