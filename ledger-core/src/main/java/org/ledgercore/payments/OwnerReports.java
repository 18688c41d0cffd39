package org.ledgercore.payments;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;

/**
 * The owner's figures and the cover of clients' money at any point, and side by side for periods.
 * Queries, never stored numbers: each reads the journal up to its point. Safe for many threads.
 */
public final class OwnerReports {

  private static final int MAX_PERIODS = 120;

  private final Ledger ledger;

  private OwnerReports(Ledger ledger) {
    this.ledger = ledger;
  }

  public static OwnerReports on(Ledger ledger) {
    return new OwnerReports(ledger);
  }

  /** The figures in one unit as of an instant, an entry or a business day. */
  public OwnerFigures figures(Unit unit, AsOf asOf) {
    return new Figures(ledger, unit, asOf).owner();
  }

  /** Whether clients' money was covered in one unit as of an instant, an entry or a day. */
  public Safeguarding safeguarding(Unit unit, AsOf asOf) {
    return new Figures(ledger, unit, asOf).safeguarding();
  }

  /** The figures of some days, both included, of what is recorded by now. */
  public OwnerPeriod period(Unit unit, LocalDate first, LocalDate last) {
    return period(unit, first, last, ledger.newestEntry());
  }

  /**
   * The figures of a month and of months before it, the newest first, all of the same newest entry.
   *
   * @param months how many, 1 to 120
   */
  public List<OwnerPeriod> months(Unit unit, YearMonth newest, int months) {
    if (months < 1 || months > MAX_PERIODS) {
      throw new InvalidInputException("months", "must be 1 to " + MAX_PERIODS, months);
    }
    long asOf = ledger.newestEntry();
    List<OwnerPeriod> periods = new ArrayList<>();
    for (int back = 0; back < months; back++) {
      YearMonth month = newest.minusMonths(back);
      periods.add(period(unit, month.atDay(1), month.atEndOfMonth(), asOf));
    }
    return List.copyOf(periods);
  }

  private OwnerPeriod period(Unit unit, LocalDate first, LocalDate last, long asOfEntry) {
    if (last.isBefore(first)) {
      throw new InvalidInputException("last", "must not be before " + first, last);
    }
    return new Figures(ledger, unit, AsOf.effective(last).atEntry(asOfEntry)).period(first, last);
  }
}
