package org.ledgercore.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.store.ChainReader;
import org.ledgercore.store.EntryReader;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Questions;

/**
 * The log as it lies: batches with their heads, and entries one after another. Reads in parts of
 * its own, each a short statement, so memory stays flat and no snapshot is kept: what is stored
 * never changes. Safe for many threads; each call borrows one connection.
 */
public final class Chain {

  private static final int PART = 1_000;

  private final Questions questions;
  private final LedgerSchema schema;
  private final ChainReader batches;
  private final EntryReader entries;

  public Chain(DataSource dataSource, LedgerSchema schema) {
    this.questions = new Questions(dataSource);
    this.schema = schema;
    this.batches = new ChainReader(schema);
    this.entries = new EntryReader(schema);
  }

  /** The ledger's random identity, bound into every head. */
  public UUID ledger() {
    return schema.ledger();
  }

  /** The batch that holds an entry; empty when there is no such entry. */
  public Optional<StoredBatch> batchOf(long entry) {
    List<StoredBatch> found = questions.ask(connection -> stored(connection, entry, 1));
    return found.stream().filter(batch -> entry >= 1 && batch.lastEntry() >= entry).findFirst();
  }

  /** The newest batch; empty in an empty journal. */
  public Optional<StoredBatch> newest() {
    return questions.ask(connection -> stored(connection, Long.MAX_VALUE, 1)).stream().findFirst();
  }

  /** Shows every batch that holds an entry of the range, in order. */
  public void batches(EntryRange range, Consumer<StoredBatch> visitor) {
    long next = range.first();
    while (next <= range.last()) {
      long from = next;
      List<StoredBatch> part = questions.ask(connection -> stored(connection, from, PART));
      for (StoredBatch batch : part) {
        if (batch.lastEntry() >= from && batch.header().firstEntry() <= range.last()) {
          visitor.accept(batch);
        }
      }
      long reached = part.isEmpty() ? 0 : part.getLast().lastEntry();
      if (reached < from) {
        return;
      }
      next = reached + 1;
    }
  }

  private List<StoredBatch> stored(Connection connection, long entry, int limit)
      throws SQLException {
    return batches.headers(connection, entry, limit).stream()
        .map(row -> new StoredBatch(row.header(), row.head()))
        .toList();
  }

  /** Shows every entry of the range, in order. */
  public void entries(EntryRange range, Consumer<RecordedEntry> visitor) {
    long next = range.first();
    while (next <= range.last()) {
      long from = next;
      long to = Math.min(range.last(), from + PART - 1);
      List<Long> numbers = LongStream.rangeClosed(from, to).boxed().toList();
      List<RecordedEntry> part = questions.ask(connection -> entries.read(connection, numbers));
      part.forEach(visitor);
      if (part.size() < numbers.size()) {
        return;
      }
      next = to + 1;
    }
  }

  /** How the ledger is doing, with so many entries waiting in this process. */
  public Health health(int waiting) {
    long asked = System.nanoTime();
    ChainReader.Newest newest = questions.ask(batches::newest);
    Duration answered = Duration.ofNanos(System.nanoTime() - asked);
    Duration since =
        newest.entry() == 0 ? Duration.ZERO : Duration.between(newest.recordedAt(), newest.clock());
    Instant hold = newest.oldestHold();
    Duration sinceHold = hold == null ? Duration.ZERO : Duration.between(hold, newest.clock());
    return new Health(newest.entry(), newest.recordedAt(), since, sinceHold, waiting, answered);
  }

  /** The digests of a batch's entries, in order: the leaves of its Merkle tree. */
  public List<Digest> digests(StoredBatch batch) {
    EntryRange range = new EntryRange(batch.header().firstEntry(), batch.lastEntry());
    return questions.ask(connection -> batches.digests(connection, range.first(), range.last()));
  }
}
