package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A long run must have met every outcome; a short one owes nothing. */
class OutcomeCountTest {

  @Test
  void shortRun_isJudgedByNobody() {
    OutcomeCount counted = new OutcomeCount();
    counted.addCommands(49_999);

    assertThat(counted.owed()).isZero();
    assertThat(counted.rarerThan(counted.owed())).isEmpty();
  }

  @Test
  void longRun_namesWhatItNeverMet() {
    OutcomeCount counted = new OutcomeCount();
    counted.addCommands(100_000);
    for (int i = 0; i < 100; i++) {
      counted.add("post", "ACCEPTED");
    }
    counted.add("post", "REPLAYED");

    assertThat(counted.rarerThan(counted.owed()))
        .contains("post REPLAYED: 1 times, must be 100")
        .contains("post atomically GROUP_REFUSED: 0 times, must be 100")
        .noneMatch(it -> it.startsWith("post ACCEPTED"));
  }

  @Test
  void table_showsKindsAndCounts() {
    OutcomeCount counted = new OutcomeCount();
    counted.addCommands(1);
    counted.add("open unit", "ACCEPTED");

    assertThat(counted.table())
        .startsWith("1 commands\n")
        .containsPattern("open unit +\\{ACCEPTED=1, REPLAYED=0, UNIT_DIFFERS=0}");
  }
}
