package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.FactRef;

/**
 * The table of facts as it is stored, in the order of the log, with flat memory. Ends with the
 * connection's transaction. One thread.
 */
public final class FactScan {

  private static final int FETCH = 5_000;

  private static final String FACTS =
      """
      select kind, id, version, entry_no from {s}.fact
       where entry_no > ? and entry_no <= ? order by entry_no
      """;

  private static final String OUT_OF_LINE =
      """
      select kind, id, version
        from (select kind, id, version, entry_no, lag(entry_no, 1, 0::bigint) over w as before,
                     row_number() over w as n
                from {s}.fact where entry_no <= ?
              window w as (partition by kind, id order by version)) as f
       where n <> version or entry_no <= before
       order by entry_no limit 1
      """;

  private static final String BEFORE =
      """
      select e.metadata from {s}.fact f join {s}.journal_entry e using (entry_no)
       where f.kind = ? and f.id = ? and f.entry_no <= ? order by f.version desc limit 1
      """;

  /** A row; nothing of it is believed. */
  public record FactRow(String kind, String id, int version, long entryNo) {}

  private final Connection connection;
  private final LedgerSchema schema;
  private final JournalScan.Range range;
  private final ResultSet rows;

  /** Opens the stream of the facts of a range of entries; the transaction must be one snapshot. */
  public FactScan(Connection connection, LedgerSchema schema, JournalScan.Range range)
      throws SQLException {
    this.connection = connection;
    this.schema = schema;
    this.range = range;
    PreparedStatement statement = connection.prepareStatement(schema.sql(FACTS));
    statement.setFetchSize(FETCH);
    statement.setLong(1, range.afterEntry());
    statement.setLong(2, range.upToEntry());
    this.rows = statement.executeQuery();
  }

  /** The next row, or null at the end. */
  public @Nullable FactRow next() throws SQLException {
    return rows.next()
        ? new FactRow(rows.getString(1), rows.getString(2), rows.getInt(3), rows.getLong(4))
        : null;
  }

  /** What a fact said before the range; empty when there was none. */
  public SortedMap<String, String> before(FactRef ref) throws SQLException {
    try (PreparedStatement look = connection.prepareStatement(schema.sql(BEFORE))) {
      look.setString(1, ref.kind());
      look.setString(2, ref.id());
      look.setLong(3, range.afterEntry());
      try (ResultSet row = look.executeQuery()) {
        return TextArray.map(row.next() ? (String[]) row.getArray(1).getArray() : null);
      }
    }
  }

  /** The first version that does not follow the one before it in number and in the log. */
  public Optional<String> outOfLine() throws SQLException {
    try (PreparedStatement look = connection.prepareStatement(schema.sql(OUT_OF_LINE))) {
      look.setLong(1, range.upToEntry());
      try (ResultSet row = look.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String subject = row.getString(1) + " " + row.getString(2);
        return Optional.of("version " + row.getInt(3) + " of " + subject);
      }
    }
  }
}
