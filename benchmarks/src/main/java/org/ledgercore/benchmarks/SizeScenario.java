package org.ledgercore.benchmarks;

import java.sql.SQLException;
import org.ledgercore.Ledger;

/**
 * Bytes on disk and of write-ahead log for each entry, indexes included: a key of 30 characters, no
 * metadata, no correlation. Accounts grow evenly, so the leaves of the postings' index fill and
 * split together: they are half full at one size and full at another. So the journal is weighed
 * again and again while it doubles, and the mean is told, with the lightest and the heaviest.
 */
final class SizeScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final long ENTRIES = 500_000;
  private static final int STEPS = 8;
  private static final double TRANSFER_BYTES = 500;
  private static final double CAPTURE_BYTES = 750;

  @Override
  public String plan(Options options) {
    return "%,d transfers, and as many again, then captures; bytes on disk and of write-ahead log"
        .formatted(options.scaled(ENTRIES));
  }

  @Override
  public int seconds(Options options) {
    return 8 + (int) (options.scaled(ENTRIES) / 15_000);
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
      String name = "size." + kind;
      try (Ledger ledger = database.open()) {
        long first = lab.options().scaled(ENTRIES);
        long posted = new Bulk(ledger, traffic, 0).entries(first, reached -> {}).entries();
        double wal = database.walBytes() - walBefore;
        Row printed = Row.of(name + ".wal", wal / posted, "bytes/entry");
        Samples weights = new Samples();
        weights.add((database.bytes() - before) / (double) posted);
        for (int step = 0; step < STEPS; step++) {
          Bulk more = new Bulk(ledger, traffic, posted);
          posted += more.entries(first / STEPS, reached -> {}).entries();
          weights.add((database.bytes() - before) / (double) posted);
        }
        lab.report()
            .row(
                Row.of(name, weights.mean(), "bytes/entry")
                    .atMost(most)
                    .noting(weights.spread() + " while %,d became %,d".formatted(first, posted)));
        lab.report().row(printed.noting("right after a checkpoint, page images included"));
      }
    }
  }
}
