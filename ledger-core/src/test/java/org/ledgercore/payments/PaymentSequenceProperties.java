package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import org.ledgercore.Ledger;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.TestLedger;

/**
 * Random sequences of payment commands and facts of several merchants in two currencies, sensible
 * and absurd ones, on the real ledger: the books keep their invariants after each of them.
 */
class PaymentSequenceProperties {

  private static final int STEPS = 50;
  private static final Map<String, Integer> MET = new TreeMap<>();

  @Property(
      tries = 9,
      seed = "20260615",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void books_keepTheirInvariants_afterEachStep(@ForAll long seed) {
    try (TestLedger books = TestLedger.fresh()) {
      Ledger ledger = books.ledger();
      RandomPayments random = new RandomPayments(seed, ledger);
      PaymentInvariants invariants = new PaymentInvariants(ledger);
      for (int i = 0; i < STEPS; i++) {
        step(ledger, random.next(), invariants, "seed " + seed + ", step " + i);
      }
      invariants.checkBankStatement();
      invariants.checkThatPositionsClose();
      books.checkInvariants();
    }
  }

  /** Chance must not leave out what the property is about. */
  @AfterProperty
  void everyKindOfAnswerWasMet() {
    assertThat(MET.getOrDefault("Accepted", 0)).as(MET.toString()).isGreaterThan(100);
    assertThat(MET)
        .containsKeys("Replayed", "EntryNotFound", "InsufficientFunds", "KeyReused")
        .containsKeys("ALREADY_SETTLED", "REFUND_ABOVE_CAPACITY", "REVERSAL_ABOVE_CAPACITY");
  }

  private static void step(
      Ledger ledger, PaymentCommand command, PaymentInvariants invariants, String where) {
    String as = where + ": " + command;
    long newest = ledger.newestEntry();
    Outcome outcome = post(ledger, command, as);
    count(outcome);
    switch (outcome) {
      case Outcome.Accepted accepted -> {
        invariants.add(command, accepted.entry());
        assertThat(post(ledger, command, as))
            .as(as)
            .isEqualTo(new Outcome.Replayed(accepted.entry()));
      }
      default -> assertThat(ledger.newestEntry()).as(as).isEqualTo(newest);
    }
    invariants.check(as);
    invariants.checkWorkItems(as);
    if (command instanceof RefundHold hold && outcome instanceof Outcome.Accepted) {
      invariants.checkCapacity(hold, as);
    }
  }

  private static Outcome post(Ledger ledger, PaymentCommand command, String as) {
    try {
      return Payments.on(ledger).post(command);
    } catch (InvalidInputException e) {
      throw new AssertionError(as, e);
    }
  }

  private static void count(Outcome outcome) {
    String name =
        switch (outcome) {
          case Outcome.Rejected(Rejection.PaymentRefused refused) -> refused.reason().code();
          case Outcome.Rejected(Rejection rejection) -> rejection.getClass().getSimpleName();
          default -> outcome.getClass().getSimpleName();
        };
    MET.merge(name, 1, Integer::sum);
  }
}
