package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import org.ledgercore.testing.Generate;

/**
 * The pipeline keeps its word whatever the database does: days of random commands on the simulated
 * store, with faults before, inside and after each of its requests. Everything comes from the seed,
 * so a failure can be had again.
 */
class PipelineFaultProperties {

  private static final SimFaults.Count COUNTED = new SimFaults.Count();

  /** Runs of fewer commands are counted and judged by nobody. */
  private static final int SHORT = 50_000;

  /** One in so many commands must meet each fault in each phase, and each of its outcomes. */
  private static final int SHARE = 5_000;

  @Property(
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void pipelineKeepsItsWord(@ForAll("seeds") long seed) {
    try {
      SimDay.play(seed, COUNTED);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("simulated day of seed " + seed + ": " + e.getMessage(), e);
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Generate.seeds();
  }

  @AfterProperty
  void everyFaultWasMet() {
    System.out.println("Simulated days from seed " + Generate.firstSeed() + ": " + COUNTED.table());
    int commands = COUNTED.of("commands");
    assertThat(COUNTED.tooSeldom(commands < SHORT ? 0 : commands / SHARE)).isEmpty();
  }
}
