package org.ledgercore.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits for another thread or process to get somewhere: asks again and again, up to a bound. */
public final class Eventually {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 10;

  private Eventually() {}

  /** What a thread in the background comes to, waited for up to the same bound. */
  public static <T> T result(Future<T> future) throws Exception {
    return future.get(BOUND.toSeconds(), TimeUnit.SECONDS);
  }

  /** Returns when the condition holds; fails when it does not within half a minute. */
  public static void holds(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still not so after " + BOUND.toSeconds() + " s: " + what);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
