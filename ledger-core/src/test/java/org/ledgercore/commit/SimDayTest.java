package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed is the same day: fault for fault and answer for answer. */
class SimDayTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4_711})
  void play_sameSeed_isTheSameDay(long seed) {
    SimFaults.Count one = new SimFaults.Count();
    SimFaults.Count other = new SimFaults.Count();

    assertThat(SimDay.play(seed, one)).isEqualTo(SimDay.play(seed, other)).isNotEmpty();

    assertThat(one.table()).isEqualTo(other.table());
    assertThat(one.of("commands")).isPositive();
  }
}
