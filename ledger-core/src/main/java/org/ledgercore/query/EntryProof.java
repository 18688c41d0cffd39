package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;
import static org.ledgercore.query.VerifyPass.readable;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.calendar.OpenDays;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.store.JournalScan;
import org.ledgercore.store.JournalScan.EntryRow;
import org.ledgercore.store.JournalScan.PostingRow;
import org.ledgercore.store.Micros;

/** Proves one entry after another: place, legs, content, balance, and what it changes. */
final class EntryProof {

  private final JournalScan scan;
  private final ProvedTables tables;
  private final ProvedDisplaced displaced;
  private @Nullable PostingRow ahead;
  private long entries;
  private long postings;

  EntryProof(JournalScan scan, ProvedTables tables, ProvedDisplaced displaced, Span span)
      throws SQLException {
    this.scan = scan;
    this.tables = tables;
    this.displaced = displaced;
    if (span.isResumed()) {
      entries = span.after();
      postings = span.lastPosting();
    }
    ahead = scan.nextPosting();
  }

  /** The newest proved entry. */
  long entries() {
    return entries;
  }

  /** The newest proved posting. */
  long postings() {
    return postings;
  }

  /** Proves the next entry, which belongs to this batch, and gives its digest. */
  Digest next(BatchHeader batch, Set<Integer> touched) throws SQLException {
    String where = "entry " + (entries + 1);
    EntryRow row = nextEntry();
    require(row != null && row.number() == entries + 1, where, "is missing");
    if (row == null) {
      throw new IllegalStateException("unreachable");
    }
    require(row.firstPosting() == postings + 1, where, "first posting");
    List<PostingRow> legs = legs(row);
    RecordedEntry recorded = restored(batch, row, legs);
    Digest digest = recorded.entry().digest();
    require(digest.equals(row.digest()), where, "content must have digest " + row.digest());
    require(row.keyHash().equals(recorded.entry().key().hash()), where, "key hash");
    require(row.effectiveDate().equals(recorded.effectiveDate()), where, "effective date");
    requireSameMetadata(row, recorded.entry());
    requireBalance(row, legs);
    ProvedEntry proved = new ProvedEntry(recorded, legs, batch, touched);
    tables.pass(proved);
    displaced.follow(proved);
    entries++;
    postings += legs.size();
    return digest;
  }

  /** Proves what is kept per batch, once all entries of the batch are proved. */
  void endOfBatch(BatchHeader batch) throws SQLException {
    displaced.endOfBatch(batch);
  }

  /** Proves, at the end, that no entry stands without a batch and no posting without an entry. */
  void requireNoMore() throws SQLException {
    EntryRow entry = nextEntry();
    require(entry == null, "entry " + (entries + 1), "must belong to a batch");
    require(ahead == null, "posting " + (postings + 1), "must belong to an entry");
  }

  private @Nullable EntryRow nextEntry() throws SQLException {
    String where = "entry " + (entries + 1);
    return readable(where, () -> Optional.ofNullable(scan.nextEntry())).orElse(null);
  }

  private List<PostingRow> legs(EntryRow entry) throws SQLException {
    List<PostingRow> legs = new ArrayList<>(entry.accounts().size());
    for (int account : entry.accounts()) {
      long number = postings + legs.size() + 1;
      String where = "posting " + number;
      PostingRow leg = ahead;
      ahead = scan.nextPosting();
      require(leg != null && leg.number() == number, where, "is missing");
      if (leg == null) {
        throw new IllegalStateException("unreachable");
      }
      require(ahead == null || ahead.number() != number, where, "must stand once");
      require(leg.entry() == entry.number(), where, "must belong to entry " + entry.number());
      require(leg.account() == account, where, "must be on account " + account);
      legs.add(leg);
    }
    return legs;
  }

  private static void requireSameMetadata(EntryRow row, JournalEntry entry) {
    List<String> metadata = new ArrayList<>();
    entry
        .metadata()
        .forEach((name, value) -> {
          metadata.add(name);
          metadata.add(value);
        });
    boolean same = row.content().metadata().equals(metadata);
    require(same, "entry " + row.number(), "metadata must be " + metadata);
  }

  private static void requireBalance(EntryRow entry, List<PostingRow> legs) {
    Map<Integer, BigInteger> sums = new TreeMap<>();
    legs.forEach(leg -> sums.merge(leg.unit(), BigInteger.valueOf(leg.amount()), BigInteger::add));
    boolean balanced = sums.values().stream().allMatch(sum -> sum.signum() == 0);
    require(balanced, "entry " + entry.number(), "debits must equal credits per currency");
  }

  /** A row without an amount is no leg, but for a hold, whose legs stand in the table of holds. */
  private void addLegs(EntryBuilder parts, EntryRow row, List<PostingRow> legs) {
    List<Long> held = tables.holds().legsOf(row.number());
    boolean isHold = held != null && held.size() == legs.size();
    for (int i = 0; i < legs.size(); i++) {
      long signed = isHold && held != null ? held.get(i) : legs.get(i).amount();
      if (signed != 0) {
        Account account = tables.accounts().account(legs.get(i).account(), "entry " + row.number());
        Money amount = Money.ofMinor(Math.abs(signed), account.unit());
        parts.leg(new Posting(account.path(), Side.ofSigned(signed), amount));
      }
    }
  }

  private RecordedEntry restored(BatchHeader batch, EntryRow row, List<PostingRow> legs) {
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
      addLegs(parts, row, legs);
      EntryKey key = new EntryKey(row.content().namespace(), row.content().key());
      JournalEntry entry = LogRecords.restored(parts, key, row.content().kind());
      var time = Micros.instant(batch.recordedAtMicros());
      LocalDate given = row.givenDate();
      OpenDays days = tables.days();
      LocalDate day = days.dayOf(given, time);
      boolean moves = !entry.postings().isEmpty() && days.isClosed(day);
      LocalDate date = moves ? days.firstOpenDay() : day;
      return new RecordedEntry(row.number(), entry, date, time, row.firstPosting());
    } catch (InvalidInputException e) {
      throw BrokenProofException.at(where, String.valueOf(e.getMessage()));
    }
  }
}
