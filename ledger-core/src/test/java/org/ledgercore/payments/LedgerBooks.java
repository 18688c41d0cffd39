package org.ledgercore.payments;

import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Balance;
import org.ledgercore.money.Unit;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.rules.Outcome;

/** Books on PostgreSQL. */
final class LedgerBooks implements PlayedBooks {

  private final Ledger ledger;
  private final Payments payments;

  LedgerBooks(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.approvedOnly(ledger);
  }

  @Override
  public Outcome post(PaymentCommand command) {
    return payments.post(command);
  }

  @Override
  public long newestEntry() {
    return ledger.newestEntry();
  }

  @Override
  public List<Balance> balances() {
    TrialBalance trial = ledger.trialBalance();
    if (!trial.isInBalance()) {
      throw new AssertionError(trial);
    }
    return trial.balances();
  }

  @Override
  public PaymentState payment(String payment, Unit unit) {
    return payments.payment(payment, unit);
  }

  @Override
  public MerchantFunds funds(MerchantId merchant, Unit unit) {
    return payments.funds(merchant, unit);
  }
}
