package org.ledgercore.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.postgresql.PGStatement;

/**
 * The whole journal as it is stored, row by row in its own order, with flat memory: batches,
 * entries and postings are three streams of one snapshot. Nothing is believed and nothing is
 * checked here. Used by one thread.
 */
public final class JournalScan implements AutoCloseable {

  private static final int FETCH = 5_000;

  /** The driver's word for: binary from the first row on, which is half the work of text. */
  private static final int BINARY = -1;

  private static final String BATCHES =
      """
      select batch_no, batch_id, prev_no, prev_head, head, first_entry, entry_count, first_posting,
             posting_count, (extract(epoch from recorded_at) * 1000000)::bigint as recorded_at,
             merkle_root, rules_version, account_ids
        from {s}.journal_batch where batch_no > ? and first_entry <= ? order by batch_no
      """;

  private static final String ENTRIES =
      """
      select entry_no, first_posting, key_hash, effective_date, dated, given_date,
             digest, account_ids,
             namespace, key, kind, correlation, description, metadata
        from {s}.journal_entry where entry_no > ? and entry_no <= ? order by entry_no
      """;

  private static final String POSTINGS =
      """
      select account_id, unit_id, posting_no, entry_no, amount, debits, credits, pending
        from {s}.posting where posting_no > ? and entry_no <= ?
       order by posting_no, account_id
      """;

  /** A batch row. */
  public record BatchRow(
      BatchHeader header,
      @Nullable Long previousNo,
      Digest head,
      @Nullable List<Integer> accounts) {}

  /** An entry row. */
  public record EntryRow(
      long number,
      long firstPosting,
      UUID keyHash,
      @Nullable LocalDate givenDate,
      LocalDate effectiveDate,
      Digest digest,
      List<Integer> accounts,
      Content content) {}

  /** The texts of an entry row; metadata is names and values in turn. */
  public record Content(
      String namespace,
      String key,
      String kind,
      @Nullable String correlation,
      String description,
      List<String> metadata) {}

  /** A posting row. */
  public record PostingRow(
      int account,
      int unit,
      long number,
      long entry,
      long amount,
      Turnover turnover,
      @Nullable List<Long> pending) {}

  /** What to read: the rows after these numbers, up to an entry. */
  public record Range(long afterBatch, long afterEntry, long afterPosting, long upToEntry) {}

  private final PreparedStatement[] statements;
  private final ResultSet batches;
  private final ResultSet entries;
  private final ResultSet postings;

  /** Opens the streams in the connection's transaction, which must be one snapshot. */
  public JournalScan(Connection connection, LedgerSchema schema, Range range) throws SQLException {
    statements =
        new PreparedStatement[] {
          connection.prepareStatement(schema.sql(BATCHES)),
          connection.prepareStatement(schema.sql(ENTRIES)),
          connection.prepareStatement(schema.sql(POSTINGS))
        };
    long[] after = {range.afterBatch(), range.afterEntry(), range.afterPosting()};
    for (int i = 0; i < statements.length; i++) {
      statements[i].setFetchSize(FETCH);
      statements[i].unwrap(PGStatement.class).setPrepareThreshold(BINARY);
      statements[i].setLong(1, after[i]);
      statements[i].setLong(2, range.upToEntry());
    }
    batches = statements[0].executeQuery();
    entries = statements[1].executeQuery();
    postings = statements[2].executeQuery();
  }

  /** The next batch, or null at the end. */
  public @Nullable BatchRow nextBatch() throws SQLException {
    if (!batches.next()) {
      return null;
    }
    long previousNo = batches.getLong("prev_no");
    boolean first = batches.wasNull();
    BatchHeader header = ChainReader.header(batches);
    Array accounts = batches.getArray("account_ids");
    return new BatchRow(
        header,
        first ? null : previousNo,
        Digest.ofBytes(batches.getBytes("head")),
        accounts == null ? null : ints(accounts));
  }

  /** The next entry, or null at the end. */
  public @Nullable EntryRow nextEntry() throws SQLException {
    if (!entries.next()) {
      return null;
    }
    LocalDate date = entries.getObject("effective_date", LocalDate.class);
    LocalDate given = entries.getObject("given_date", LocalDate.class);
    Array metadata = entries.getArray("metadata");
    String description = entries.getString("description");
    return new EntryRow(
        entries.getLong("entry_no"),
        entries.getLong("first_posting"),
        entries.getObject("key_hash", UUID.class),
        entries.getBoolean("dated") ? (given == null ? date : given) : null,
        date,
        Digest.ofBytes(entries.getBytes("digest")),
        ints(entries.getArray("account_ids")),
        new Content(
            entries.getString("namespace"),
            entries.getString("key"),
            entries.getString("kind"),
            entries.getString("correlation"),
            description == null ? "" : description,
            metadata == null ? List.of() : List.of((String[]) metadata.getArray())));
  }

  /** The next posting, or null at the end. */
  public @Nullable PostingRow nextPosting() throws SQLException {
    if (!postings.next()) {
      return null;
    }
    Array pending = postings.getArray(8);
    return new PostingRow(
        postings.getInt(1),
        postings.getInt(2),
        postings.getLong(3),
        postings.getLong(4),
        postings.getLong(5),
        new Turnover(postings.getLong(6), postings.getLong(7)),
        pending == null ? null : List.of((Long[]) pending.getArray()));
  }

  private static List<Integer> ints(Array array) throws SQLException {
    return List.of((Integer[]) array.getArray());
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements) {
      statement.close();
    }
  }
}
