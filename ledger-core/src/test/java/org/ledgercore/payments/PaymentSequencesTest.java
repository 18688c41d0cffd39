package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Balance;
import org.ledgercore.testing.TestLedger;
import org.ledgercore.testing.TestSize;

/**
 * Many random sequences of 50 payment commands and facts on {@link MemoryBooks}: the invariants of
 * payments hold after each step. {@code -Dledger.test.sequences=50000} plays as many, {@code
 * -Dledger.test.seed} begins elsewhere.
 */
class PaymentSequencesTest {

  private static final int SEQUENCES =
      TestSize.of("ledger.test.sequences", 300, new TestSize.Full(50_000));
  private static final long FIRST = Long.getLong("ledger.test.seed", 1);

  /** Of a step that is no accident: at least one in so many sequences has it accepted. */
  private static final int SELDOM = 200;

  @Test
  void sequences_keepTheInvariants_afterEachStep() {
    Map<String, Integer> met = PaymentSequence.counting();
    try (TestLedger opened = TestLedger.fresh()) {
      RandomPayments.openAll(opened.ledger());
      List<Account> accounts =
          new LedgerBooks(opened.ledger()).balances().stream().map(Balance::account).toList();
      long newest = opened.ledger().newestEntry();
      for (long seed = FIRST; seed < FIRST + SEQUENCES; seed++) {
        new PaymentSequence(seed, new MemoryBooks(accounts, newest), met).play();
      }
    }
    System.out.println(SEQUENCES + " sequences of payments met " + met);
    int least = SEQUENCES / SELDOM;
    assertThat(met)
        .containsKeys("Replayed", "EntryNotFound", "InsufficientFunds", "KeyReused")
        .containsKeys("ALREADY_SETTLED", "REFUND_ABOVE_CAPACITY", "REVERSAL_ABOVE_CAPACITY")
        .containsKeys("NOTHING_TO_MOVE", "LOT_NOT_DUE", "APPROVAL_MISSING");
    for (String each :
        List.of("Returned", "Retried", "Failed", "Confirmed", "Won", "LostUnheld", "Unheld")) {
      assertThat(met.getOrDefault(each + " accepted", 0)).as(each).isGreaterThan(least);
    }
  }
}
