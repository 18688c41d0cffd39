package org.ledgercore.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * The ledger against its ceiling: A/B/A/B/A/B, each on a fresh database after a checkpoint. The
 * ceiling copies as many rows as the ledger posted in its first round, as far as memory goes. Used
 * by one thread.
 */
final class Contest {

  private static final int BYTES_PER_LEG = 70;
  private static final int BYTES_PER_ENTRY = 200;
  private static final int PART_OF_HEAP = 4;
  private static final long FRESH_NANOS = 200_000_000_000L;

  /** Posts into a database for the seconds asked for. */
  interface Poster {
    Bulk.Result post(Database database) throws SQLException, IOException, InterruptedException;
  }

  private final Lab lab;
  private final Traffic traffic;
  private final Samples ours = new Samples();
  private final Samples ceiling = new Samples();
  private final Samples cpu = new Samples();
  private final Samples build = new Samples();
  private List<EncodedBatch> prepared = List.of();
  private long preparedAt;

  Contest(Lab lab, Traffic traffic) {
    this.lab = lab;
    this.traffic = traffic;
  }

  /** Plays all rounds. */
  void play(Poster poster) throws SQLException, IOException, InterruptedException {
    int rounds = lab.options().rounds();
    lab.report().progress("opening " + traffic.name());
    for (int round = 1; round <= rounds; round++) {
      Bulk.Result posted = ledgerRound(poster);
      double limit = ceilingRound(posted.entries());
      lab.report()
          .progress(
              "round %d of %d: ledger %,.0f/s, ceiling %,.0f/s"
                  .formatted(round, rounds, posted.perSecond(), limit));
      ours.add(posted.perSecond());
      cpu.add(posted.cpuMicrosPerEntry());
      build.add(posted.buildMicrosPerEntry());
      ceiling.add(limit);
    }
  }

  private Bulk.Result ledgerRound(Poster poster)
      throws SQLException, IOException, InterruptedException {
    try (Database database = lab.server().fresh(traffic)) {
      database.checkpoint();
      return poster.post(database);
    }
  }

  private double ceilingRound(long entries) throws SQLException {
    try (Database database = lab.server().fresh(traffic)) {
      if (prepared.isEmpty() || System.nanoTime() - preparedAt > FRESH_NANOS) {
        prepared = List.of();
        prepared = Ceiling.prepare(database, traffic, batches(entries));
        preparedAt = System.nanoTime();
      }
      database.checkpoint();
      long nanos = Ceiling.copy(database, prepared);
      return (double) prepared.size() * Ceiling.BATCH * 1e9 / nanos;
    }
  }

  private int batches(long entries) {
    long entryBytes = BYTES_PER_ENTRY + (long) BYTES_PER_LEG * traffic.entry(0).postings().size();
    long room = Runtime.getRuntime().maxMemory() / PART_OF_HEAP / entryBytes / Ceiling.BATCH;
    return (int) Math.max(2, Math.min(entries / Ceiling.BATCH, room));
  }

  /** Our median under the ceiling's. */
  Row row(String name) {
    return Row.of(name, ours.median(), "entries/s")
        .underCeiling(ceiling.median())
        .atLeast(0.75)
        .noting("ours " + ours.spread() + "; ceiling " + ceiling.spread());
  }

  /** What the client spends on an entry, building it included. */
  Row cpuRow(String name) {
    return Row.of(name, cpu.median(), "µs/entry")
        .atMost(5)
        .noting(
            "CPU of the client process, of which %.2f built the entry".formatted(build.median()));
  }

  double median() {
    return ours.median();
  }
}
