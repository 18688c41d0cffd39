package org.ledgercore.commit;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ledgercore.rules.Outcome;

/**
 * How long a call waits. The deadline holds while the call is queued: then it is given up and
 * surely not posted. Once it is being decided the wait ends with its outcome, however long that
 * takes; an interrupt is remembered and changes nothing.
 *
 * <p>All deadlines are equally far away, so the call that came first is due first: one timer looks
 * at the oldest, instead of one timer a call. Safe for many threads.
 */
final class Patience {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Duration queueDeadline;
  private final Queue<Queued> queued = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean ticking = new AtomicBoolean();

  private record Queued(WorkItem item, long end) {

    boolean isOver(long now) {
      return item.answer().isDone() || end - now <= 0;
    }
  }

  Patience(Duration queueDeadline) {
    this.queueDeadline = queueDeadline;
  }

  /** Waits for an item's answer. */
  static List<List<Outcome>> await(WorkItem item) {
    CompletableFuture<List<List<Outcome>>> answer = item.answer();
    boolean interrupted = false;
    while (!answer.isDone()) {
      try {
        answer.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return answered(answer);
  }

  /** Gives a queued item up at the deadline unless it is being decided by then. */
  void watch(WorkItem item) {
    queued.add(new Queued(item, System.nanoTime() + queueDeadline.toNanos()));
    if (ticking.compareAndSet(false, true)) {
      tickIn(Math.min(TICK_NANOS, queueDeadline.toNanos()));
    }
  }

  private void tickIn(long nanos) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Thread::startVirtualThread)
        .execute(this::tick);
  }

  private void tick() {
    long now = System.nanoTime();
    @Nullable Queued oldest = queued.peek();
    while (oldest != null && oldest.isOver(now)) {
      queued.remove();
      giveUp(oldest.item());
      oldest = queued.peek();
    }
    if (oldest != null) {
      tickIn(Math.min(TICK_NANOS, oldest.end() - now));
      return;
    }
    ticking.set(false);
    if (!queued.isEmpty() && ticking.compareAndSet(false, true)) {
      tickIn(TICK_NANOS);
    }
  }

  private static List<List<Outcome>> answered(CompletableFuture<List<List<Outcome>>> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void giveUp(WorkItem item) {
    if (item.giveUp()) {
      item.answer()
          .completeExceptionally(
              new BusyException(
                  "queue: must be reached within " + queueDeadline + "; nothing was posted"));
    }
  }
}
