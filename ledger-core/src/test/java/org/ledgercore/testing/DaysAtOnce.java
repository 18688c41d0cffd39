package org.ledgercore.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays several days at once, each on a ledger of its own: a day mostly waits, for the disk and for
 * its turn. The system property {@code ledger.test.daysAtOnce} says how many. What fails is thrown
 * by a later call, with the seed of its day. Used by one thread.
 */
final class DaysAtOnce {

  private static final int THREADS = Integer.getInteger("ledger.test.daysAtOnce", 3);
  private static final int MANY = 100;
  private static final int AHEAD = 2 * THREADS;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
  private final Deque<Future<?>> running = new ArrayDeque<>();
  private final OutcomeCount counted = new OutcomeCount();
  private int days;

  /** Plays a day sometime soon. */
  void play(Day day) {
    if (running.size() == AHEAD) {
      await(running.removeFirst());
    }
    running.addLast(threads.submit(() -> playNow(day)));
  }

  private void playNow(Day day) {
    OutcomeCount ofDay = new OutcomeCount();
    day.play(ofDay);
    synchronized (counted) {
      counted.addAll(ofDay);
      days++;
      if (days % MANY == 0) {
        System.out.println(days + " days of " + counted.commands() + " commands agree");
      }
    }
  }

  /** What all days met, once they are over. */
  OutcomeCount finished() {
    while (!running.isEmpty()) {
      await(running.removeFirst());
    }
    return counted;
  }

  private static void await(Future<?> day) {
    try {
      day.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
