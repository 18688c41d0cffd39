package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerAssertions;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/owner-figures.md} shows is code that runs. */
class OwnerReportsGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void example_tellsFiguresAndCover() {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    MerchantId school = new MerchantId("school");
    ProviderId cards = new ProviderId("cards");
    BankId bank = new BankId("main");
    Payments payments = Payments.on(ledger);
    payments.openPlatform(eur);
    payments.openMerchant(school, eur);
    payments.openProvider(cards, eur);
    payments.openBank(bank, eur);
    LocalDate day = LocalDate.of(2026, 6, 15);
    Occasion paid = Occasion.on(day, "pay_001");
    Money gross = Money.of("125.00", eur);
    payments.capture(new Capture(cards, "ch_1", school, gross, Terms.fee(200), paid)).orThrow();
    Money nothing = Money.zero(eur);
    payments.settle(new ProviderSettlement(cards, "s_1", bank, gross, nothing, paid)).orThrow();
    // @start region="owner-figures"
    OwnerReports reports = OwnerReports.on(ledger);
    List<OwnerPeriod> months = reports.months(eur, YearMonth.of(2026, 6), 3); // June first
    OwnerPeriod june = months.getFirst(); // GMV 125.00, platform fee 2.50
    Money more = june.changeSince(months.get(1), it -> it.figures().gmv()); // than in May

    Safeguarding then = reports.safeguarding(eur, AsOf.effective(day.minusDays(1)));
    Safeguarding now = reports.safeguarding(eur, AsOf.now());
    // then 0.00 of 0.00; now 125.00 held, 122.50 required, 2.50 surplus

    payments.sweep(new Sweep("sw_1", bank, Money.of("2.50", eur), paid)).orThrow();
    Outcome refused = payments.sweep(new Sweep("sw_2", bank, Money.of("0.01", eur), paid));
    LedgerAssertions.assertRejected(refused, Rejection.InsufficientFunds.class);
    // @end
    assertThat(june.figures().gmv()).isEqualTo(gross);
    assertThat(june.figures().platformFee()).isEqualTo(Money.of("2.50", eur));
    assertThat(more).isEqualTo(gross);
    assertThat(then.held().isZero()).isTrue();
    assertThat(then.required().isZero()).isTrue();
    assertThat(now.held()).isEqualTo(gross);
    assertThat(now.surplus()).isEqualTo(Money.of("2.50", eur));
  }
}
