package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Days of random commands, on the model and on PostgreSQL: every outcome, every balance and every
 * statement line agree, the invariants hold after each day, and each kind of command meets each of
 * its outcomes. {@code --tries N} plays N days of about 60 commands.
 */
class LedgerModelProperties {

  private static final OutcomeCount COUNTED = new OutcomeCount();

  @Property(
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void modelAndLedgerAgree(@ForAll("days") Day day) {
    day.play(COUNTED);
  }

  @Provide
  Arbitrary<Day> days() {
    return Generate.days();
  }

  @AfterProperty
  void everyOutcomeWasMet() {
    System.out.println("Days from seed " + Generate.firstSeed() + ": " + COUNTED.table());
    assertThat(COUNTED.tooSeldom()).isEmpty();
  }
}
