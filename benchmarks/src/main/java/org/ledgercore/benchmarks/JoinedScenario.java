package org.ledgercore.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.ledgercore.Ledger;

/**
 * One connection that posts transfers inside its own transactions, in turn with a bare transaction
 * of four one-row INSERTs on another.
 */
final class JoinedScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final int STATEMENTS = 4;
  private static final String RAW_TABLE =
      "create table public.raw (id bigint primary key, key text not null)";
  private static final String RAW = "insert into public.raw values (?, ?)";

  @Override
  public String plan(Options options) {
    return "one connection for %d s: a transfer in its transaction, then a bare transaction of four"
            .formatted(options.seconds())
        + " INSERTs";
  }

  @Override
  public int seconds(Options options) {
    return 5 + options.seconds();
  }

  @Override
  public void run(Lab lab) throws SQLException {
    Traffic traffic = Traffic.named("transfer", lab.options().accountsOr(ACCOUNTS));
    try (Database database = lab.server().fresh(traffic);
        Connection joined = database.dataSource().getConnection();
        Connection bare = database.dataSource().getConnection();
        Ledger ledger = database.open()) {
      database.execute(RAW_TABLE);
      database.checkpoint();
      joined.setAutoCommit(false);
      bare.setAutoCommit(false);
      try (PreparedStatement raw = bare.prepareStatement(RAW)) {
        Caller caller = new Caller(ledger, traffic, joined, raw);
        caller.alternate(lab.warmUpSeconds());
        lab.report().row(caller.alternate(lab.options().seconds()));
      }
    }
  }

  private static final class Caller {
    private final Ledger ledger;
    private final Traffic traffic;
    private final Connection joined;
    private final PreparedStatement raw;
    private long number;

    Caller(Ledger ledger, Traffic traffic, Connection joined, PreparedStatement raw) {
      this.ledger = ledger;
      this.traffic = traffic;
      this.joined = joined;
      this.raw = raw;
    }

    Row alternate(int seconds) throws SQLException {
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      long first = number;
      long ours = 0;
      long bare = 0;
      while (System.nanoTime() < end) {
        number++;
        long started = System.nanoTime();
        ledger.in(joined).post(traffic.entry(number)).orThrow();
        joined.commit();
        long posted = System.nanoTime();
        for (int i = 0; i < STATEMENTS; i++) {
          raw.setLong(1, number * STATEMENTS + i);
          raw.setString(2, Traffic.reference(number));
          raw.executeUpdate();
        }
        raw.getConnection().commit();
        ours += posted - started;
        bare += System.nanoTime() - posted;
      }
      double calls = number - first;
      return Row.of("joined", calls * 1e9 / ours, "entries/s")
          .underCeiling(calls * 1e9 / bare)
          .atLeast(0.25)
          .noting("the ceiling is the bare transaction of four INSERTs");
    }
  }
}
