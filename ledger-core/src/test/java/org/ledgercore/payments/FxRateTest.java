package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.calendar.Validity;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rates.FxRate;
import org.ledgercore.rates.FxRates;
import org.ledgercore.rates.FxRates.Reported;
import org.ledgercore.rates.Price;
import org.ledgercore.rates.RateKind;
import org.ledgercore.rates.RateRef;
import org.ledgercore.rules.PaymentRefusal.NoRate;
import org.ledgercore.rules.PaymentRefusal.NothingToMove;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.PaymentRefused;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Customers exchange at the customer rate, positions are valued at the reporting rate. */
@Covers("S15")
class FxRateTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Instant NINE = Instant.parse("2026-06-15T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-06-15T10:00:00Z");
  private static final RateRef CUSTOMER = new RateRef(RateKind.CUSTOMER, "USD", "IQD");
  private static final RateRef REPORTING = new RateRef(RateKind.REPORTING, "USD", "IQD");
  private static final Signed ANN = new Signed("ann", "treasury");

  private static Payments payments;
  private static School it;

  @BeforeAll
  static void setRates() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
    it = new School("fx", School.IQD);
    it.open(DB.ledger());
    payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(new WalletStep.Cashback("w", it.u1, School.usd(2_000), it.when)));
    FxRates rates = payments.rates();
    Validity hour = Validity.from(NINE).until(TEN);
    assertAccepted(rates.set(RateKind.CUSTOMER, price(1_300, 1_310), hour, 0, ANN));
    assertAccepted(rates.set(RateKind.CUSTOMER, price(1_290, 1_305), Validity.from(TEN), 1, ANN));
    assertAccepted(rates.set(RateKind.REPORTING, price(1_305, 1_305), Validity.from(NINE), 0, ANN));
  }

  @Test
  void exchange_isMadeAtTheRateOfItsInstant_andKeepsItsVersion() {
    RecordedEntry early = assertAccepted(payments.post(sold("early", 1_000, TEN.minusNanos(1))));
    RecordedEntry late = assertAccepted(payments.post(sold("late", 100, TEN)));

    assertThat(early.entry().metadata()).containsEntry("rate", "customer/USD/IQD@1");
    assertThat(legs(early))
        .containsExactly(
            "D customer_wallet:u1 1000.00 USD",
            "D fx_position:IQD 1310000.000 IQD",
            "C fx_position:USD 1000.00 USD",
            "C customer_wallet:u1 1300000.000 IQD",
            "C fx_margin 10000.000 IQD");
    assertThat(late.entry().metadata()).containsEntry("rate", "customer/USD/IQD@2");
    assertThat(legs(late))
        .contains("C customer_wallet:u1 129000.000 IQD", "C fx_margin 1500.000 IQD");
    assertThat(assertReplayed(payments.post(sold("early", 1_000, TEN.minusNanos(1)))))
        .isEqualTo(early);
    assertRejected(
        payments.post(sold("early", 1_001, TEN.minusNanos(1))), Rejection.KeyReused.class);
  }

  @Test
  void withoutRate_orForNothing_isRefused() {
    long newest = DB.ledger().newestEntry();
    Instant early = NINE.minusNanos(1);
    assertThat(assertRejected(payments.post(sold("none", 1, early)), PaymentRefused.class).reason())
        .isEqualTo(new NoRate("customer/USD/IQD", early));
    FxStep back = new FxStep.AtRate("back", it.u1, it.iqd(1_000), School.USD, TEN, it.when);
    assertThat(assertRejected(payments.post(back), PaymentRefused.class).reason())
        .isEqualTo(new NoRate("customer/IQD/USD", TEN));
    FxStep same = new FxStep.RevaluedAt("same", School.usd(1_000), it.iqd(1_305_000), TEN, it.when);
    assertThat(assertRejected(payments.post(same), PaymentRefused.class).reason())
        .isEqualTo(new NothingToMove("revaluation of 1000.00 USD"));
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);
  }

  @Test
  void position_isValuedAtTheReportingRate_andKeepsItsVersion() {
    RecordedEntry entry =
        assertAccepted(
            payments.post(
                new FxStep.RevaluedAt("eop", School.usd(1_000), it.iqd(1_310_000), TEN, it.when)));

    assertThat(entry.entry().metadata()).containsEntry("rate", "reporting/USD/IQD@1");
    assertThat(legs(entry))
        .containsExactly("D fx_unrealised 5000.000 IQD", "C fx_revaluation:IQD 5000.000 IQD");
  }

  @Test
  void reports_takeTheReportingRate_eitherWayRound() {
    FxRates rates = payments.rates();
    assertThat(rates.reported(School.usd(10), School.IQD, NINE))
        .contains(new Reported(it.iqd(13_050), "reporting/USD/IQD@1"));
    assertThat(rates.reported(it.iqd(13_050), School.USD, NINE))
        .contains(new Reported(School.usd(10), "reporting/USD/IQD@1"));
    assertThat(rates.reported(School.usd(10), School.IQD, NINE.minusNanos(1))).isEmpty();
    assertThat(rates.at(CUSTOMER, NINE).map(FxRate::id)).contains("customer/USD/IQD@1");
    assertThat(rates.at(REPORTING, TEN).map(FxRate::id)).contains("reporting/USD/IQD@1");
    assertThat(rates.all(CUSTOMER)).extracting(FxRate::number).startsWith(1, 2);
  }

  @Test
  void rateThatChangesMeanwhile_isReadAgain() {
    School that = new School("fx2", School.IQD);
    that.open(DB.ledger());
    assertAccepted(
        payments.post(new WalletStep.Cashback("w2", that.u1, School.usd(50), that.when)));
    FxRates elsewhere = new FxRates(DB.ledger().facts());
    elsewhere.at(REPORTING, NINE);
    int known = payments.rates().all(CUSTOMER).size();
    Instant past = Instant.parse("2020-01-01T00:00:00Z");
    Validity once = Validity.from(past).until(past.plusSeconds(1));
    assertAccepted(elsewhere.set(RateKind.CUSTOMER, price(1_000, 1_000), once, known, ANN));

    RecordedEntry entry =
        assertAccepted(
            payments.post(
                new FxStep.AtRate("again", that.u1, School.usd(1), School.IQD, past, that.when)));

    assertThat(entry.entry().metadata()).containsEntry("rate", "customer/USD/IQD@" + (known + 1));
  }

  private static FxStep sold(String id, long dollars, Instant at) {
    return new FxStep.AtRate(id, it.u1, School.usd(dollars), School.IQD, at, it.when);
  }

  private static Price price(long got, int atMiddle) {
    return Price.of(
        School.usd(1), Money.ofMajor(got, School.IQD), Money.ofMajor(atMiddle, School.IQD));
  }

  private static List<String> legs(RecordedEntry entry) {
    return entry.entry().postings().stream()
        .map(leg ->
            leg.side().name().charAt(0)
                + " "
                + it.plain(leg.account().value())
                + " "
                + leg.amount())
        .toList();
  }
}
