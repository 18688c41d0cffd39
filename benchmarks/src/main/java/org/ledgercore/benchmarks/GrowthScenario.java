package org.ledgercore.benchmarks;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ledgercore.Ledger;

/**
 * Whether a ledger gets slower as it grows: 20,000,000 postings of captures over 100,000 accounts,
 * the last tenth against the first; then once more on a server whose memory the keys' index
 * outgrows and that makes a checkpoint every 30 seconds.
 */
final class GrowthScenario implements Scenario {

  private static final int ACCOUNTS = 100_000;
  private static final long POSTINGS = 20_000_000;
  private static final int LEGS = 4;
  private static final int TENTHS = 10;
  private static final int EXPECTED_PER_SECOND = 50_000;

  /** Posted before the clock starts, so that the first tenth does not pay for reading the heads. */
  private static final int PART_BEFORE = 40;

  private static final long BEFORE = 1_000_000_000_000L;
  private static final Map<String, String> SMALL =
      Map.of("shared_buffers", "128MB", "checkpoint_timeout", "30s");

  @Override
  public String plan(Options options) {
    return "%,d postings of captures over %,d accounts, last tenth against first; again with"
            .formatted(options.scaled(POSTINGS), options.accountsOr(ACCOUNTS))
        + " shared_buffers 128MB and a checkpoint every 30 s";
  }

  @Override
  public int seconds(Options options) {
    return 30 + (int) (3 * options.scaled(POSTINGS) / LEGS / EXPECTED_PER_SECOND);
  }

  @Override
  public void run(Lab lab) throws SQLException {
    Traffic traffic = Traffic.named("capture", lab.options().accountsOr(ACCOUNTS));
    lab.warmUp(traffic);
    Growth growth = grow(lab, traffic);
    lab.report()
        .row(
            Row.of("growth", growth.lastTenth(), "entries/s")
                .against(growth.firstTenth())
                .atLeast(0.8)
                .noting("last tenth over the first"));
    lab.report().row(Row.of("growth.wal", growth.walPerEntry(), "bytes/entry"));
    if (!lab.server().isEmbedded()) {
      lab.report().say("growth.small needs an embedded server: not run");
      return;
    }
    lab.report().progress("again with shared_buffers 128MB and a checkpoint every 30 s");
    try (Server small = Server.embedded(SMALL)) {
      Growth squeezed = grow(new Lab(lab.options(), small, lab.report()), traffic);
      lab.report()
          .row(
              Row.of("growth.small", squeezed.lastTenth(), "entries/s")
                  .against(squeezed.firstTenth())
                  .noting("last tenth over the first, on the small server"));
      lab.report().row(Row.of("growth.small.wal", squeezed.walPerEntry(), "bytes/entry"));
    }
  }

  private record Sample(long entries, long nanos) {}

  private record Growth(double firstTenth, double lastTenth, double walPerEntry) {}

  private static Growth grow(Lab lab, Traffic traffic) throws SQLException {
    long entries = lab.options().scaled(POSTINGS) / LEGS;
    List<Sample> samples = new CopyOnWriteArrayList<>();
    try (Database database = lab.server().fresh(traffic)) {
      database.checkpoint();
      try (Ledger ledger = database.open()) {
        new Bulk(ledger, traffic, BEFORE).entries(entries / PART_BEFORE, reached -> {});
        long wal = database.walBytes();
        long started = System.nanoTime();
        samples.add(new Sample(0, 0));
        new Bulk(ledger, traffic, 0)
            .entries(
                entries, reached -> samples.add(new Sample(reached, System.nanoTime() - started)));
        Sample last = samples.getLast();
        return new Growth(
            rate(samples.getFirst(), at(samples, entries / TENTHS)),
            rate(at(samples, entries - entries / TENTHS), last),
            (database.walBytes() - wal) / (double) last.entries());
      }
    }
  }

  private static Sample at(List<Sample> samples, long entries) {
    return samples.stream()
        .filter(sample -> sample.entries() >= entries)
        .min((a, b) -> Long.compare(a.entries(), b.entries()))
        .orElseGet(samples::getLast);
  }

  private static double rate(Sample from, Sample to) {
    return (to.entries() - from.entries()) * 1e9 / (to.nanos() - from.nanos());
  }
}
