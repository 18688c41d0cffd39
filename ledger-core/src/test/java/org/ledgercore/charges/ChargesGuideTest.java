package org.ledgercore.charges;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.Validity;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Signed;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.ContractCapture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.Under;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/charges.md} shows is code that runs. */
class ChargesGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void example_importsOnce_refusesOtherContent_andFindsThePayment() {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    Payments payments = Payments.on(ledger);
    ProviderId cards = new ProviderId("cards");
    MerchantId school = new MerchantId("school");
    Instant noon = Instant.parse("2026-06-15T12:00:00Z");
    payments.openPlatform(eur);
    payments.openProvider(cards, eur);
    Signed signed = new Signed("ann", "signed");
    payments
        .contracts()
        .agree(
            Contract.of(new ContractRef("school", "card", "EUR"), Terms.fee(200)),
            Validity.from(noon),
            0,
            signed)
        .orThrow();
    // @start region="charges"
    Charges charges = Charges.on(ledger);
    LocalDate july = LocalDate.of(2026, 7, 1);
    Charge fee = new Charge("2026-07/17", "pupil-17", "case-17", Money.of("125.00", eur), july);
    Charge other = new Charge("2026-07/17", "pupil-17", "case-17", Money.of("99.00", eur), july);
    Signed office = new Signed("school office", "fees of July");
    List<Charges.Imported> rows = new ArrayList<>();
    charges.importAll(Stream.of(fee), office, rows::addAll);
    charges.importAll(Stream.of(fee, other), office, rows::addAll); // the file once more, edited
    assertThat(rows.get(0).outcome()).isInstanceOf(Outcome.Accepted.class);
    assertThat(rows.get(1).outcome()).isInstanceOf(Outcome.Replayed.class);
    assertThat(rows.get(2).outcome()).isInstanceOf(Outcome.Rejected.class); // FACT_CHANGED

    Under paying = Under.contract("card", noon).paying(fee.rowKey());
    Occasion day = Occasion.on(july, fee.reference());
    payments
        .capture(new ContractCapture(cards, "ch_1", school, fee.amount(), paying, day))
        .orThrow();
    assertThat(charges.paymentsOf(fee)).hasSize(1);
    // @end
    assertThat(ledger.feed().await(0, Duration.ZERO)).isTrue();
  }
}
