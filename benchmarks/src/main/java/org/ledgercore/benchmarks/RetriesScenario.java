package org.ledgercore.benchmarks;

import java.sql.SQLException;
import java.util.List;
import org.ledgercore.Ledger;

/** Captures of which 1 % and 20 % are sent a second time, against captures without any retry. */
final class RetriesScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final List<Integer> PER_THOUSAND = List.of(10, 200);
  private static final int UNTIL_COUNTED_MILLIS = 3_000;
  private static final String DEAD_ROWS =
      "select sum(n_dead_tup)::bigint from pg_stat_user_tables where schemaname = 'ledger'";

  @Override
  public String plan(Options options) {
    return "captures in bulk for %d s, then with 1 %% and with 20 %% of the keys used before"
        .formatted(options.seconds());
  }

  @Override
  public int seconds(Options options) {
    return 15 + 3 * options.seconds();
  }

  @Override
  public void run(Lab lab) throws SQLException, InterruptedException {
    Traffic captures = Traffic.named("capture", lab.options().accountsOr(ACCOUNTS));
    lab.warmUp(captures);
    double without = lab.bulk(captures).perSecond();
    for (int perThousand : PER_THOUSAND) {
      try (Database database = lab.server().fresh(captures)) {
        database.checkpoint();
        Bulk.Result result = post(lab, database, new Repeats(captures, perThousand));
        Thread.sleep(UNTIL_COUNTED_MILLIS);
        String name = "retries." + perThousand / 10;
        lab.report()
            .row(
                Row.of(name, result.perSecond(), "answers/s")
                    .against(without)
                    .atLeast(0.6)
                    .noting(
                        "%,d of %,d answers were replays"
                            .formatted(result.replayed(), result.entries())));
        lab.report().row(Row.of(name + ".dead_rows", database.number(DEAD_ROWS), "rows"));
      }
    }
  }

  private static Bulk.Result post(Lab lab, Database database, Traffic traffic) {
    try (Ledger ledger = database.open()) {
      return new Bulk(ledger, traffic, 0).forSeconds(lab.options().seconds());
    }
  }
}
