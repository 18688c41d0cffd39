package org.ledgercore.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** So many in a span: a burst once, then evenly. The time is given, so nothing depends on it. */
class RateLimitTest {

  private static final long SECOND = 1_000_000_000L;

  private static int taken(RateLimit limit, String name, long now, int tries) {
    return (int) IntStream.range(0, tries).filter(any -> limit.take(name, now).isEmpty()).count();
  }

  @Test
  void aBurst_isAllowedOnce_thenTheRate() {
    RateLimit limit = new RateLimit(10, Duration.ofSeconds(1));

    assertThat(taken(limit, "a", 0, 100)).isEqualTo(10);
    assertThat(taken(limit, "a", SECOND / 10, 100)).isEqualTo(1);
    assertThat(taken(limit, "a", SECOND / 2, 100)).isEqualTo(4);
    assertThat(taken(limit, "a", 10 * SECOND, 100)).isEqualTo(10);
  }

  @Test
  void whenNoneIsLeft_itSaysHowLongToWait() {
    RateLimit limit = new RateLimit(2, Duration.ofSeconds(1));
    taken(limit, "a", 0, 2);

    assertThat(limit.take("a", 0)).contains(Duration.ofMillis(500));
    assertThat(limit.take("a", SECOND / 2)).isEmpty();
  }

  @Test
  void namesDoNotCountForOneAnother() {
    RateLimit limit = new RateLimit(1, Duration.ofMinutes(1));

    assertThat(taken(limit, "a", 0, 3)).isEqualTo(1);
    assertThat(taken(limit, "b", 0, 3)).isEqualTo(1);
  }
}
