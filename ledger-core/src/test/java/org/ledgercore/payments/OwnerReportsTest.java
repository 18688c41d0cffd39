package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Side;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.TestLedger;

/**
 * The owner's figures of three months that were posted in no order: each month by its business
 * days, any point of recording, before and after the year is closed.
 */
@Covers("S9")
class OwnerReportsTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final ProviderId CARDS = new ProviderId("cards");
  private static final MerchantId SCHOOL = new MerchantId("school");
  private static final BankId BANK = new BankId("main");
  private static final Terms TERMS = Terms.fee(200).withReserve(1_000, Duration.ofDays(90));
  private static final YearMonth MARCH = YearMonth.of(2026, 3);

  private static TestLedger books;
  private static OwnerReports reports;
  private static long beforeJanuary;

  @BeforeAll
  static void post() {
    books = TestLedger.fresh();
    Ledger ledger = books.ledger();
    Payments payments = Payments.on(ledger);
    reports = OwnerReports.on(ledger);
    ledger.openUnit(EUR);
    payments.openPlatform(EUR);
    payments.openProvider(CARDS, EUR);
    payments.openBank(BANK, EUR);
    payments.openMerchant(SCHOOL, EUR);
    payments.open(AccountClass.RETAINED_EARNINGS, EUR);
    payments.open(AccountClass.GOODWILL, EUR);
    LocalDate january = LocalDate.of(2026, 1, 10);
    LocalDate february = LocalDate.of(2026, 2, 10);
    LocalDate march = LocalDate.of(2026, 3, 31);

    assertAccepted(payments.capture(capture("m1", "3000.00", march)));
    assertAccepted(payments.capture(capture("f1", "2000.00", february)));
    assertAccepted(payments.accrue(new ProviderCost(CARDS, "f1", eur("12.00"), at(february))));
    RefundRef refund = new RefundRef(CARDS, "r1");
    assertAccepted(
        payments.holdRefund(new RefundHold(refund, SCHOOL, eur("500.00"), on(march, "f1"))));
    assertAccepted(payments.confirmRefund(refund, on(march, "f1")));
    beforeJanuary = ledger.newestEntry();
    assertAccepted(payments.capture(capture("j1", "1000.00", january)));
    assertAccepted(payments.capture(capture("j2", "100.00", january)));
    assertAccepted(payments.post(new Correction.CaptureReversed(CARDS, "j2", on(february, "j2"))));
    assertAccepted(payments.post(new MerchantStep.Goodwill("g1", SCHOOL, eur("7.00"), at(march))));
    assertAccepted(
        payments.requestPayout(new PayoutRequest("po", SCHOOL, eur("880.00"), at(march))));
    assertAccepted(payments.releasePayout("po", BANK, at(march)));
  }

  @AfterAll
  static void close() {
    books.checkInvariants();
    books.close();
  }

  @Test
  void months_areSideBySide_eachAsIfAskedAlone() {
    List<OwnerPeriod> months = reports.months(EUR, MARCH, 3);

    assertThat(months)
        .extracting(it -> it.figures().gmv())
        .containsExactly(eur("3000.00"), eur("1900.00"), eur("1100.00"));
    assertThat(months)
        .extracting(it -> it.figures().platformFee())
        .containsExactly(eur("60.00"), eur("38.00"), eur("22.00"));
    assertThat(months)
        .extracting(it -> it.figures().providerCost())
        .containsExactly(eur("0.00"), eur("12.00"), eur("0.00"));
    assertThat(months)
        .extracting(it -> it.figures().reserveLiability())
        .containsExactly(eur("600.00"), eur("300.00"), eur("110.00"));
    assertThat(months)
        .extracting(OwnerPeriod::refunded)
        .containsExactly(eur("500.00"), eur("0.00"), eur("0.00"));
    assertThat(months)
        .extracting(OwnerPeriod::netVolume)
        .containsExactly(eur("2500.00"), eur("1900.00"), eur("1100.00"));
    assertThat(months)
        .extracting(OwnerPeriod::contribution)
        .containsExactly(eur("53.00"), eur("26.00"), eur("22.00"));
    for (OwnerPeriod month : months) {
      assertThat(reports.period(EUR, month.first(), month.last())).isEqualTo(month);
    }
  }

  @Test
  void changes_areTheDifferenceOfTwoPeriods() {
    List<OwnerPeriod> months = reports.months(EUR, MARCH, 2);
    OwnerPeriod march = months.getFirst();
    OwnerPeriod february = months.getLast();

    assertThat(march.changeSince(february, it -> it.figures().gmv())).isEqualTo(eur("1100.00"));
    assertThat(march.changeSince(february, OwnerPeriod::contribution)).isEqualTo(eur("27.00"));
  }

  @Test
  void classes_openWithTheMonthBefore_moveAndClose() {
    List<OwnerPeriod> months = reports.months(EUR, MARCH, 3);
    for (int i = 0; i < 2; i++) {
      OwnerPeriod month = months.get(i);
      OwnerPeriod before = months.get(i + 1);
      month
          .classes()
          .forEach((each, moved) -> {
            OwnerPeriod.Moved opening = before.classes().get(each);
            Money start = opening == null ? eur("0.00") : opening.closing();
            boolean onDebit = each.type().normalSide() == Side.DEBIT;
            Money change = moved.debits().minus(moved.credits());
            assertThat(moved.closing())
                .as(each + " in " + month.first())
                .isEqualTo(start.plus(onDebit ? change : change.negated()));
          });
    }
  }

  @Test
  void stillOwed_countsPayoutsOnTheirWay() {
    OwnerPeriod march = reports.months(EUR, MARCH, 1).getFirst();
    Money payable = march.figures().merchantPayable();
    Money reserve = march.figures().reserveLiability();

    assertThat(march.stillOwed()).isEqualTo(payable.plus(reserve).plus(eur("880.00")));
  }

  @Test
  void figures_asOfAnyPoint() {
    assertThat(reports.figures(EUR, AsOf.entry(beforeJanuary)).gmv()).isEqualTo(eur("5000.00"));
    assertThat(reports.figures(EUR, AsOf.effective(LocalDate.of(2026, 1, 31))).gmv())
        .isEqualTo(eur("1100.00"));
    assertThat(reports.figures(EUR, AsOf.now()).gmv()).isEqualTo(eur("6000.00"));
    assertThat(reports.figures(EUR, AsOf.entry(0)).gmv().isZero()).isTrue();
    Safeguarding now = reports.safeguarding(EUR, AsOf.now());
    assertThat(now.required()).isEqualTo(reports.months(EUR, MARCH, 1).getFirst().stillOwed());
    Safeguarding then = reports.safeguarding(EUR, AsOf.effective(LocalDate.of(2026, 1, 31)));
    assertThat(then.required()).isEqualTo(eur("1078.00"));
    assertThat(then.onItsWay()).isEqualTo(eur("1100.00"));
    assertThat(then.surplusWithOnItsWay()).isEqualTo(eur("22.00"));
  }

  @Test
  void closingTheYear_movesNoFigureOfThePeriods() {
    try (TestLedger other = TestLedger.fresh()) {
      Payments payments = Payments.on(other.ledger());
      other.ledger().openUnit(EUR);
      payments.openPlatform(EUR);
      payments.openProvider(CARDS, EUR);
      payments.openMerchant(SCHOOL, EUR);
      payments.open(AccountClass.RETAINED_EARNINGS, EUR);
      LocalDate day = LocalDate.of(2026, 12, 31);
      assertAccepted(payments.capture(capture("d1", "1000.00", day)));
      OwnerReports its = OwnerReports.on(other.ledger());
      OwnerPeriod before = its.months(EUR, YearMonth.of(2026, 12), 1).getFirst();

      assertAccepted(payments.post(new YearClose(2026, EUR, at(day))));

      OwnerPeriod after = its.months(EUR, YearMonth.of(2026, 12), 1).getFirst();
      assertThat(after.figures().platformFee()).isEqualTo(eur("20.00"));
      assertThat(after.contribution()).isEqualTo(before.contribution());
      assertThat(payments.ownerFigures(EUR).platformFee()).isEqualTo(eur("20.00"));
    }
  }

  @Test
  void badPeriods_areRefused() {
    LocalDate day = LocalDate.of(2026, 1, 2);
    assertThatThrownBy(() -> reports.period(EUR, day, day.minusDays(1)))
        .hasMessageStartingWith("last: must not be before");
    assertThatThrownBy(() -> reports.months(EUR, MARCH, 0))
        .hasMessageStartingWith("months: must be 1 to 120");
  }

  private static Capture capture(String payment, String gross, LocalDate day) {
    return new Capture(CARDS, payment, SCHOOL, eur(gross), TERMS, on(day, payment));
  }

  private static Occasion at(LocalDate day) {
    return on(day, "platform");
  }

  private static Occasion on(LocalDate day, String payment) {
    return Occasion.on(day, payment);
  }

  private static Money eur(String decimal) {
    return Money.of(decimal, EUR);
  }
}
