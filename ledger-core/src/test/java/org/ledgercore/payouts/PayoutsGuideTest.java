package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.PaymentRefusal.BeneficiaryBlocked;
import org.ledgercore.rules.Rejection.PaymentRefused;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/payouts.md} shows is code that runs. */
class PayoutsGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void example_paysOut_andBlocksWhatCameBack() {
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
    payments.open(AccountClass.BANK_CHARGES, eur);
    Occasion paid = Occasion.on(LocalDate.of(2026, 6, 15), "pay_001");
    Money gross = Money.of("125.00", eur);
    payments.capture(new Capture(cards, "ch_1", school, gross, Terms.fee(200), paid)).orThrow();
    // @start region="payouts"
    Payouts payouts = Payouts.on(ledger);
    payouts.nameBeneficiary(school, "account 1", "ann", "form of 2026-06-01").orThrow();

    Occasion noon = Occasion.on(LocalDate.of(2026, 6, 16), "payouts of 2026-06-16");
    long cutOff = ledger.newestEntry();
    payouts.request(PayoutOrder.everything("po_1", school, eur, cutOff, noon)).orThrow();
    payouts.release("po_1", bank, noon).orThrow();
    payments.confirmPayout("po_1", noon).orThrow(); // the bank says that it is done

    Payout payout = payouts.payout("po_1").orElseThrow();
    // CONFIRMED, 122.50 EUR, one line: the capture; the payment is COMPLETED
    PaymentView view = PaymentViews.on(ledger).payment("pay_001", eur).orElseThrow();

    payouts.takeBack("po_1", Money.zero(eur), noon, "bob").orThrow(); // the account was closed
    Outcome refused = payouts.request(PayoutOrder.everything("po_2", school, eur, cutOff, noon));
    assertThat(refused)
        .isEqualTo(new Rejected(new PaymentRefused(new BeneficiaryBlocked("school", 1, "po_1"))));
    payouts.nameBeneficiary(school, "account 2", "ann", "form of 2026-06-17").orThrow();
    payouts.request(PayoutOrder.everything("po_2", school, eur, cutOff, noon)).orThrow();
    // @end
    assertThat(payout.state()).isEqualTo(Payout.State.CONFIRMED);
    assertThat(payout.amount()).isEqualTo(Money.of("122.50", eur));
    assertThat(payout.lines()).hasSize(1);
    assertThat(view.stage()).isEqualTo(PaymentView.Stage.COMPLETED);
    assertThat(payouts.payout("po_2").orElseThrow().lines()).isEqualTo(payout.lines());
  }
}
