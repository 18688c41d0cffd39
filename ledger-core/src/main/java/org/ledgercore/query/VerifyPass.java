package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.MerkleTree;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.ChainReader;
import org.ledgercore.store.ChainReader.BatchEnd;
import org.ledgercore.store.DisplacedScan;
import org.ledgercore.store.JournalScan;
import org.ledgercore.store.JournalScan.BatchRow;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SchemaShape;

/** One reading of the journal, batch by batch. Used by one thread. */
final class VerifyPass {

  private final Connection connection;
  private final LedgerSchema schema;
  private final ChainReader chain;
  private final NavigableMap<Long, Digest> expected = new TreeMap<>();
  private long batches;
  private long recordedAt = Long.MIN_VALUE;
  private @Nullable ChainHead reached;
  private @Nullable EntryProof entries;

  VerifyPass(Connection connection, LedgerSchema schema, List<ChainHead> expected) {
    this.connection = connection;
    this.schema = schema;
    this.chain = new ChainReader(schema);
    expected.forEach(known -> this.expected.put(known.entry(), known.head()));
  }

  Verification run(@Nullable ChainHead from, long upTo, Consumer<Long> progress)
      throws SQLException {
    try {
      Span span = span(from, upTo);
      proveShape();
      ProvedTables tables =
          readable("units and accounts", () -> new ProvedTables(connection, schema, span));
      try (JournalScan scan = new JournalScan(connection, schema, span.range());
          DisplacedScan rows = new DisplacedScan(connection, schema, span.lastPosting())) {
        ProvedDisplaced displaced = new ProvedDisplaced(rows);
        EntryProof proof = new EntryProof(scan, tables, displaced, span);
        entries = proof;
        proveBatches(scan, proof, progress);
        proof.requireNoMore();
        tables.finish();
        requireExpectedReached(proof.entries(), span);
        if (upTo == Long.MAX_VALUE) {
          displaced.finish();
        }
      }
      return result(Optional.empty());
    } catch (BrokenProofException e) {
      return result(Optional.of(e.problem()));
    }
  }

  private void proveBatches(JournalScan scan, EntryProof proof, Consumer<Long> progress)
      throws SQLException {
    for (BatchRow batch = nextBatch(scan); batch != null; batch = nextBatch(scan)) {
      prove(batch, proof);
      progress.accept(proof.entries());
    }
  }

  private void proveShape() throws SQLException {
    Optional<SchemaShape.Difference> difference =
        new SchemaShape(schema).firstDifference(connection);
    if (difference.isPresent()) {
      throw BrokenProofException.at(difference.get().where(), difference.get().what());
    }
  }

  /** Where to begin and to end; the counters are set to the beginning. */
  private Span span(@Nullable ChainHead from, long upTo) throws SQLException {
    long last = upTo;
    if (upTo != Long.MAX_VALUE) {
      last = chain.batchOf(connection, upTo).map(BatchEnd::lastEntry).orElse(upTo);
    }
    if (from == null) {
      return new Span(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, last);
    }
    String where = "entry " + from.entry();
    BatchEnd end = chain.batchOf(connection, from.entry()).orElse(null);
    require(end != null, where, "is missing, the journal is empty");
    if (end == null) {
      throw new IllegalStateException("unreachable");
    }
    require(end.lastEntry() >= from.entry(), where, "is missing, the journal ends before");
    require(end.lastEntry() == from.entry(), where, "must be the last of its batch");
    require(end.head().equals(from.head()), where, "its batch must have head " + from.head());
    batches = end.batchNo();
    recordedAt = end.recordedAtMicros();
    reached = from;
    return new Span(end.batchNo(), end.lastEntry(), end.lastPosting(), last);
  }

  interface Reading<T> {
    T read() throws SQLException;
  }

  /** A row that Java's types cannot hold is a problem found, not a failure to look. */
  static <T> T readable(String where, Reading<T> reading) throws SQLException {
    try {
      return reading.read();
    } catch (IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | ClassCastException e) {
      throw BrokenProofException.at(where, "cannot be read: " + e.getMessage());
    }
  }

  private @Nullable BatchRow nextBatch(JournalScan scan) throws SQLException {
    String where = "batch " + (batches + 1);
    return readable(where, () -> Optional.ofNullable(scan.nextBatch())).orElse(null);
  }

  private Verification result(Optional<Verification.Problem> problem) {
    EntryProof proof = entries;
    long provedEntries = reached == null ? 0 : reached.entry();
    long provedPostings = 0;
    if (proof != null) {
      provedEntries = proof.entries();
      provedPostings = proof.postings();
    }
    return new Verification(
        batches, provedEntries, provedPostings, Optional.ofNullable(reached), problem);
  }

  private void prove(BatchRow batch, EntryProof proof) throws SQLException {
    BatchHeader header = batch.header();
    String where = "batch " + (batches + 1);
    proveHeader(batch, proof, where);
    MerkleTree tree = new MerkleTree();
    Set<Integer> touched = new TreeSet<>();
    long before = proof.postings();
    for (int i = 0; i < header.entryCount(); i++) {
      tree.add(proof.next(header, touched));
    }
    require(proof.postings() - before == header.postingCount(), where, "posting count");
    requireTouched(batch, touched, where);
    require(tree.root().equals(header.merkleRoot()), where, "Merkle root");
    Digest head = header.head(schema.ledger());
    require(head.equals(batch.head()), where, "head must be " + head);
    proof.endOfBatch(header);
    reached = new ChainHead(proof.entries(), head);
    recordedAt = header.recordedAtMicros();
    batches++;
    requireExpected(header.firstEntry(), reached);
  }

  private void proveHeader(BatchRow batch, EntryProof proof, String where) {
    BatchHeader header = batch.header();
    Long previousNo = batches == 0 ? null : Long.valueOf(batches);
    Digest head = reached == null ? null : reached.head();
    require(header.batchNo() == batches + 1, where, "is missing");
    require(Objects.equals(previousNo, batch.previousNo()), where, "previous number");
    require(Objects.equals(head, header.previousHead()), where, "previous head");
    long first = proof.entries() + 1;
    require(header.firstEntry() == first, where, "first entry must be " + first);
    require(header.firstPosting() == proof.postings() + 1, where, "first posting");
    require(header.entryCount() >= 1, where, "must have an entry");
    require(header.recordedAtMicros() >= recordedAt, where, "time must not go back");
  }

  private static void requireTouched(BatchRow batch, Set<Integer> touched, String where) {
    List<Integer> listed = batch.accounts();
    if (listed == null) {
      require(touched.size() > BatchWriter.MAX_LISTED_ACCOUNTS, where, "accounts not listed");
      return;
    }
    require(listed.equals(List.copyOf(touched)), where, "listed accounts must be " + touched);
  }

  private void requireExpected(long firstEntry, ChainHead now) {
    expected
        .subMap(firstEntry, true, now.entry(), true)
        .forEach((entry, known) -> {
          String where = "entry " + entry;
          require(entry == now.entry(), where, "must be the last of its batch");
          require(known.equals(now.head()), where, "its batch must have head " + known);
        });
  }

  private void requireExpectedReached(long lastEntry, Span span) {
    NavigableMap<Long, Digest> beyond = expected.subMap(lastEntry, false, span.upTo(), true);
    if (!beyond.isEmpty()) {
      String what = "is missing, the journal ends with entry " + lastEntry;
      require(false, "entry " + beyond.firstKey(), what);
    }
  }
}
