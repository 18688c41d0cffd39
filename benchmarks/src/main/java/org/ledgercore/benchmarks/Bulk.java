package org.ledgercore.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.ledgercore.Ledger;
import org.ledgercore.commit.BusyException;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;

/**
 * Posts traffic as fast as the ledger takes it: three threads build entries and hand them over by
 * {@code postAll}, 16,384 at a time. Building is inside the clock. Any refusal is a fault of the
 * benchmark and ends it.
 */
final class Bulk {

  private static final int THREADS = 3;
  private static final int AT_ONCE = 16_384;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Ledger ledger;
  private final Traffic traffic;
  private final AtomicLong next;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong replayed = new AtomicLong();
  private final AtomicLong buildNanos = new AtomicLong();
  private final long first;

  /**
   * What came of it.
   *
   * @param entries answered calls
   * @param replayed how many of them were replays
   * @param nanos wall time
   * @param cpuNanos CPU time of this whole process, which is the client only
   * @param buildNanos the part of it that built entries
   */
  record Result(long entries, long replayed, long nanos, long cpuNanos, long buildNanos) {

    double perSecond() {
      return entries * 1e9 / nanos;
    }

    double cpuMicrosPerEntry() {
      return cpuNanos / 1e3 / entries;
    }

    double buildMicrosPerEntry() {
      return buildNanos / 1e3 / entries;
    }
  }

  /** Hears, after each hand-over, how many entries are durable. */
  interface Progress {
    void reached(long entries);
  }

  /** Bulk posting that begins with the traffic's entry of this number. */
  Bulk(Ledger ledger, Traffic traffic, long first) {
    this.ledger = ledger;
    this.traffic = traffic;
    this.first = first;
    this.next = new AtomicLong(first);
  }

  /** Posts for so many seconds. */
  Result forSeconds(int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    return run(number -> System.nanoTime() < end, reached -> {});
  }

  /** Posts at least so many entries. */
  Result entries(long count, Progress progress) {
    return run(number -> number - first < count, progress);
  }

  private Result run(LongPredicate goOn, Progress progress) {
    long cpu = PROCESS.getProcessCpuTime();
    long started = System.nanoTime();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(CompletableFuture.runAsync(() -> post(goOn, progress), Bulk::newThread));
    }
    threads.forEach(CompletableFuture::join);
    long nanos = System.nanoTime() - started;
    return new Result(
        answered.get(), replayed.get(), nanos, PROCESS.getProcessCpuTime() - cpu, buildNanos.get());
  }

  private static void newThread(Runnable caller) {
    Thread.ofPlatform().name("bulk").daemon().start(caller);
  }

  /** Posts them, again and again while the ledger is too busy: what was posted is a replay then. */
  private List<Outcome> posted(List<JournalEntry> entries) {
    while (true) {
      try {
        return ledger.postAll(entries);
      } catch (BusyException e) {
        // The disk kept up with nothing for ten seconds; what did not fit in is sent again.
        continue;
      }
    }
  }

  private void post(LongPredicate goOn, Progress progress) {
    long from = next.getAndAdd(AT_ONCE);
    while (goOn.test(from)) {
      long before = CLOCK.getCurrentThreadCpuTime();
      List<JournalEntry> entries = new ArrayList<>(AT_ONCE);
      for (int i = 0; i < AT_ONCE; i++) {
        entries.add(traffic.entry(from + i));
      }
      buildNanos.addAndGet(CLOCK.getCurrentThreadCpuTime() - before);
      long again = 0;
      for (Outcome outcome : posted(entries)) {
        outcome.orThrow();
        again += outcome instanceof Outcome.Replayed ? 1 : 0;
      }
      replayed.addAndGet(again);
      progress.reached(answered.addAndGet(AT_ONCE));
      from = next.getAndAdd(AT_ONCE);
    }
  }
}
