package org.ledgercore.benchmarks;

import java.sql.SQLException;
import java.util.List;
import org.ledgercore.Ledger;

/** From one to 4,096 blocking callers, each a virtual thread that posts one capture at a time. */
final class CallersScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final List<Integer> CALLERS = List.of(1, 8, 64, 512, 4_096);

  @Override
  public String plan(Options options) {
    return "1, 8, 64, 512 and 4,096 blocking virtual threads for %d s each, then captures in bulk"
        .formatted(options.seconds());
  }

  @Override
  public int seconds(Options options) {
    return 10 + (CALLERS.size() + 1) * (options.seconds() + 1);
  }

  @Override
  public void run(Lab lab) throws SQLException, InterruptedException {
    Traffic traffic = Traffic.named("capture", lab.options().accountsOr(ACCOUNTS));
    lab.warmUp(traffic);
    measured(lab, traffic, 64);
    double bulk = lab.bulk(traffic).perSecond();
    double one = 0;
    double best = 0;
    for (int callers : CALLERS) {
      double rate = measured(lab, traffic, callers);
      Row row = Row.of("callers." + callers, rate, "entries/s");
      lab.report()
          .row(best == 0 ? row : row.against(best).atLeast(0.9).noting("over fewer callers"));
      one = callers == 1 ? rate : one;
      best = Math.max(best, rate);
      switch (callers) {
        case 64 -> lab.report().row(overOne(row, one).atLeast(8));
        case 512 -> lab.report().row(overOne(row, one).atLeast(16));
        case 4_096 ->
            lab.report()
                .row(
                    Row.of("callers.4096.bulk", rate, "entries/s")
                        .against(bulk)
                        .atLeast(0.8)
                        .noting("over captures in bulk"));
        default -> {}
      }
    }
  }

  private static Row overOne(Row row, double one) {
    return Row.of(row.benchmark() + ".one", row.value(), row.unit())
        .against(one)
        .noting("over one caller");
  }

  private static double measured(Lab lab, Traffic traffic, int callers)
      throws SQLException, InterruptedException {
    try (Database database = lab.server().fresh(traffic)) {
      database.checkpoint();
      try (Ledger ledger = database.open()) {
        return new Crowd(ledger, traffic, callers).perSecond(lab.options().seconds());
      }
    }
  }
}
