package org.ledgercore.commit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** A wait between two tries, of random length so that two waiting writers do not stay in step. */
final class Pause {

  private Pause() {}

  static void forAtMost(Duration longest) {
    long nanos = longest.toNanos();
    LockSupport.parkNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
  }
}
