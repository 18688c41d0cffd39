package org.ledgercore.http.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does for many callers at once what they ask for at the same time: whoever finds room works on all
 * that is waiting, and the others find their answer there. A lone caller waits for nobody. What is
 * asked is worked on after it was asked, never before. Safe for many threads.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Gathering<Q, A> {

  private final Function<List<Q>, List<A>> work;
  private final int most;
  private final Semaphore room;
  private final ConcurrentLinkedQueue<Asked<Q, A>> waiting = new ConcurrentLinkedQueue<>();

  /**
   * A gathering.
   *
   * @param work answers each of a list, in its order
   * @param most how many at once
   * @param workers how many callers work at the same time
   */
  public Gathering(Function<List<Q>, List<A>> work, int most, Integer workers) {
    this.work = work;
    this.most = most;
    this.room = new Semaphore(workers);
  }

  private static final class Asked<Q, A> {
    private final Q question;
    private final Thread asker = Thread.currentThread();
    private volatile @Nullable A answer;
    private volatile @Nullable RuntimeException failure;

    Asked(Q question) {
      this.question = question;
    }

    boolean isOpen() {
      return answer == null && failure == null;
    }
  }

  /** The answer to a question; throws what the work threw. */
  public A ask(Q question) {
    Asked<Q, A> asked = new Asked<>(question);
    waiting.add(asked);
    boolean interrupted = false;
    while (asked.isOpen()) {
      if (room.tryAcquire()) {
        work(asked);
      } else {
        // Woken by the answer, or because there is room for somebody to work.
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    RuntimeException failure = asked.failure;
    A answer = asked.answer;
    if (failure != null || answer == null) {
      throw failure == null ? new IllegalStateException("no answer") : failure;
    }
    return answer;
  }

  private void work(Asked<Q, A> asked) {
    try {
      if (asked.isOpen()) {
        workOff();
      }
    } finally {
      room.release();
      Asked<Q, A> next = waiting.peek();
      if (next != null) {
        LockSupport.unpark(next.asker);
      }
    }
  }

  private void workOff() {
    List<Asked<Q, A>> part = new ArrayList<>();
    for (Asked<Q, A> each = waiting.poll(); each != null; each = waiting.poll()) {
      part.add(each);
      if (part.size() == most) {
        break;
      }
    }
    try {
      List<A> answers = work.apply(part.stream().map(each -> each.question).toList());
      for (int i = 0; i < part.size(); i++) {
        part.get(i).answer = answers.get(i);
      }
    } catch (RuntimeException e) {
      part.forEach(each -> each.failure = e);
    }
    part.forEach(each -> LockSupport.unpark(each.asker));
  }
}
