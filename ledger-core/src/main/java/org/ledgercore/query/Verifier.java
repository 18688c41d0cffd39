package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.MerkleTree;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.JournalScan;
import org.ledgercore.store.JournalScan.BatchRow;
import org.ledgercore.store.JournalScan.EntryRow;
import org.ledgercore.store.JournalScan.PostingRow;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Micros;

/**
 * Reads the whole journal in one snapshot and proves every row from the ones before it: numbers
 * without gaps, every entry balanced per currency and equal to its digest, every cumulative figure,
 * every floor, every account and unit by its record, Merkle roots, and the chain of heads. Streams
 * with flat memory but for one small object per account; holds no lock. Safe for many threads.
 */
public final class Verifier {

  private final DataSource dataSource;
  private final LedgerSchema schema;

  public Verifier(DataSource dataSource, LedgerSchema schema) {
    this.dataSource = dataSource;
    this.schema = schema;
  }

  /** Verifies; {@code progress} hears the newest proved entry after every batch. */
  public Verification verify(Consumer<Long> progress) {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      int isolation = connection.getTransactionIsolation();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        return new Pass(connection, schema).run(progress);
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
        connection.setTransactionIsolation(isolation);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not answer: " + e.getMessage(), e);
    }
  }

  /** One reading of the journal. */
  private static final class Pass {
    private final Connection connection;
    private final LedgerSchema schema;
    private long batches;
    private long entries;
    private long postings;
    private long recordedAt = Long.MIN_VALUE;
    private @Nullable Digest head;

    Pass(Connection connection, LedgerSchema schema) {
      this.connection = connection;
      this.schema = schema;
    }

    Verification run(Consumer<Long> progress) throws SQLException {
      try (JournalScan scan = new JournalScan(connection, schema)) {
        ProvedChart chart =
            readable("units and accounts", () -> new ProvedChart(connection, schema));
        for (BatchRow batch = nextBatch(scan); batch != null; batch = nextBatch(scan)) {
          prove(batch, scan, chart);
          progress.accept(entries);
        }
        EntryRow entry = nextEntry(scan);
        require(entry == null, "entry " + (entries + 1), "must belong to a batch");
        PostingRow posting = scan.nextPosting();
        require(posting == null, "posting " + (postings + 1), "must belong to an entry");
        chart.requireAllVouched();
        return result(Optional.empty());
      } catch (BrokenProofException e) {
        return result(Optional.of(e.problem()));
      }
    }

    private interface Reading<T> {
      T read() throws SQLException;
    }

    /** A row that Java's types cannot hold is a problem found, not a failure to look. */
    private static <T> T readable(String where, Reading<T> reading) throws SQLException {
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

    private @Nullable EntryRow nextEntry(JournalScan scan) throws SQLException {
      String where = "entry " + (entries + 1);
      return readable(where, () -> Optional.ofNullable(scan.nextEntry())).orElse(null);
    }

    private Verification result(Optional<Verification.Problem> problem) {
      return new Verification(batches, entries, postings, Optional.ofNullable(head), problem);
    }

    private void prove(BatchRow batch, JournalScan scan, ProvedChart chart) throws SQLException {
      BatchHeader header = batch.header();
      String where = "batch " + (batches + 1);
      proveHeader(batch, where);
      MerkleTree tree = new MerkleTree();
      Set<Integer> touched = new TreeSet<>();
      long firstPosting = postings + 1;
      for (int i = 0; i < header.entryCount(); i++) {
        tree.add(proveEntry(header, scan, chart, touched));
      }
      require(postings + 1 - firstPosting == header.postingCount(), where, "posting count");
      requireTouched(batch, touched, where);
      require(tree.root().equals(header.merkleRoot()), where, "Merkle root");
      Digest expected = header.head(schema.ledger());
      require(expected.equals(batch.head()), where, "head must be " + expected);
      head = expected;
      recordedAt = header.recordedAtMicros();
      batches++;
    }

    private void proveHeader(BatchRow batch, String where) {
      BatchHeader header = batch.header();
      Long previousNo = batches == 0 ? null : Long.valueOf(batches);
      require(header.batchNo() == batches + 1, where, "is missing");
      require(java.util.Objects.equals(previousNo, batch.previousNo()), where, "previous number");
      require(java.util.Objects.equals(head, header.previousHead()), where, "previous head");
      require(header.firstEntry() == entries + 1, where, "first entry must be " + (entries + 1));
      require(header.firstPosting() == postings + 1, where, "first posting");
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

    private Digest proveEntry(
        BatchHeader batch, JournalScan scan, ProvedChart chart, Set<Integer> touched)
        throws SQLException {
      String where = "entry " + (entries + 1);
      EntryRow row = nextEntry(scan);
      require(row != null && row.number() == entries + 1, where, "is missing");
      if (row == null) {
        throw new IllegalStateException("unreachable");
      }
      require(row.firstPosting() == postings + 1, where, "first posting");
      List<PostingRow> legs = legs(row, scan);
      RecordedEntry recorded = restored(batch, row, legs, chart);
      Digest digest = recorded.entry().digest();
      require(digest.equals(row.digest()), where, "content must have digest " + row.digest());
      require(row.keyHash().equals(recorded.entry().key().hash()), where, "key hash");
      require(row.effectiveDate().equals(recorded.effectiveDate()), where, "effective date");
      List<String> metadata = new ArrayList<>();
      recorded
          .entry()
          .metadata()
          .forEach((name, value) -> {
            metadata.add(name);
            metadata.add(value);
          });
      require(row.content().metadata().equals(metadata), where, "metadata must be " + metadata);
      proveBalance(row, legs);
      if (row.content().kind().startsWith(EntryKey.RESERVED)) {
        chart.pass(recorded, touched);
      } else {
        require(legs.size() >= 2, where, "must have at least 2 postings");
      }
      for (PostingRow leg : legs) {
        chart.pass(leg);
        touched.add(leg.account());
      }
      chart.requireFloors(recorded, legs);
      entries++;
      return digest;
    }

    private List<PostingRow> legs(EntryRow entry, JournalScan scan) throws SQLException {
      List<PostingRow> legs = new ArrayList<>(entry.accounts().size());
      for (int account : entry.accounts()) {
        String where = "posting " + (postings + 1);
        PostingRow leg = scan.nextPosting();
        require(leg != null && leg.number() == postings + 1, where, "is missing");
        if (leg == null) {
          throw new IllegalStateException("unreachable");
        }
        require(leg.entry() == entry.number(), where, "must belong to entry " + entry.number());
        require(leg.account() == account, where, "must be on account " + account);
        legs.add(leg);
        postings++;
      }
      return legs;
    }

    private static void proveBalance(EntryRow entry, List<PostingRow> legs) {
      Map<Integer, BigInteger> sums = new TreeMap<>();
      legs.forEach(
          leg -> sums.merge(leg.unit(), BigInteger.valueOf(leg.amount()), BigInteger::add));
      boolean balanced = sums.values().stream().allMatch(sum -> sum.signum() == 0);
      require(balanced, "entry " + entry.number(), "debits must equal credits per currency");
    }

    private static RecordedEntry restored(
        BatchHeader batch, EntryRow row, List<PostingRow> legs, ProvedChart chart) {
      String where = "entry " + row.number();
      try {
        EntryBuilder parts = LogRecords.restoring(row.givenDate());
        String correlation = row.content().correlation();
        if (correlation != null) {
          parts.correlatedWith(correlation);
        }
        parts.describedAs(row.content().description());
        List<String> metadata = row.content().metadata();
        for (int i = 0; i + 1 < metadata.size(); i += 2) {
          parts.with(metadata.get(i), metadata.get(i + 1));
        }
        for (PostingRow leg : legs) {
          Account account = chart.account(leg.account(), where);
          Money amount = Money.ofMinor(Math.abs(leg.amount()), account.unit());
          parts.leg(new Posting(account.path(), Side.ofSigned(leg.amount()), amount));
        }
        EntryKey key = new EntryKey(row.content().namespace(), row.content().key());
        JournalEntry entry = LogRecords.restored(parts, key, row.content().kind());
        var time = Micros.instant(batch.recordedAtMicros());
        LocalDate given = row.givenDate();
        LocalDate date = given == null ? LocalDate.ofInstant(time, ZoneOffset.UTC) : given;
        return new RecordedEntry(row.number(), entry, date, time, row.firstPosting());
      } catch (InvalidInputException e) {
        require(false, where, String.valueOf(e.getMessage()));
        throw e;
      }
    }
  }
}
