package org.ledgercore.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Draft;
import org.ledgercore.rules.Legs;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes a large sealed batch: the batch row, then entries and postings as binary COPY, postings in
 * order of account and number. Encoding and sending are two steps, so that a batch can be encoded
 * while the one before is still on its way. Buffers are kept; not safe for many threads.
 */
public final class BatchCopier {

  private static final String ENTRIES =
      """
      copy {s}.journal_entry (entry_no, first_posting, key_hash, effective_date, dated, digest,
        account_ids, namespace, key, kind, correlation, description, metadata,
        given_date)
      from stdin (format binary)
      """;
  private static final int ENTRY_FIELDS = 14;

  private static final String POSTINGS =
      """
      copy {s}.posting (account_id, unit_id, posting_no, entry_no, amount, debits, credits)
      from stdin (format binary)
      """;
  private static final int POSTING_FIELDS = 7;

  private static final String PENDING =
      """
      copy {s}.posting (account_id, unit_id, posting_no, entry_no, amount, debits, credits, pending)
      from stdin (format binary)
      """;

  private final LedgerSchema schema;
  private final BatchWriter writer;
  private final BinaryRows entries = new BinaryRows();
  private final BinaryRows postings = new BinaryRows();
  private final LegOrder order = new LegOrder();

  public BatchCopier(LedgerSchema schema) {
    this.schema = schema;
    this.writer = new BatchWriter(schema);
  }

  /** Encodes the batch's rows. */
  public void encode(SealedBatch batch) {
    encodeEntries(batch.draft());
    encodePostings(batch.header(), batch.draft().legs());
  }

  /**
   * Sends the batch that was encoded last, in the connection's transaction. Commits nothing. Says
   * whether another writer waits for its turn.
   */
  public boolean send(Connection connection, SealedBatch batch) throws SQLException {
    boolean waited = writer.writeBatchRow(connection, batch);
    copy(connection, schema.sql(ENTRIES), entries);
    if (batch.draft().legs().size() > 0) {
      boolean pending = batch.draft().legs().hasPending();
      copy(connection, schema.sql(pending ? PENDING : POSTINGS), postings);
    }
    writer.writeFacts(connection, batch.draft());
    writer.writeOpened(connection, batch.draft());
    return waited;
  }

  private void encodeEntries(Draft draft) {
    Legs legs = draft.legs();
    int leg = 0;
    int place = 0;
    entries.begin();
    for (RecordedEntry recorded : draft.entries()) {
      JournalEntry entry = recorded.entry();
      UUID hash = entry.keyHash();
      entries
          .row(ENTRY_FIELDS)
          .int8(recorded.number())
          .int8(recorded.firstPosting())
          .uuid(hash)
          .date(recorded.effectiveDate())
          .bool(entry.effectiveDate() != null)
          .digest(entry.digest());
      int count = draft.rowsOf(place++);
      entries.int4Array(count);
      for (int i = 0; i < count; i++) {
        entries.int4(legs.account(leg++));
      }
      entries.text(entry.key().namespace()).text(entry.key().text()).text(entry.kind());
      encodeOptional(entry);
      if (recorded.isOnFirstOpenDay()) {
        entries.date(java.util.Objects.requireNonNull(entry.effectiveDate()));
      } else {
        entries.none();
      }
    }
    entries.end();
  }

  private void encodeOptional(JournalEntry entry) {
    String correlation = entry.correlation();
    if (correlation == null) {
      entries.none();
    } else {
      entries.text(correlation);
    }
    if (entry.description().isEmpty()) {
      entries.none();
    } else {
      entries.text(entry.description());
    }
    if (entry.metadata().isEmpty()) {
      entries.none();
    } else {
      entries.textArray(entry.metadata());
    }
  }

  private void encodePostings(BatchHeader header, Legs legs) {
    postings.begin();
    boolean pending = legs.hasPending();
    order.of(legs);
    for (int place = 0; place < order.size(); place++) {
      int leg = order.leg(place);
      postings
          .row(pending ? POSTING_FIELDS + 1 : POSTING_FIELDS)
          .int4(legs.account(leg))
          .int2(legs.unit(leg))
          .int8(header.firstPosting() + leg)
          .int8(legs.entry(leg))
          .int8(legs.amount(leg))
          .int8(legs.debits(leg))
          .int8(legs.credits(leg));
      if (pending) {
        encodePending(legs.pending(leg));
      }
    }
    postings.end();
  }

  private void encodePending(@Nullable Turnover pending) {
    if (pending == null) {
      postings.none();
    } else {
      postings.int8Array(pending);
    }
  }

  private static void copy(Connection connection, String sql, BinaryRows rows) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      copy.writeToCopy(rows.buffer(), 0, rows.length());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
