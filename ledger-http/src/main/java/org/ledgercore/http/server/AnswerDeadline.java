package org.ledgercore.http.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.ledgercore.http.route.ProblemCode;

/**
 * How long an answer may take: to be found, and to be read by its caller. What is late goes on
 * behind the caller's back, so a change is whole or not there, and its key tells which. Safe for
 * many threads.
 */
final class AnswerDeadline {

  /** What the system's buffers take at once: nobody waits for its reader. */
  private static final int SMALL = 65_536;

  private final Duration limit;

  AnswerDeadline(Duration limit) {
    this.limit = limit;
  }

  /**
   * What the work gives, or what it throws.
   *
   * @throws ProblemException when it takes longer than an answer may
   */
  <T> T await(Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("answer").start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ProblemException(ProblemCode.ANSWER_LATE, "it takes longer than " + limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ProblemCode.UNAVAILABLE, "the service stops");
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    }
  }

  private static IllegalStateException rethrown(Throwable cause) throws IOException {
    switch (cause) {
      case RuntimeException known -> throw known;
      case Error known -> throw known;
      case IOException known -> throw known;
      default -> throw new IllegalStateException(cause);
    }
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
