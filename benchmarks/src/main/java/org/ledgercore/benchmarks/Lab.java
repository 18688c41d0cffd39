package org.ledgercore.benchmarks;

import java.sql.SQLException;
import org.ledgercore.Ledger;

/**
 * What a scenario works with.
 *
 * @param options what was asked for
 * @param server where databases come from
 * @param report where figures go
 */
record Lab(Options options, Server server, Report report) {

  private static final int WARM_UP_SECONDS = 6;
  private static final int QUICK_WARM_UP_SECONDS = 1;
  private static final int CALLERS = 64;

  /** Posts for a few seconds into a database of its own, so that the code is compiled. */
  void warmUp(Traffic traffic) throws SQLException {
    report.progress("warming up on " + traffic.name());
    try (Database database = server.fresh(traffic);
        Ledger ledger = database.open()) {
      new Bulk(ledger, traffic, 0).forSeconds(warmUpSeconds());
    }
  }

  /** The same by many callers, an entry at a time: the code of small batches is another one. */
  void warmUpCallers(Traffic traffic) throws SQLException, InterruptedException {
    report.progress("warming up on " + traffic.name() + " with " + CALLERS + " callers");
    try (Database database = server.fresh(traffic);
        Ledger ledger = database.open()) {
      new Crowd(ledger, traffic, CALLERS).perSecond(warmUpSeconds());
    }
  }

  /** How long warming up takes. */
  int warmUpSeconds() {
    return options.quick() ? QUICK_WARM_UP_SECONDS : WARM_UP_SECONDS;
  }

  /** Posts for the seconds asked for into a fresh database. */
  Bulk.Result bulk(Traffic traffic) throws SQLException {
    try (Database database = server.fresh(traffic)) {
      database.checkpoint();
      try (Ledger ledger = database.open()) {
        return new Bulk(ledger, traffic, 0).forSeconds(options.seconds());
      }
    }
  }
}
