package org.ledgercore.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.store.BooksLoader;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.ledgercore.store.Tip;
import org.postgresql.PGConnection;

/**
 * The fastest the server can take these rows: the shipped schema with all its indexes, triggers and
 * constraints, the batches valid, chained and encoded before the clock starts, copied by two lanes
 * and committed in order. No queue, no keys to look up, nothing decided while the clock runs.
 */
final class Ceiling {

  /** Entries of a batch. */
  static final int BATCH = 8_192;

  private static final int LANES = 2;
  private static final String BATCH_ROW =
      """
      insert into ledger.journal_batch
        (batch_no, batch_id, prev_no, prev_head, head, first_entry, entry_count, first_posting,
         posting_count, recorded_at, merkle_root, rules_version, account_ids)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?,
              timestamptz 'epoch' + ? * interval '1 microsecond', ?, ?, ?::integer[])
      """;

  private final List<EncodedBatch> batches;
  private final List<CompletableFuture<Void>> committed = new ArrayList<>();

  private Ceiling(List<EncodedBatch> batches) {
    this.batches = batches;
    batches.forEach(batch -> committed.add(new CompletableFuture<>()));
  }

  /** Decides and encodes so many full batches behind the database's tip. Stores nothing. */
  static List<EncodedBatch> prepare(Database database, Traffic traffic, int count)
      throws SQLException {
    LedgerSchema schema = database.schema();
    Tip tip;
    try (Connection connection = database.dataSource().getConnection()) {
      tip = new BooksLoader(schema).tip(connection, 0);
    }
    Books books = Seed.books(traffic, tip);
    books.standAt(tip.end().at(tip.clock()));
    List<EncodedBatch> encoded = new ArrayList<>(count);
    for (int batch = 0; batch < count; batch++) {
      Decider decider = new Decider(books);
      for (int i = 0; i < BATCH; i++) {
        Command post = new Command.Post(traffic.entry((long) batch * BATCH + i));
        decider.decide(post).getFirst().orThrow();
      }
      SealedBatch sealed = SealedBatch.after(tip, decider.draft(), schema, UUID.randomUUID());
      tip = tip.after(sealed, books.position());
      encoded.add(EncodedBatch.of(sealed));
      sealed.draft().entries().forEach(entry -> books.forget(entry.entry().key()));
    }
    return encoded;
  }

  /** Copies the batches into a database they were prepared for; the nanoseconds it took. */
  static long copy(Database database, List<EncodedBatch> batches) throws SQLException {
    Ceiling ceiling = new Ceiling(batches);
    try (Connection even = database.dataSource().getConnection();
        Connection odd = database.dataSource().getConnection()) {
      long started = System.nanoTime();
      CompletableFuture<Void> lane =
          CompletableFuture.runAsync(() -> ceiling.run(even, 0), it -> new Thread(it).start());
      ceiling.run(odd, 1);
      lane.join();
      return System.nanoTime() - started;
    }
  }

  private void run(Connection connection, int lane) {
    for (int at = lane; at < batches.size(); at += LANES) {
      EncodedBatch batch = batches.get(at);
      try {
        connection.setAutoCommit(false);
        writeBatchRow(connection, batch);
        copy(connection, EncodedBatch.ENTRIES, batch.entries());
        copy(connection, EncodedBatch.POSTINGS, batch.postings());
        if (at > 0) {
          committed.get(at - 1).join();
        }
        connection.commit();
        committed.get(at).complete(null);
      } catch (SQLException | RuntimeException e) {
        committed.get(at).completeExceptionally(e);
        throw new IllegalStateException("the ceiling's batch " + at + " failed", e);
      }
    }
  }

  private static void writeBatchRow(Connection connection, EncodedBatch batch) throws SQLException {
    BatchHeader header = batch.header();
    Digest previous = header.previousHead();
    try (PreparedStatement row = connection.prepareStatement(BATCH_ROW)) {
      row.setLong(1, header.batchNo());
      row.setObject(2, header.batchId());
      row.setLong(3, header.batchNo() - 1);
      row.setBytes(4, previous == null ? null : previous.bytes());
      row.setBytes(5, batch.head().bytes());
      row.setLong(6, header.firstEntry());
      row.setInt(7, header.entryCount());
      row.setLong(8, header.firstPosting());
      row.setInt(9, header.postingCount());
      row.setLong(10, header.recordedAtMicros());
      row.setBytes(11, header.merkleRoot().bytes());
      row.setInt(12, header.rulesVersion());
      row.setString(13, batch.accounts());
      row.executeUpdate();
    }
  }

  private static void copy(Connection connection, String sql, byte[] rows) throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    copy.writeToCopy(rows, 0, rows.length);
    copy.endCopy();
  }
}
