package org.ledgercore.http.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.ledger.PaymentReports.Lot;
import org.ledgercore.http.ledger.PaymentReports.Owner;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.OwnerPeriod;
import org.ledgercore.payments.OwnerReports;
import org.ledgercore.payments.ReserveLot;
import org.ledgercore.payouts.ReserveSchedule;
import org.ledgercore.query.EntryFilter;
import org.ledgercore.query.EntryPage;
import org.ledgercore.query.Paging;
import org.ledgercore.rules.Outcome;

/** The owner's figures side by side for periods, and what of the reserves is due. */
public final class FigureCalls {

  private static final int YEAR = 12;
  private static final int AT_ONCE = 1_000;
  private static final String PRODUCT = "product";

  private final Desk desk;
  private final OwnerReports reports;
  private final ReserveSchedule schedule;

  public FigureCalls(Desk desk) {
    this.desk = desk;
    this.reports = OwnerReports.on(desk.ledger());
    this.schedule = ReserveSchedule.on(desk.ledger());
  }

  /**
   * Some days.
   *
   * @param currency the unit
   * @param first the first day
   * @param last the last day
   */
  public record PeriodWanted(String currency, LocalDate first, LocalDate last) {}

  /**
   * Some months, the newest first.
   *
   * @param currency the unit
   * @param newest a day of the newest month
   * @param months how many, 1 to 120; missing for 12
   */
  public record MonthsWanted(String currency, LocalDate newest, @Nullable Integer months) {}

  /**
   * A point in the past.
   *
   * @param currency the unit
   * @param at the instant
   */
  public record FiguresAsOf(String currency, Instant at) {}

  /**
   * A class of accounts over a period.
   *
   * @param account the class
   * @param debits what was debited
   * @param credits what was credited
   * @param closing the balance at the end, on the normal side
   */
  public record ClassMoved(AccountClass account, Amount debits, Amount credits, Amount closing) {}

  /**
   * The owner's figures of a period.
   *
   * @param first the first day
   * @param last the last day
   * @param figures what moved on its days, and what stood at its end
   * @param refunded what was paid back
   * @param chargedBack what was lost in disputes
   * @param netVolume GMV less both
   * @param contribution platform fee less provider cost and what refunds and disputes took
   * @param stillOwed what is still owed of it
   * @param classes every class of accounts that moved or stands
   */
  public record PeriodFigures(
      LocalDate first,
      LocalDate last,
      Owner figures,
      Amount refunded,
      Amount chargedBack,
      Amount netVolume,
      Amount contribution,
      Amount stillOwed,
      List<ClassMoved> classes) {

    static PeriodFigures of(OwnerPeriod period) {
      return new PeriodFigures(
          period.first(),
          period.last(),
          Owner.of(period.figures()),
          Amount.of(period.refunded()),
          Amount.of(period.chargedBack()),
          Amount.of(period.netVolume()),
          Amount.of(period.contribution()),
          Amount.of(period.stillOwed()),
          period.classes().entrySet().stream()
              .map(each ->
                  new ClassMoved(
                      each.getKey(),
                      Amount.of(each.getValue().debits()),
                      Amount.of(each.getValue().credits()),
                      Amount.of(each.getValue().closing())))
              .toList());
    }
  }

  /**
   * What was captured for one product.
   *
   * @param product its code, as the captures keep it under {@code product}; empty for none
   * @param captures how many
   * @param gross what customers paid
   */
  public record ProductFigures(String product, long captures, Amount gross) {}

  /**
   * A day.
   *
   * @param day which
   */
  public record OnDay(LocalDate day) {}

  /**
   * A lot of a reserve that is due.
   *
   * @param merchant whose reserve
   * @param lot what is left of it
   * @param disputed whether a dispute of its payment is open; then a person decides
   */
  public record DueLot(String merchant, Lot lot, boolean disputed) {

