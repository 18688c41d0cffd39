package org.ledgercore.http.access;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So many acts in a span of time for each name, as a bucket that fills evenly: a burst of the whole
 * number is allowed once, then acts at the rate. Counted in this process. Safe for many threads.
 */
public final class RateLimit {

  private static final int MAX_NAMES = 100_000;

  private final long nanosPerAct;
  private final long spanNanos;

  /** For each name, when its bucket was or will be full again. */
  private final Map<String, Long> fullAt = new ConcurrentHashMap<>();

  /** {@code acts} in each span. */
  public RateLimit(int acts, Duration span) {
    this.spanNanos = span.toNanos();
    this.nanosPerAct = Math.max(1, spanNanos / acts);
  }

  /** Takes one act now; when there is none left, tells how long to wait. */
  public Optional<Duration> take(String name) {
    return take(name, System.nanoTime());
  }

  /** Gives an act back that turned out not to count. */
  void giveBack(String name) {
    fullAt.computeIfPresent(name, (any, full) -> full - nanosPerAct);
  }

  Optional<Duration> take(String name, long now) {
    if (fullAt.size() > MAX_NAMES) {
      fullAt.values().removeIf(full -> full - now <= 0);
    }
    Duration[] wait = new Duration[1];
    fullAt.compute(
        name,
        (any, full) -> {
          long from = full == null || full - now < 0 ? now : full;
          Optional<Duration> needed = waiting(from - now);
          wait[0] = needed.orElse(Duration.ZERO);
          return needed.isPresent() ? from : from + nanosPerAct;
        });
    return wait[0].isZero() ? Optional.empty() : Optional.of(wait[0]);
  }

  /** How long to wait when the bucket is full again in so many nanoseconds. */
  private Optional<Duration> waiting(long fullIn) {
    long missing = fullIn + nanosPerAct - spanNanos;
    return missing > 0 ? Optional.of(Duration.ofNanos(missing)) : Optional.empty();
  }
}
