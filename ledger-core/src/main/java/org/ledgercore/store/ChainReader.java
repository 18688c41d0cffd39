package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.ledgercore.journal.Digest;

/** Reads where batches end. Stateless. */
public final class ChainReader {

  private static final String BATCH_OF =
      """
      select batch_no, head, (extract(epoch from recorded_at) * 1000000)::bigint as recorded_at,
             first_entry + entry_count - 1 as last_entry,
             first_posting + posting_count - 1 as last_posting
        from {s}.journal_batch where first_entry <= ? order by first_entry desc limit 1
      """;

  /** The end of a batch, after which everything before it is settled. */
  public record BatchEnd(
      long batchNo, Digest head, long recordedAtMicros, long lastEntry, long lastPosting) {}

  private final String sql;

  public ChainReader(LedgerSchema schema) {
    this.sql = schema.sql(BATCH_OF);
  }

  /** The newest batch that begins with the entry or before it; empty when there is none. */
  public Optional<BatchEnd> batchOf(Connection connection, long entry) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, entry);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new BatchEnd(
                row.getLong("batch_no"),
                Digest.ofBytes(row.getBytes("head")),
                row.getLong("recorded_at"),
                row.getLong("last_entry"),
                row.getLong("last_posting")));
      }
    }
  }
}
