package org.ledgercore.commit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ledgercore.rules.Outcome;

/**
 * How long a call waits. The deadline holds while the call is queued: then it is given up and
 * surely not posted. Once it is being decided the wait ends with its outcome, however long that
 * takes; an interrupt is remembered and changes nothing. Safe for many threads.
 */
final class Patience {

  private final Duration queueDeadline;

  Patience(Duration queueDeadline) {
    this.queueDeadline = queueDeadline;
  }

  /** Waits for an item's answer. */
  List<List<Outcome>> await(WorkItem item) {
    CompletableFuture<List<List<Outcome>>> answer = item.answer();
    boolean interrupted = false;
    boolean queued = true;
    long end = System.nanoTime() + queueDeadline.toNanos();
    while (!answer.isDone()) {
      try {
        if (queued) {
          answer.get(Math.max(end - System.nanoTime(), 1), TimeUnit.NANOSECONDS);
        } else {
          answer.get();
        }
      } catch (TimeoutException e) {
        queued = false;
        giveUp(item);
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

  /** Gives an item up at the deadline unless it is being decided by then. */
  void watch(WorkItem item) {
    CompletableFuture.delayedExecutor(
            queueDeadline.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
        .execute(() -> giveUp(item));
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
