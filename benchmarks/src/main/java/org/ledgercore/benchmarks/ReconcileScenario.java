package org.ledgercore.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * A million lines against a million movements, two in a hundred planted to differ in every way that
 * there is a type for: read, matched and stored, against one hash join of the same two tables and
 * writing the same matches inside PostgreSQL.
 */
final class ReconcileScenario implements Scenario {

  private static final long ROWS = 1_000_000;
  private static final String BASELINE = "baseline";

  /** One statement joins, and writes a match and two claims for each pair. */
  private static final String JOIN =
      """
      with act as (
        insert into baseline.act (act_no, kind, author, reason)
        values (1, 'MATCH', 'bench', 'bench')),
      joined as materialized (
        select row_number() over () as n, l.id as line, m.id as movement, l.minor
          from line l join movement m on m.key = l.key and m.minor = l.minor and m.unit = l.unit
         where l.key <> ''),
      matches as (
        insert into baseline.match (act_no, ordinal, account, unit, rule, version, outside, inside,
                                    outside_sum, inside_sum, detail)
        select 1, n, 'provider_receivable:switch', 'EUR', 'EXACT_KEY', 'bench-1', array[line],
               array[movement], minor, minor, ''
          from joined where line not like 'DUPLICATE%')
      insert into baseline.claim (account, item, side, act_no, ordinal)
      select 'provider_receivable:switch', line, 'O', 1, n
        from joined where line not like 'DUPLICATE%'
      union all
      select 'provider_receivable:switch', movement, 'I', 1, n
        from joined where line not like 'DUPLICATE%'
      """;

  @Override
  public String plan(Options options) {
    return "%,d lines against as many movements, 2 %% of them planted breaks, in a heap of 1 GB"
        .formatted(options.scaled(ROWS));
  }

  @Override
  public int seconds(Options options) {
    return 15 + (int) (options.scaled(ROWS) / 20_000);
  }

  @Override
  public void run(Lab lab) throws SQLException, IOException, InterruptedException {
    long rows = lab.options().scaled(ROWS);
    try (Database database = lab.server().empty()) {
      lab.report().progress("planting");
      PlantedLines.into(database, rows);
      ReconciliationStore.migrate(database.dataSource(), BASELINE);
      ReconciliationStore.migrate(database.dataSource(), ReconcileProcess.SCHEMA);
      database.checkpoint();
      lab.report().progress("joining in PostgreSQL");
      long start = System.nanoTime();
      database.execute(JOIN);
      double joined = (System.nanoTime() - start) / 1e9;
      database.checkpoint();
      lab.report().progress("reconciling");
      ReconcileProcess.Result result = ReconcileProcess.run(database.url());
      lab.report()
          .row(
              Row.of("reconcile", result.nanos() / 1e9, "s")
                  .against(joined)
                  .atMost(3)
                  .butOnlyIf(result.asPlanted())
                  .noting(
                      "read %.1f s, matched %.1f s, wrote %.1f s; %,d matches; %s"
                          .formatted(
                              result.readNanos() / 1e9,
                              result.matchNanos() / 1e9,
                              result.writeNanos() / 1e9,
                              result.matches(),
                              result.asPlanted()
                                  ? "all that was planted was found, and nothing else"
                                  : "what was found is not what was planted")));
    }
  }
}
