package org.ledgercore.cashdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.SubjectId;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.PaymentRefusal.DeskClosed;
import org.ledgercore.rules.Rejection.PaymentRefused;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/cash-desks.md} shows is code that runs. */
class CashDesksGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void example_takesCashWhileTheDayIsOpen() {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    Payments payments = Payments.on(ledger);
    DeskId desk = new DeskId("D1");
    SubjectId customer = new SubjectId("u1");
    payments.open(AccountClass.COMMISSION, eur);
    payments.openDesk(desk, eur);
    payments.openSubject(customer, eur);
    // @start region="desks"
    CashDesks desks = CashDesks.on(ledger);
    LocalDate day = LocalDate.of(2026, 6, 15);
    Occasion when = Occasion.on(day, "desk D1, 2026-06-15");
    CashStep.AtDesk at = new CashStep.AtDesk(desk, customer, Money.of("1.00", eur));

    desks.open(desk, day, "cashier 7").orThrow();
    desks.post(new CashStep.ToppedUp("receipt 1", at, Money.of("50.00", eur), when)).orThrow();
    desks.close(desk, List.of(Money.of("49.50", eur)), when, "cashier 7").orThrow();

    DeskReport report = desks.report(desk).getFirst(); // expected 50.00, counted 49.50
    Outcome refused =
        desks.post(new CashStep.ToppedUp("receipt 2", at, Money.of("20.00", eur), when));
    assertThat(refused).isEqualTo(new Rejected(new PaymentRefused(new DeskClosed("D1", day))));
    // @end
    assertThat(report.expected()).isEqualTo(Money.of("50.00", eur));
    assertThat(report.difference()).contains(Money.of("-0.50", eur));
  }
}
