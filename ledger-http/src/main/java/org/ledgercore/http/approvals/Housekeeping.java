package org.ledgercore.http.approvals;

import java.time.Duration;
import org.ledgercore.approvals.Approvals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does every minute what only the time brings about: ends requests that are past theirs, and
 * escalates work that is late. One that runs in several processes does it once all the same.
 */
public final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int AT_ONCE = 100;

  private final Approvals approvals;
  private final Thread thread = Thread.ofVirtual().name("approvals").unstarted(this::run);
  private volatile boolean isOver;

  private Housekeeping(Approvals approvals) {
    this.approvals = approvals;
  }

  /** Begins; the first time is a minute from now. */
  public static Housekeeping start(Approvals approvals) {
    Housekeeping housekeeping = new Housekeeping(approvals);
    housekeeping.thread.start();
    return housekeeping;
  }

  private void run() {
    while (!isOver) {
      try {
        Thread.sleep(PAUSE);
        approvals.requests().expireDue(AT_ONCE);
        approvals.work().escalateDue(AT_ONCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warn("requests and work past their time were not seen to", e);
      }
    }
  }

  /** Stops, at the latest when what is being done is done. */
  @Override
  public void close() {
    isOver = true;
    thread.interrupt();
    try {
      thread.join(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
