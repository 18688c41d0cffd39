package org.ledgercore.commit;

import java.time.Duration;
import java.time.Instant;

/**
 * The database server's clock, carried forward by this machine's monotonic one between two
 * readings. Never goes back. Used under the pipeline's lock.
 */
final class ServerClock {

  private final Pace pace;
  private Instant reading = Instant.EPOCH;
  private long readAt;
  private Instant last = Instant.EPOCH;

  ServerClock(Pace pace) {
    this.pace = pace;
    this.readAt = pace.nanoTime();
  }

  /** Sets the clock by a reading of the server's that was just made. */
  void set(Instant serverTime) {
    reading = serverTime;
    readAt = pace.nanoTime();
  }

  /** Now, in whole microseconds, at or after every earlier answer and {@code notBefore}. */
  Instant now(Instant notBefore) {
    Instant now = reading.plus(Duration.ofNanos((pace.nanoTime() - readAt) / 1_000 * 1_000));
    last = latest(latest(now, notBefore), last);
    return last;
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
