package org.ledgercore.benchmarks;

import java.sql.SQLException;
import org.ledgercore.Ledger;

/**
 * Bytes on disk and of write-ahead log for each entry, indexes included: a key of 30 characters, no
 * metadata, no correlation.
 */
final class SizeScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final long ENTRIES = 500_000;
  private static final double TRANSFER_BYTES = 500;
  private static final double CAPTURE_BYTES = 750;

  @Override
  public String plan(Options options) {
    return "%,d transfers, then as many captures; bytes on disk and of write-ahead log"
        .formatted(options.scaled(ENTRIES));
  }

  @Override
  public int seconds(Options options) {
    return 8 + (int) (options.scaled(ENTRIES) / 20_000);
  }

  @Override
  public void run(Lab lab) throws SQLException {
    weigh(lab, "transfer", TRANSFER_BYTES);
    weigh(lab, "capture", CAPTURE_BYTES);
  }

  private static void weigh(Lab lab, String kind, double most) throws SQLException {
    Traffic traffic = Traffic.named(kind, lab.options().accountsOr(ACCOUNTS));
    try (Database database = lab.server().fresh(traffic)) {
      database.checkpoint();
      long before = database.bytes();
      long walBefore = database.walBytes();
      try (Ledger ledger = database.open()) {
        Bulk.Result posted =
            new Bulk(ledger, traffic, 0).entries(lab.options().scaled(ENTRIES), reached -> {});
        double entries = posted.entries();
        long wal = database.walBytes() - walBefore;
        String name = "size." + kind;
        lab.report()
            .row(
                Row.of(name, (database.bytes() - before) / entries, "bytes/entry")
                    .atMost(most)
                    .noting("after %,.0f entries".formatted(entries)));
        lab.report()
            .row(
                Row.of(name + ".wal", wal / entries, "bytes/entry")
                    .noting("right after a checkpoint, page images included"));
      }
    }
  }
}
