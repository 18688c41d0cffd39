package org.ledgercore.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import org.ledgercore.Ledger;

/**
 * Bulk posting against its ceiling and, where there is one, the textbook ledger. Above 100,000
 * accounts the ledger runs in a process of its own with a heap of 512 MB.
 *
 * @param name transfer, capture or hot
 * @param kind of traffic
 * @param usualAccounts accounts unless others are asked for
 * @param overBaseline how many times the textbook ledger, 0 when it is not compared
 * @param orientation entries a second that a quiet machine should reach, 0 for none
 */
record BulkScenario(
    String name, String kind, int usualAccounts, double overBaseline, double orientation)
    implements Scenario {

  private static final int MANY_ACCOUNTS = 100_000;
  private static final int SMALL_HEAP_MB = 512;

  @Override
  public String plan(Options options) {
    int accounts = options.accountsOr(usualAccounts);
    return "%ss in bulk over %,d accounts for %d s, then as many rows encoded before, %d × in turn"
            .formatted(kind, accounts, options.seconds(), options.rounds())
        + (overBaseline > 0 ? "; then the textbook ledger" : "")
        + (isInOwnProcess(accounts)
            ? "; the ledger in a JVM with a heap of 512 MB"
            : "; then once on PostgreSQL's own defaults");
  }

  @Override
  public int seconds(Options options) {
    int parts = 3 * options.rounds() + 1 + (overBaseline > 0 ? 1 : 0);
    return 10 + parts * options.seconds() + options.accountsOr(usualAccounts) / 20_000;
  }

  @Override
  public void run(Lab lab) throws SQLException, IOException, InterruptedException {
    int accounts = lab.options().accountsOr(usualAccounts);
    String called = accounts == usualAccounts ? name : name + "." + accounts;
    Traffic traffic = Traffic.named(kind, accounts);
    Contest contest = new Contest(lab, traffic);
    if (isInOwnProcess(accounts)) {
      Samples firstPosts = new Samples();
      Samples warmUps = new Samples();
      contest.play(database -> inOwnProcess(lab, database, firstPosts, warmUps));
      lab.report().row(contest.row(called));
      lab.report()
          .row(
              Row.of(called + ".first_post", firstPosts.median(), "ms")
                  .noting("from Ledger.open's return to the first answer"));
      lab.report()
          .row(
              Row.of(called + ".warm_up", warmUps.median(), "entries/s")
                  .noting(
                      "while the new JVM got warm and read all heads, before the clock starts"));
      return;
    }
    lab.warmUp(traffic);
    contest.play(database -> here(lab, database, traffic));
    lab.report().row(contest.row(called));
    lab.report().row(contest.cpuRow(called + ".cpu"));
    if (overBaseline > 0) {
      double textbook = Baseline.perSecond(lab, accounts);
      lab.report()
          .row(
              Row.of(called + ".baseline", contest.median(), "entries/s")
                  .against(textbook)
                  .atLeast(overBaseline));
    }
    if (orientation > 0) {
      lab.report()
          .row(
              Row.of(called + ".orientation", contest.median(), "entries/s")
                  .atLeast(orientation)
                  .noting("median of %d; on a quiet machine".formatted(lab.options().rounds())));
    }
    if (lab.server().isEmbedded()) {
      onDefaults(lab, traffic, called);
    }
  }

  private static boolean isInOwnProcess(int accounts) {
    return accounts > MANY_ACCOUNTS;
  }

  private static Bulk.Result here(Lab lab, Database database, Traffic traffic) {
    try (Ledger ledger = database.open()) {
      return new Bulk(ledger, traffic, 0).forSeconds(lab.options().seconds());
    }
  }

  private Bulk.Result inOwnProcess(Lab lab, Database database, Samples firstPosts, Samples warmUps)
      throws IOException, InterruptedException {
    int accounts = lab.options().accountsOr(usualAccounts);
    PostingProcess.Order order =
        new PostingProcess.Order(database.url(), kind, accounts, lab.options().seconds(), 0);
    try (PostingProcess process = PostingProcess.start(order, SMALL_HEAP_MB)) {
      PostingProcess.Beginning beginning = process.awaitReady();
      firstPosts.add(beginning.firstPostNanos() / 1e6);
      warmUps.add(beginning.perSecond());
      process.go();
      return process.result();
    }
  }

  private static void onDefaults(Lab lab, Traffic traffic, String called) throws SQLException {
    lab.report().progress("once more on PostgreSQL's own defaults");
    try (Server untuned = Server.untuned()) {
      Lab other = new Lab(lab.options(), untuned, lab.report());
      double rate = other.bulk(traffic).perSecond();
      lab.report()
          .row(
              Row.of(called + ".defaults", rate, "entries/s")
                  .noting("one round on a server with PostgreSQL's own settings"));
    }
  }
}
