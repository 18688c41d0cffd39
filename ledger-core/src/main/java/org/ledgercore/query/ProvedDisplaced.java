package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;
import static org.ledgercore.query.VerifyPass.readable;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.store.Displaced;
import org.ledgercore.store.DisplacedScan;
import org.ledgercore.store.DisplacedScan.Row;
import org.ledgercore.store.JournalScan.PostingRow;

/** The table of displaced figures: summed up anew for each batch and compared with its rows. */
final class ProvedDisplaced {

  private record Place(int account, LocalDate date) {}

  private final DisplacedScan scan;
  private final Map<Place, Turnover> sums = new HashMap<>();
  private final Map<Place, Long> lastPostings = new HashMap<>();
  private final Map<Integer, Turnover> allSums = new HashMap<>();
  private @Nullable Row ahead;

  ProvedDisplaced(DisplacedScan scan) throws SQLException {
    this.scan = scan;
    next();
  }

  /** Hears every entry of the batch. */
  void follow(ProvedEntry entry) {
    LocalDate date = entry.recorded().effectiveDate();
    if (date.equals(Displaced.recordedDay(entry.recorded()))) {
      return;
    }
    for (PostingRow leg : entry.legs()) {
      Place place = new Place(leg.account(), date);
      sums.merge(place, turnover(leg), ProvedDisplaced::plus);
      allSums.merge(leg.account(), turnover(leg), ProvedDisplaced::plus);
      lastPostings.put(place, leg.number());
    }
  }

  /** Proves the rows of a batch whose entries have all gone by. */
  void endOfBatch(BatchHeader batch) throws SQLException {
    long last = batch.firstPosting() + batch.postingCount() - 1;
    for (Row row = ahead; row != null && row.posting() <= last; row = next()) {
      prove(row, batch.firstPosting());
    }
    require(sums.isEmpty(), "displaced " + sums.keySet(), "is missing");
    allSums.clear();
    lastPostings.clear();
  }

  /** Proves, at the end of the journal, that no row stands without postings. */
  void finish() {
    Row row = ahead;
    require(row == null, row == null ? "" : where(row), "must belong to a batch");
  }

  private void prove(Row row, long firstPosting) {
    Place place = new Place(row.account(), row.date());
    Turnover sum = sums.remove(place);
    Turnover whole = allSums.get(row.account());
    require(sum != null && whole != null, where(row), "must belong to displaced postings");
    if (sum == null || whole == null) {
      throw new IllegalStateException("unreachable");
    }
    Long last = lastPostings.get(place);
    require(last != null && last == row.posting(), where(row), "must end with posting " + last);
    Turnover ofDate = plus(row.ofDateBefore(), sum);
    require(row.ofDate().equals(ofDate), where(row), "figures of its date must be " + ofDate);
    boolean first = row.postingBefore() < firstPosting;
    Turnover all = first ? plus(row.allBefore(), whole) : row.allBefore();
    require(row.all().equals(all), where(row), "figures of all dates must be " + all);
  }

  private @Nullable Row next() throws SQLException {
    Row row = readable("displaced figures", () -> Optional.ofNullable(scan.next())).orElse(null);
    ahead = row;
    return row;
  }

  private static String where(Row row) {
    return "displaced posting " + row.posting();
  }

  private static Turnover turnover(PostingRow leg) {
    return Turnover.NONE.plus(Side.ofSigned(leg.amount()), Math.abs(leg.amount()));
  }

  private static Turnover plus(Turnover one, Turnover other) {
    return new Turnover(
        Math.addExact(one.debits(), other.debits()), Math.addExact(one.credits(), other.credits()));
  }
}
