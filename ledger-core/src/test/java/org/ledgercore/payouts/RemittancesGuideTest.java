package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.RemittanceStep;
import org.ledgercore.payouts.PaymentView.Stage;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/remittances.md} shows is code that runs. */
class RemittancesGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void example_keepsTheAmountBack_untilItIsCompleted() {
    Ledger ledger = DB.ledger();
    Unit iqd = ledger.openUnit(Unit.fiat("IQD", 3));
    Unit usd = ledger.openUnit(Unit.fiat("USD", 2));
    Payments payments = Payments.on(ledger);
    payments.open(AccountClass.COMMISSION, iqd);
    payments.open(AccountClass.FX_MARGIN, iqd);
    payments.open(AccountClass.FX_POSITION, "IQD", iqd);
    payments.open(AccountClass.FX_POSITION, "USD", usd);
    DeskId desk = new DeskId("D1");
    payments.openDesk(desk, iqd);
    payments.open(AccountClass.PARTNER_PAYABLE, "p1", usd);
    // @start region="remittances"
    payments.open(AccountClass.REMITTANCE_PAYABLE, "t1", iqd);
    payments.open(AccountClass.REMITTANCE_PAYABLE, "t1", usd);
    Remittances remittances = Remittances.on(ledger);
    Occasion when = Occasion.on(LocalDate.of(2026, 6, 15), "remittance t1");
    Money paid = Money.ofMajor(660_000, iqd);
    Money fee = Money.ofMajor(6_000, iqd);
    Money atMid = Money.ofMajor(655_000, iqd);
    Money sent = Money.ofMajor(500, usd);

    payments.post(new RemittanceStep.Received("t1", desk, paid, fee, when)).orThrow();
    payments.post(new RemittanceStep.Converted("t1", paid, atMid, sent, when)).orThrow();
    Remittance now = remittances.remittance("t1").orElseThrow(); // PENDING, keeps 500.00 USD back
    payments.post(new RemittanceStep.Completed("t1", "p1", sent, when)).orThrow();
    Remittance then = remittances.remittance("t1").orElseThrow(); // COMPLETED, keeps nothing

    Outcome tooLate = payments.post(new RemittanceStep.Failed("t1", desk, when));
    assertThat(tooLate).isInstanceOf(Outcome.Rejected.class); // one end only
    // @end
    assertThat(now.stage()).isEqualTo(Stage.PENDING);
    assertThat(now.keptBack()).containsExactly(sent);
    assertThat(then.stage()).isEqualTo(Stage.COMPLETED);
    assertThat(then.keptBack()).isEmpty();
  }
}
