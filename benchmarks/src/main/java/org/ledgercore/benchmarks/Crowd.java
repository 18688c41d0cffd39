package org.ledgercore.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ledgercore.Ledger;

/** Blocking callers, each a virtual thread that posts one entry after another. Used once. */
final class Crowd {
  private final Ledger ledger;
  private final Traffic traffic;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicInteger failed = new AtomicInteger();
  private final CountDownLatch left;

  Crowd(Ledger ledger, Traffic traffic, int callers) {
    this.ledger = ledger;
    this.traffic = traffic;
    this.left = new CountDownLatch(callers);
  }

  double perSecond(int seconds) throws InterruptedException {
    long started = System.nanoTime();
    long end = started + seconds * 1_000_000_000L;
    for (long i = left.getCount(); i > 0; i--) {
      Thread.startVirtualThread(() -> call(end));
    }
    left.await();
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " callers failed");
    }
    return answered.get() * 1e9 / (System.nanoTime() - started);
  }

  private void call(long end) {
    boolean done = false;
    try {
      while (System.nanoTime() < end) {
        ledger.post(traffic.entry(next.getAndIncrement())).orThrow();
        answered.incrementAndGet();
      }
      done = true;
    } finally {
      failed.addAndGet(done ? 0 : 1);
      left.countDown();
    }
  }
}
