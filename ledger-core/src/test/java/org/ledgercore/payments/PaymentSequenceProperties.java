package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import org.ledgercore.Ledger;
import org.ledgercore.testing.TestLedger;

/**
 * Random sequences of payment commands and facts of several merchants in two currencies, sensible
 * and absurd ones, on the real ledger: the books keep their invariants after each of them, and
 * answer as {@link MemoryBooks} do, on which {@link PaymentSequencesTest} plays many more.
 */
class PaymentSequenceProperties {

  private static final Map<String, Integer> MET = PaymentSequence.counting();

  @Property(
      tries = 9,
      seed = "20260615",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void books_keepTheirInvariants_afterEachStep(@ForAll long seed) {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      RandomPayments.openAll(ledger);
      TwinBooks twin = new TwinBooks(ledger);
      PaymentSequence sequence = new PaymentSequence(seed, twin, MET);
      for (int i = 0; i < PaymentSequence.STEPS; i++) {
        sequence.invariants.checkWorkItems(ledger, sequence.step("seed " + seed + ", step " + i));
      }
      twin.compare();
      sequence.invariants.checkThatPositionsClose();
      sequence.invariants.compareWith(ledger);
      test.checkInvariants();
    }
  }

  /** Chance must not leave out what the property is about. */
  @AfterProperty
  void everyKindOfAnswerWasMet() {
    assertThat(MET.getOrDefault("Accepted", 0)).as(MET.toString()).isGreaterThan(100);
    assertThat(MET)
        .containsKeys("Replayed", "EntryNotFound", "InsufficientFunds", "KeyReused")
        .containsKeys("REFUND_ABOVE_CAPACITY", "NOTHING_TO_MOVE", "APPROVAL_MISSING");
  }
}