    static DueLot of(ReserveSchedule.DueLot due) {
      ReserveLot lot = due.lot();
      return new DueLot(
          due.merchant().value(),
          new Lot(lot.lot(), lot.payment(), lot.releaseOn(), Amount.of(lot.left())),
          due.disputed());
    }
  }

  /**
   * What became of the lots that were due.
   *
   * @param released the entries that released them
   * @param refused the lots that could not be released
   */
  public record Released(List<Views.Entry> released, List<DueLot> refused) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("getOwnerPeriod", PeriodWanted.class, PeriodFigures.class, this::period);
    to.page("listOwnerMonths", MonthsWanted.class, PeriodFigures.class, this::months);
    to.page("listProducts", PeriodWanted.class, ProductFigures.class, this::products);
    to.one("getOwnerFiguresAsOf", FiguresAsOf.class, Owner.class, this::asOf);
    to.page("listDueReserves", OnDay.class, DueLot.class, this::due);
    to.one("releaseDueReserves", OnDay.class, Released.class, this::release);
  }

  /** The figures of some days. */
  public Answer<PeriodFigures> period(Call call, PeriodWanted wanted) {
    return Answer.found(
        PeriodFigures.of(
            reports.period(desk.unit(wanted.currency()), wanted.first(), wanted.last())));
  }

  /** The figures of months side by side, the newest first. */
  public Answer<Page<PeriodFigures>> months(Call call, MonthsWanted wanted) {
    Integer months = wanted.months();
    return Answer.found(
        new Page<>(
            reports
                .months(
                    desk.unit(wanted.currency()),
                    YearMonth.from(wanted.newest()),
                    months == null ? YEAR : months)
                .stream()
                .map(PeriodFigures::of)
                .toList(),
            null));
  }

  /** What was captured on some days, by the product's code. */
  public Answer<Page<ProductFigures>> products(Call call, PeriodWanted wanted) {
    Unit unit = desk.unit(wanted.currency());
    EntryFilter captures =
        EntryFilter.all().effective(wanted.first(), wanted.last()).ofKind("capture");
    Map<String, List<Money>> byProduct = new TreeMap<>();
    EntryPage page;
    long after = 0;
    do {
      page = desk.ledger().queries().entries(captures, Paging.after(after, AT_ONCE));
      for (RecordedEntry each : page.entries()) {
        Money gross = ReceiptCalls.paid(each);
        if (gross.unit().equals(unit)) {
          String product = each.entry().metadata().getOrDefault(PRODUCT, "");
          byProduct.computeIfAbsent(product, any -> new ArrayList<>()).add(gross);
        }
      }
      after = page.after();
    } while (!page.isLast());
    List<ProductFigures> figures = new ArrayList<>();
    byProduct.forEach((product, all) ->
        figures.add(
            new ProductFigures(
                product,
                all.size(),
                Amount.of(all.stream().reduce(Money.zero(unit), Money::plus)))));
    return Answer.found(new Page<>(figures, null));
  }

  /** The owner's figures as they stood at an instant. */
  public Answer<Owner> asOf(Call call, FiguresAsOf wanted) {
    return Answer.found(
        Owner.of(reports.figures(desk.unit(wanted.currency()), AsOf.recorded(wanted.at()))));
  }

  /** Every lot that is due on a day or before, the oldest first. */
  public Answer<Page<DueLot>> due(Call call, OnDay on) {
    return Answer.found(new Page<>(schedule.due(on.day()).stream().map(DueLot::of).toList(), null));
  }

  /** Releases every lot that is due and not disputed; the same day again finds nothing more. */
  public Answer<Released> release(Call call, OnDay on) {
    List<ReserveSchedule.Release> all = schedule.releaseDue(on.day());
    return Answer.recorded(
        new Released(
            all.stream()
                .filter(it -> !(it.outcome() instanceof Outcome.Rejected))
                .map(it -> Views.Entry.of(it.outcome().orThrow()))
                .toList(),
            all.stream()
                .filter(it -> it.outcome() instanceof Outcome.Rejected)
                .map(it -> DueLot.of(it.due()))
                .toList()));
  }
}
