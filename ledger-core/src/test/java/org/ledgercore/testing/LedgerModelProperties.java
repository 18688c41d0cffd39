package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
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
 * its outcomes. {@code --tries N} plays N days of about 130 commands.
 */
class LedgerModelProperties {

  private static final DaysAtOnce DAYS = new DaysAtOnce();
  private static final int A_FEW = 8;
  private static final int PATIENCE = 3;
  private static final AtomicLong NEXT_SEED = new AtomicLong();

  @Property(
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void modelAndLedgerAgree(@ForAll("days") Day day) {
    NEXT_SEED.set(day.seed() + 1);
    DAYS.play(day);
  }

  @Provide
  Arbitrary<Day> days() {
    return Generate.days();
  }

  /** What chance left out gets the following days to turn up, up to three times as many in all. */
  @AfterProperty
  void everyOutcomeWasMet() {
    OutcomeCount counted = DAYS.finished();
    int owed = counted.owed();
    int most = PATIENCE * counted.commands();
    while (!counted.rarerThan(owed).isEmpty() && counted.commands() < most) {
      for (int i = 0; i < A_FEW; i++) {
        DAYS.play(Day.of(NEXT_SEED.getAndIncrement()));
      }
      counted = DAYS.finished();
    }
    System.out.println("Days from seed " + Generate.firstSeed() + ": " + counted.table());
    assertThat(counted.rarerThan(owed)).isEmpty();
  }
}
