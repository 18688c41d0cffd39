package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.Validity;
import org.ledgercore.contracts.Cashback;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.ContractVersion;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.PaymentRefusal.NoContract;
import org.ledgercore.rules.Rejection.PaymentRefused;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/contracts.md} shows is code that runs. */
class ContractsGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void example_capturesOnAContract_andRefusesWithout() {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    MerchantId school = new MerchantId("school");
    ProviderId cards = new ProviderId("cards");
    Payments payments = Payments.on(ledger);
    payments.openPlatform(eur);
    payments.openProvider(cards, eur);
    payments.openSubject(new SubjectId("u1"), eur);
    payments.open(AccountClass.CASHBACK, eur);
    // @start region="contracts"
    ContractRef ref = new ContractRef("school", "card", "EUR");
    Terms terms = Terms.fee(200).withTax(1_500).withReserve(1_000, Duration.ofDays(90));
    Contract contract =
        Contract.of(ref, terms)
            .withPayoutCommission(Fee.share(10).atLeast(50)) // 0.1 %, at least 0.50
            .with(Cashback.byPlatform(50)); // 0.5 % to the customer
    Instant july = Instant.parse("2026-07-01T00:00:00Z");
    Signed signed = new Signed("ann", "signed on 2026-06-20");
    payments.contracts().agree(contract, Validity.from(july), 0, signed).orThrow();

    Money gross = Money.of("125.00", eur);
    Under inJuly = Under.contract("card", july).withCashbackTo(new SubjectId("u1"));
    Occasion day = Occasion.on(LocalDate.of(2026, 7, 1), "pay_001");
    RecordedEntry entry =
        payments
            .capture(new ContractCapture(cards, "ch_1", school, gross, inJuly, day))
            .orThrow(); // opens the school's accounts in the same batch
    ContractVersion version = payments.contracts().keptBy(entry.entry()).orElseThrow();
    Contract.Parts parts = version.contract().partsOf(gross, true);
    // version school/card/EUR@1: 2.50 + 0.38 + 12.50 + 109.62 = 125.00

    Under tooEarly = Under.contract("card", july.minusNanos(1));
    Outcome refused =
        payments.capture(new ContractCapture(cards, "ch_2", school, gross, tooEarly, day));
    assertThat(refused)
        .isEqualTo(
            new Rejected(new PaymentRefused(new NoContract("school", "card", tooEarly.at()))));
    // @end
    assertThat(version.id()).isEqualTo("school/card/EUR@1");
    assertThat(parts.tax()).isEqualTo(Money.of("0.38", eur));
    assertThat(parts.payable()).isEqualTo(Money.of("109.62", eur));
    assertThat(payments.funds(school, eur).payable()).isEqualTo(parts.payable());
    assertThat(parts.customer().cashback()).isEqualTo(Money.of("0.62", eur));
  }
}
