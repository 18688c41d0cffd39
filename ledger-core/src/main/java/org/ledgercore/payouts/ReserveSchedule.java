package org.ledgercore.payouts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.MerchantStep;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ReserveLot;
import org.ledgercore.rules.Outcome;

/**
 * What of all merchants' reserves is due, told from the journal, and its release. A release is the
 * command {@link MerchantStep.ReserveReleased}; the same day again finds nothing more. Safe for
 * many threads.
 */
public final class ReserveSchedule {

  /**
   * A lot that is due.
   *
   * @param merchant whose reserve
   * @param unit in which unit
   * @param lot what is left of it, and since when it is due
   * @param disputed whether a dispute of its payment is open; then a person decides
   */
  public record DueLot(MerchantId merchant, Unit unit, ReserveLot lot, boolean disputed) {}

  /**
   * What became of a due lot.
   *
   * @param due the lot
   * @param outcome the answer to its release
   */
  public record Release(DueLot due, Outcome outcome) {}

  private final Ledger ledger;
  private final Payments payments;

  private ReserveSchedule(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
  }

  public static ReserveSchedule on(Ledger ledger) {
    return new ReserveSchedule(ledger);
  }

  /** Every lot that is due on a day or before and still holds something, the oldest first. */
  public List<DueLot> due(LocalDate day) {
    List<DueLot> due = new ArrayList<>();
    for (Balance reserve :
        ledger.queries().balancesBelow(AccountClass.MERCHANT_RESERVE.path(), AsOf.now())) {
      if (!reserve.posted().isZero()) {
        MerchantId merchant = new MerchantId(reserve.account().path().dimension());
        Unit unit = reserve.account().unit();
        for (ReserveLot lot : payments.funds(merchant, unit).lots()) {
          if (!lot.releaseOn().isAfter(day)) {
            due.add(new DueLot(merchant, unit, lot, isDisputed(lot, unit)));
          }
        }
      }
    }
    due.sort(
        Comparator.comparing((DueLot it) -> it.lot().releaseOn())
            .thenComparingLong(it -> it.lot().lot()));
    return List.copyOf(due);
  }

  /**
   * Releases every lot that is due on a day and not disputed, in the case of its payment. May be
   * run again, and by several at once: a lot is released once.
   */
  public List<Release> releaseDue(LocalDate day) {
    List<Release> releases = new ArrayList<>();
    for (DueLot each : due(day)) {
      if (!each.disputed()) {
        Occasion occasion = Occasion.on(day, each.lot().payment());
        releases.add(
            new Release(
                each,
                payments.post(
                    new MerchantStep.ReserveReleased(
                        each.lot().lot(), each.merchant(), each.unit(), occasion))));
      }
    }
    return List.copyOf(releases);
  }

  private boolean isDisputed(ReserveLot lot, Unit unit) {
    return payments.payment(lot.payment(), unit).disputed().isPositive();
  }
}
