package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Balance;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;

/**
 * A ledger on PostgreSQL beside the same books in memory: whatever is posted is posted to both, and
 * the answers are the same. Tells what the ledger tells. Not safe for many threads.
 */
final class TwinBooks implements PlayedBooks {

  private final LedgerBooks real;
  private final MemoryBooks memory;

  TwinBooks(Ledger ledger) {
    this.real = new LedgerBooks(ledger);
    this.memory =
        new MemoryBooks(
            real.balances().stream().map(Balance::account).toList(), ledger.newestEntry());
  }

  @Override
  public Outcome post(PaymentCommand command) {
    Outcome outcome = real.post(command);
    Outcome told = memory.post(command);
    assertThat(PaymentSequence.name(told))
        .as("%s: %s, and in memory %s", command, outcome, told)
        .isEqualTo(PaymentSequence.name(outcome));
    if (outcome instanceof Outcome.Accepted accepted) {
      assertThat(told.orThrow().number()).isEqualTo(accepted.entry().number());
      assertThat(told.orThrow().entry().digest()).isEqualTo(accepted.entry().entry().digest());
    }
    memory.standAt(real.newestEntry());
    return outcome;
  }

  /** Every account stands alike. */
  void compare() {
    List<String> told = memory.balances().stream().map(TwinBooks::figures).sorted().toList();
    assertThat(real.balances().stream().map(TwinBooks::figures).sorted().toList()).isEqualTo(told);
  }

  private static String figures(Balance balance) {
    return balance.account() + " " + balance.turnover();
  }

  @Override
  public long newestEntry() {
    return real.newestEntry();
  }

  @Override
  public List<Balance> balances() {
    return real.balances();
  }

  @Override
  public PaymentState payment(String payment, Unit unit) {
    return real.payment(payment, unit);
  }

  @Override
  public MerchantFunds funds(MerchantId merchant, Unit unit) {
    return real.funds(merchant, unit);
  }
}
