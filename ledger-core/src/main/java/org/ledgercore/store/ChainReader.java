package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;

/** Reads batches and the digests of their entries. Stateless. */
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

  private static final String HEADERS =
      """
      select batch_no, batch_id, prev_head, head, first_entry, entry_count, first_posting,
             posting_count, (extract(epoch from recorded_at) * 1000000)::bigint as recorded_at,
             merkle_root, rules_version
        from {s}.journal_batch
       where first_entry >= (select max(first_entry) from {s}.journal_batch where first_entry <= ?)
       order by first_entry limit ?
      """;

  private static final String DIGESTS =
      """
      select digest from {s}.journal_entry where entry_no between ? and ? order by entry_no
      """;

  /** A batch's header and the head that is stored with it. */
  public record HeaderRow(BatchHeader header, Digest head) {}

  private static final String NEWEST =
      """
      select coalesce(b.first_entry + b.entry_count - 1, 0) as entry,
             coalesce((extract(epoch from b.recorded_at) * 1000000)::bigint, 0) as recorded_at,
             (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock,
             (select (extract(epoch from o.recorded_at) * 1000000)::bigint
                from {s}.journal_batch o
               where o.first_entry <= (select min(h.hold_no) from {s}.hold h
                                        where h.expires_at > b.recorded_at and h.version = 1
                                          and not exists
                                              (select from {s}.hold later
                                                where later.hold_no = h.hold_no
                                                  and later.state <> 'OPEN'))
               order by o.first_entry desc limit 1) as oldest_hold
        from (select 1) as always
        left join (select first_entry, entry_count, recorded_at from {s}.journal_batch
                    order by batch_no desc limit 1) as b on true
      """;

  /** The newest entry, when it was recorded, the server's clock now, and the oldest open hold. */
  public record Newest(
      long entry, Instant recordedAt, Instant clock, @Nullable Instant oldestHold) {}

  private final String newestSql;
  private final String sql;
  private final String headersSql;
  private final String digestsSql;

  public ChainReader(LedgerSchema schema) {
    this.sql = schema.sql(BATCH_OF);
    this.newestSql = schema.sql(NEWEST);
    this.headersSql = schema.sql(HEADERS);
    this.digestsSql = schema.sql(DIGESTS);
  }

  /** The newest entry; number 0 and the epoch in an empty journal. */
  public Newest newest(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(newestSql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      Long oldest = row.getObject("oldest_hold", Long.class);
      return new Newest(
          row.getLong("entry"),
          Micros.instant(row.getLong("recorded_at")),
          Micros.instant(row.getLong("clock")),
          oldest == null ? null : Micros.instant(oldest));
    }
  }

  /** The batch that begins with the entry or before it, and those behind it, so many in all. */
  public List<HeaderRow> headers(Connection connection, long entry, int limit) throws SQLException {
    List<HeaderRow> headers = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(headersSql)) {
      statement.setLong(1, entry);
      statement.setInt(2, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          headers.add(new HeaderRow(header(row), Digest.ofBytes(row.getBytes("head"))));
        }
      }
    }
    return headers;
  }

  /** The header in a row of batches. */
  static BatchHeader header(ResultSet row) throws SQLException {
    byte[] previous = row.getBytes("prev_head");
    return new BatchHeader(
        row.getLong("batch_no"),
        row.getObject("batch_id", UUID.class),
        previous == null ? null : Digest.ofBytes(previous),
        row.getLong("first_entry"),
        row.getInt("entry_count"),
        row.getLong("first_posting"),
        row.getInt("posting_count"),
        row.getLong("recorded_at"),
        row.getInt("rules_version"),
        Digest.ofBytes(row.getBytes("merkle_root")));
  }

  /** The digests of the entries from one number to another. */
  public List<Digest> digests(Connection connection, Long first, Long last) throws SQLException {
    List<Digest> digests = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(digestsSql)) {
      statement.setLong(1, first);
      statement.setLong(2, last);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          digests.add(Digest.ofBytes(row.getBytes(1)));
        }
      }
    }
    return digests;
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
