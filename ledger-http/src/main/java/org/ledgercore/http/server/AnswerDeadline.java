package org.ledgercore.http.server;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * How long an answer may take: to be found, and to be read by its caller. What is late goes on
 * behind the caller's back, so a change is whole or not there, and its key tells which. Safe for
 * many threads.
 *
 * <p>The work stays on the thread of its call, and one timer looks at all calls now and then: a
 * thread and a timer of its own cost a call more than the call itself.
 */
final class AnswerDeadline {

  /** What the system's buffers take at once: nobody waits for its reader. */
  private static final int SMALL = 65_536;

  private static final long TICK_MILLIS = 100;

  private final Duration limit;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ticking = new AtomicBoolean();

  AnswerDeadline(Duration limit) {
    this.limit = limit;
  }

  /** Work that is being done: whoever decides it first, the work or the clock, has it answered. */
  private static final class Running {
    private final long end;
    private final Runnable late;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<Void> told = new CompletableFuture<>();

    Running(long end, Runnable late) {
      this.end = end;
      this.late = late;
    }

    boolean decide() {
      return decided.compareAndSet(false, true);
    }

    void tell() {
      try {
        late.run();
      } finally {
        told.complete(null);
      }
    }
  }

  /**
   * What the work gives, or what it throws. When it takes longer than an answer may, {@code late}
   * is run meanwhile on another thread; once both have ended, nothing is given and nothing thrown.
   */
  <T> Optional<T> await(Supplier<T> work, Runnable late) {
    Running call = new Running(System.nanoTime() + limit.toNanos(), late);
    running.add(call);
    if (ticking.compareAndSet(false, true)) {
      tickLater();
    }
    try {
      T found = work.get();
      return isInTime(call) ? Optional.of(found) : Optional.empty();
    } catch (RuntimeException | Error e) {
      if (isInTime(call)) {
        throw e;
      }
      return Optional.empty();
    } finally {
      running.remove(call);
    }
  }

  /** Two threads must not write one answer: the work waits until the caller was told. */
  private static boolean isInTime(Running call) {
    boolean isFirst = call.decide();
    if (!isFirst) {
      call.told.join();
    }
    return isFirst;
  }

  private void tickLater() {
    CompletableFuture.delayedExecutor(
            Math.min(TICK_MILLIS, limit.toMillis()),
            TimeUnit.MILLISECONDS,
            Thread::startVirtualThread)
        .execute(this::tick);
  }

  private void tick() {
    long now = System.nanoTime();
    for (Running call : running) {
      if (call.end - now <= 0 && call.decide()) {
        Thread.ofVirtual().name("late").start(call::tell);
      }
    }
    if (!running.isEmpty() || isWanted()) {
      tickLater();
    }
  }

  /** Nothing is running: the clock stops, unless a call began that still saw it go. */
  private boolean isWanted() {
    ticking.set(false);
    return !running.isEmpty() && ticking.compareAndSet(false, true);
  }

  /** Ends the connection when a large answer is not read in time, however steadily it drips. */
  void watch(Exchange exchange) {
    if (exchange.size() <= SMALL) {
      return;
    }
    Request request = ServletContextRequest.getServletContextRequest(exchange.context().req());
    Scheduler.Task end =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> request.getConnectionMetaData().getConnection().getEndPoint().close(),
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    Request.addCompletionListener(request, failure -> end.cancel());
  }
}
