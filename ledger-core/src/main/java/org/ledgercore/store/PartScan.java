package org.ledgercore.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of holds and of reversed entries as they are stored, in the order of the entries
 * that made them. Nothing is believed and nothing is checked here. Used by one thread.
 */
public final class PartScan {

  private static final int FETCH = 5_000;

  private static final String HOLDS =
      """
      select hold_no, version, state, remaining, expires_micros, entry_no
        from (select hold_no, version, state, remaining, entry_no,
                     (extract(epoch from expires_at) * 1000000)::bigint as expires_micros
                from {s}.hold where entry_no > ? and entry_no <= ?) as h
       order by entry_no
      """;

  private static final String REVERSALS =
      """
      select entry_no, version, reversed, by_entry from {s}.reversal
       where by_entry > ? and by_entry <= ? order by by_entry
      """;

  private static final String OPEN_HOLDS =
      """
      select h.hold_no, h.version, h.state, h.remaining,
             (extract(epoch from h.expires_at) * 1000000)::bigint as expires_micros, h.entry_no,
             e.account_ids
        from (select distinct on (hold_no) * from {s}.hold where entry_no <= ?
               order by hold_no, version desc) as h
        join {s}.journal_entry e on e.entry_no = h.hold_no
       where h.state = 'OPEN'
      """;

  private static final String REVERSED =
      """
      select entry_no, version, reversed, by_entry from {s}.reversal
       where entry_no = ? and by_entry <= ? order by version desc limit 1
      """;

  /** A version of a hold; amounts are debits positive. */
  public record HoldRow(
      long hold, int version, String state, List<Long> remaining, long expiresAtMicros, long by) {}

  /** A hold that is open where a pass begins, and the accounts of its legs. */
  public record OpenHold(HoldRow row, List<Integer> accounts) {}

  /** A version of what is reversed of an entry. */
  public record ReversalRow(long entry, int version, List<Long> reversed, long by) {}

  private final Connection connection;
  private final LedgerSchema schema;
  private final JournalScan.Range range;
  private final ResultSet holds;
  private final ResultSet reversals;

  /** Opens the streams of a range of entries; the transaction must be one snapshot. */
  public PartScan(Connection connection, LedgerSchema schema, JournalScan.Range range)
      throws SQLException {
    this.connection = connection;
    this.schema = schema;
    this.range = range;
    this.holds = rows(HOLDS);
    this.reversals = rows(REVERSALS);
  }

  private ResultSet rows(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(schema.sql(sql));
    statement.setFetchSize(FETCH);
    statement.setLong(1, range.afterEntry());
    statement.setLong(2, range.upToEntry());
    return statement.executeQuery();
  }

  /** The next version of a hold, or null at the end. */
  public @Nullable HoldRow nextHold() throws SQLException {
    return holds.next() ? hold(holds) : null;
  }

  /** The next version of a reversed entry, or null at the end. */
  public @Nullable ReversalRow nextReversal() throws SQLException {
    return reversals.next() ? reversal(reversals) : null;
  }

  /** The holds that are open where the range begins. */
  public List<OpenHold> openBefore() throws SQLException {
    List<OpenHold> open = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(OPEN_HOLDS))) {
      statement.setLong(1, range.afterEntry());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Integer[] accounts = (Integer[]) row.getArray("account_ids").getArray();
          open.add(new OpenHold(hold(row), List.of(accounts)));
        }
      }
    }
    return open;
  }

  /** What was reversed of an entry where the range begins; null when nothing was. */
  public @Nullable ReversalRow reversedBefore(long entryNo) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(REVERSED))) {
      statement.setLong(1, entryNo);
      statement.setLong(2, range.afterEntry());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? reversal(row) : null;
      }
    }
  }

  private static HoldRow hold(ResultSet row) throws SQLException {
    return new HoldRow(
        row.getLong("hold_no"),
        row.getInt("version"),
        row.getString("state"),
        longs(row.getArray("remaining")),
        row.getLong("expires_micros"),
        row.getLong("entry_no"));
  }

  private static ReversalRow reversal(ResultSet row) throws SQLException {
    return new ReversalRow(
        row.getLong("entry_no"),
        row.getInt("version"),
        longs(row.getArray("reversed")),
        row.getLong("by_entry"));
  }

  private static List<Long> longs(Array array) throws SQLException {
    return List.of((Long[]) array.getArray());
  }
}
