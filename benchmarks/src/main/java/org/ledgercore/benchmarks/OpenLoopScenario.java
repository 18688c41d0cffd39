package org.ledgercore.benchmarks;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.commit.BusyException;
import org.ledgercore.rules.Outcome;

/**
 * Captures arrive at a fixed rate, half of what bulk posting just reached, whether or not earlier
 * ones are answered. The time of each is taken from when it was due, not from when it was sent, so
 * that a pause counts for every call it delays.
 */
final class OpenLoopScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final long WARM_UP_NUMBERS = 1_000_000_000_000L;

  @Override
  public String plan(Options options) {
    return "captures in bulk for %d s, then at half that rate by submit for %d s"
        .formatted(options.seconds(), options.seconds());
  }

  @Override
  public int seconds(Options options) {
    return 12 + 2 * options.seconds();
  }

  @Override
  public void run(Lab lab) throws SQLException, InterruptedException {
    Traffic traffic = Traffic.named("capture", lab.options().accountsOr(ACCOUNTS));
    lab.warmUp(traffic);
    long rate = (long) (lab.bulk(traffic).perSecond() / 2);
    try (Database database = lab.server().fresh(traffic)) {
      database.checkpoint();
      try (Ledger ledger = database.open()) {
        int warmUp = lab.warmUpSeconds();
        new Arrivals(ledger, traffic, warmUp * rate).comeFrom(WARM_UP_NUMBERS, (int) rate);
        Arrivals arrivals = new Arrivals(ledger, traffic, lab.options().seconds() * rate);
        arrivals.comeFrom(0, (int) rate);
        arrivals.tell(lab.report(), rate);
      }
    }
  }

  private static final class Arrivals {
    private final Ledger ledger;
    private final Traffic traffic;
    private final Histogram times = new ConcurrentHistogram(3);
    private final AtomicInteger failed = new AtomicInteger();
    private final CountDownLatch left;
    private final long count;

    Arrivals(Ledger ledger, Traffic traffic, long count) {
      this.ledger = ledger;
      this.traffic = traffic;
      this.count = count;
      this.left = new CountDownLatch(Math.toIntExact(count));
    }

    void comeFrom(long first, int perSecond) throws InterruptedException {
      long started = System.nanoTime();
      for (long i = 0; i < count; i++) {
        long due = started + i * 1_000_000_000L / perSecond;
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        try {
          ledger
              .submit(traffic.entry(first + i))
              .whenComplete((outcome, failure) -> answered(due, outcome));
        } catch (BusyException e) {
          answered(due, null);
        }
      }
      if (!left.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException(left.getCount() + " calls were never answered");
      }
    }

    private void answered(long due, @Nullable Outcome outcome) {
      times.recordValue(System.nanoTime() - due);
      if (!(outcome instanceof Outcome.Accepted)) {
        failed.incrementAndGet();
      }
      left.countDown();
    }

    void tell(Report report, long rate) {
      String at = "at %,d a second, %d refused or failed".formatted(rate, failed.get());
      report.row(millis("openloop.p99", 99).atMost(60).butOnlyIf(failed.get() == 0).noting(at));
      report.row(millis("openloop.p99.9", 99.9));
      report.row(millis("openloop.max", 100));
    }

    private Row millis(String name, double percentile) {
      return Row.of(name, times.getValueAtPercentile(percentile) / 1e6, "ms");
    }
  }
}
