package org.ledgercore.commit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.ledgercore.commit.InFlight.Fate;

/**
 * Time and threads as a writer has them: this process's. A simulation has its own, in which time
 * passes when it is told to and one thread does everything. Safe for many threads.
 */
class Pace {

  /** This process's. */
  static final Pace REAL = new Pace();

  /** Nanoseconds on a clock that never goes back. */
  long nanoTime() {
    return System.nanoTime();
  }

  /** A wait between two tries, of random length so that two waiting writers are not in step. */
  void pause(Duration longest) {
    long nanos = longest.toNanos();
    LockSupport.parkNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
  }

  /** Waits until a batch has its fate, which it always gets. */
  Fate await(CompletableFuture<Fate> fate) {
    return fate.join();
  }

  /** A thread for one task after another. */
  ExecutorService worker(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
  }

  /** Runs what may call a user's code, away from every thread that the ledger needs. */
  void aside(Runnable task) {
    Thread.startVirtualThread(task);
  }
}
