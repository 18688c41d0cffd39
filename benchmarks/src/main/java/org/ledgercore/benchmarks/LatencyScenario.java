package org.ledgercore.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.ledgercore.Ledger;

/**
 * One blocking caller: a capture by {@code post}, then one bare row by INSERT and commit on a
 * connection of its own, in turn, so that both see the same disk.
 */
final class LatencyScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final String RAW_TABLE =
      "create table public.raw (id bigint primary key, key text not null)";
  private static final String RAW = "insert into public.raw values (?, ?)";

  private record Bar(String name, double percentile, double most) {}

  private static final List<Bar> BARS =
      List.of(new Bar("latency.p50", 50, 2), new Bar("latency.p99", 99, 4));

  @Override
  public String plan(Options options) {
    return "one blocking caller for %d s, each capture followed by a bare one-row INSERT and commit"
        .formatted(options.seconds());
  }

  @Override
  public int seconds(Options options) {
    return 5 + options.seconds();
  }

  @Override
  public void run(Lab lab) throws SQLException, InterruptedException {
    Traffic traffic = Traffic.named("capture", lab.options().accountsOr(ACCOUNTS));
    lab.warmUpCallers(traffic);
    try (Database database = lab.server().fresh(traffic);
        Connection connection = database.dataSource().getConnection();
        Ledger ledger = database.open()) {
      database.execute(RAW_TABLE);
      database.checkpoint();
      try (PreparedStatement raw = connection.prepareStatement(RAW)) {
        Caller caller = new Caller(ledger, traffic, raw);
        caller.alternate(lab.warmUpSeconds());
        caller.forget();
        caller.alternate(lab.options().seconds());
        BARS.forEach(bar -> lab.report().row(caller.row(bar)));
      }
    }
  }

  private static final class Caller {
    private final Ledger ledger;
    private final Traffic traffic;
    private final PreparedStatement raw;
    private final Histogram ours = new Histogram(3);
    private final Histogram bare = new Histogram(3);
    private long number;

    Caller(Ledger ledger, Traffic traffic, PreparedStatement raw) {
      this.ledger = ledger;
      this.traffic = traffic;
      this.raw = raw;
    }

    void alternate(int seconds) throws SQLException {
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < end) {
        number++;
        long started = System.nanoTime();
        ledger.post(traffic.entry(number)).orThrow();
        long posted = System.nanoTime();
        raw.setLong(1, number);
        raw.setString(2, Traffic.reference(number));
        raw.executeUpdate();
        ours.recordValue(posted - started);
        bare.recordValue(System.nanoTime() - posted);
      }
    }

    void forget() {
      ours.reset();
      bare.reset();
    }

    Row row(Bar bar) {
      return Row.of(bar.name(), ours.getValueAtPercentile(bar.percentile()) / 1e6, "ms")
          .underCeiling(bare.getValueAtPercentile(bar.percentile()) / 1e6)
          .atMost(bar.most())
          .noting("%,d calls; the ceiling is the bare INSERT".formatted(ours.getTotalCount()));
    }
  }
}
