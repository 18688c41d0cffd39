package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.Validity;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rates.Price;
import org.ledgercore.rates.RateKind;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.PaymentRefusal.NoRate;
import org.ledgercore.rules.Rejection.PaymentRefused;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/rates.md} shows is code that runs. */
class RatesGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void example_exchangesAtTheStoredRate_andRefusesWithout() {
    Ledger ledger = DB.ledger();
    Unit usd = ledger.openUnit(Unit.fiat("USD", 2));
    Unit iqd = ledger.openUnit(Unit.fiat("IQD", 3));
    Payments payments = Payments.on(ledger);
    SubjectId customer = new SubjectId("u1");
    LocalDate day = LocalDate.of(2026, 6, 15);
    for (Unit unit : new Unit[] {usd, iqd}) {
      payments.openSubject(customer, unit);
      payments.open(AccountClass.FX_POSITION, unit.code(), unit);
      payments.open(AccountClass.FX_MARGIN, unit);
      payments.open(AccountClass.CASHBACK, unit);
    }
    Occasion before = Occasion.on(day, "wallet");
    payments.post(new WalletStep.Cashback("w", customer, Money.of("2000.00", usd), before));
    // @start region="rates"
    Instant nine = Instant.parse("2026-06-15T09:00:00Z");
    Price price = // what the customer gets, and what the middle rate gives
        Price.of(Money.of("1", usd), Money.of("1300", iqd), Money.of("1310", iqd));
    Signed signed = new Signed("treasury", "morning fixing");
    payments.rates().set(RateKind.CUSTOMER, price, Validity.from(nine), 0, signed).orThrow();

    Money dollars = Money.of("1000.00", usd);
    Occasion case7 = Occasion.on(day, "case 7");
    RecordedEntry entry =
        payments.post(new FxStep.AtRate("x1", customer, dollars, iqd, nine, case7)).orThrow();
    // the wallet has 1,300,000 IQD more, 10,000 IQD are margin, and the entry keeps its rate
    assertThat(entry.entry().metadata()).containsEntry("rate", "customer/USD/IQD@1");

    Instant early = nine.minusSeconds(1);
    Outcome refused = payments.post(new FxStep.AtRate("x2", customer, dollars, iqd, early, case7));
    assertThat(refused)
        .isEqualTo(new Rejected(new PaymentRefused(new NoRate("customer/USD/IQD", early))));
    // @end
    assertThat(Legs.of(entry.entry(), AccountClass.FX_MARGIN)).isEqualTo(10_000_000);
  }
}
