package org.ledgercore.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Two JVMs that post transfers into one ledger, against one of them alone. */
final class WritersScenario implements Scenario {

  private static final List<Integer> ACCOUNTS = List.of(10, 100_000);
  private static final int HEAP_MB = 1_024;

  @Override
  public String plan(Options options) {
    return "transfers from one JVM and then from two for %d s each, on 10 and on 100,000 accounts"
        .formatted(options.seconds());
  }

  @Override
  public int seconds(Options options) {
    return 2 * 2 * (options.seconds() + 5);
  }

  @Override
  public void run(Lab lab) throws SQLException, IOException {
    List<Integer> over = lab.options().accounts().map(List::of).orElse(ACCOUNTS);
    for (int accounts : over) {
      Traffic traffic = Traffic.named("transfer", accounts);
      lab.report().progress("one JVM, then two, on " + accounts + " accounts");
      double alone = post(lab, traffic, accounts, 1).getFirst().perSecond();
      List<Bulk.Result> both = post(lab, traffic, accounts, 2);
      double total = both.stream().mapToDouble(Bulk.Result::perSecond).sum();
      double least = both.stream().mapToDouble(Bulk.Result::perSecond).min().orElse(0);
      String name = "writers." + accounts;
      lab.report()
          .row(
              Row.of(name, total, "entries/s")
                  .against(alone)
                  .atLeast(0.8)
                  .noting("two JVMs over one"));
      lab.report()
          .row(
              Row.of(name + ".share", least, "entries/s")
                  .against(total)
                  .atLeast(0.4)
                  .noting("the slower JVM over both"));
    }
  }

  private static List<Bulk.Result> post(Lab lab, Traffic traffic, int accounts, long writers)
      throws SQLException, IOException {
    List<PostingProcess> processes = new ArrayList<>();
    try (Database database = lab.server().fresh(traffic)) {
      try {
        for (int writer = 0; writer < writers; writer++) {
          PostingProcess.Order order =
              new PostingProcess.Order(
                  database.url(), "transfer", accounts, lab.options().seconds(), writer);
          processes.add(PostingProcess.start(order, HEAP_MB));
        }
        for (PostingProcess process : processes) {
          process.awaitReady();
        }
        database.checkpoint();
        for (PostingProcess process : processes) {
          process.go();
        }
        List<Bulk.Result> results = new ArrayList<>();
        for (PostingProcess process : processes) {
          results.add(process.result());
        }
        return results;
      } finally {
        processes.forEach(PostingProcess::close);
      }
    }
  }
}
