package org.ledgercore.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ledgercore.Ledger;
import org.ledgercore.commit.BatchFigures;

/**
 * A ledger's meters, all with the tag {@code schema}:
 *
 * <ul>
 *   <li>summaries {@code ledger.batch.entries} and {@code ledger.batch.postings}, and timers {@code
 *       ledger.batch.decide} and {@code ledger.batch.write}, of every committed batch that stores
 *       something;
 *   <li>timers {@code ledger.batch.wait} (for the commit of the batch before) and {@code
 *       ledger.batch.commit}, of those that are more than one request: a small batch on an idle
 *       ledger is its own commit;
 *   <li>counters {@code ledger.batch.failures}, batches that failed or got no clear answer to their
 *       commit, and {@code ledger.batch.retries}, how often calls were put back to be decided
 *       again;
 *   <li>gauges {@code ledger.queue.entries}, which wait in this process, and {@code
 *       ledger.entry.newest}, the number of the newest entry, read from the database by one
 *       statement when the meter is read; not a number while the database does not answer.
 * </ul>
 *
 * Ledgers opened the same way share a writer: bind one of them. Close the meters before the ledger.
 * Safe for many threads.
 */
public final class LedgerMeters implements MeterBinder, AutoCloseable {

  private final Ledger ledger;
  private final List<Runnable> onClose = new CopyOnWriteArrayList<>();

  public LedgerMeters(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Tags tags = Tags.of("schema", ledger.batches().schema());
    Gauge queue =
        Gauge.builder("ledger.queue.entries", ledger, it -> it.batches().waiting())
            .description("Entries that wait in this process to be decided")
            .baseUnit("entries")
            .tags(tags)
            .register(registry);
    Gauge newest =
        Gauge.builder("ledger.entry.newest", ledger, Ledger::newestEntry)
            .description("Number of the newest entry")
            .tags(tags)
            .register(registry);
    onClose.add(ledger.batches().listen(new Recorder(registry, tags)::record));
    onClose.add(() -> registry.remove(queue));
    onClose.add(() -> registry.remove(newest));
  }

  /** Stops counting and removes the gauges; what was counted stays in the registry. */
  @Override
  public void close() {
    onClose.forEach(Runnable::run);
    onClose.clear();
  }

  /** The meters of one registry. */
  private static final class Recorder {
    private final DistributionSummary entries;
    private final DistributionSummary postings;
    private final Timer decide;
    private final Timer write;
    private final Timer wait;
    private final Timer commit;
    private final Counter failures;
    private final Counter retries;

    Recorder(MeterRegistry registry, Tags tags) {
      this.entries = size("entries", tags, registry);
      this.postings = size("postings", tags, registry);
      this.decide = timer("decide", "Deciding a batch, reading what it needs", tags, registry);
      this.write = timer("write", "Sending and storing a batch's rows", tags, registry);
      this.wait = timer("wait", "Waiting for the commit of the batch before", tags, registry);
      this.commit = timer("commit", "Committing a batch", tags, registry);
      this.failures = counter("failures", "Batches that failed or got no answer", tags, registry);
      this.retries = counter("retries", "Calls put back to be decided again", tags, registry);
    }

    void record(BatchFigures batch) {
      retries.increment(batch.retries());
      if (!batch.committed()) {
        failures.increment();
      } else if (batch.entries() > 0) {
        entries.record(batch.entries());
        postings.record(batch.postings());
        decide.record(batch.decideNanos(), TimeUnit.NANOSECONDS);
        write.record(batch.writeNanos(), TimeUnit.NANOSECONDS);
        if (batch.commitNanos() > 0) {
          wait.record(batch.waitNanos(), TimeUnit.NANOSECONDS);
          commit.record(batch.commitNanos(), TimeUnit.NANOSECONDS);
        }
      }
    }

    private static DistributionSummary size(String of, Tags tags, MeterRegistry registry) {
      return DistributionSummary.builder("ledger.batch." + of)
          .description("How many " + of + " a batch has")
          .baseUnit(of)
          .tags(tags)
          .register(registry);
    }

    private static Timer timer(String phase, String what, Tags tags, MeterRegistry registry) {
      return Timer.builder("ledger.batch." + phase).description(what).tags(tags).register(registry);
    }

    private static Counter counter(String of, String what, Tags tags, MeterRegistry registry) {
      return Counter.builder("ledger.batch." + of).description(what).tags(tags).register(registry);
    }
  }
}
