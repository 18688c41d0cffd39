package org.ledgercore.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.query.Verification;

/**
 * How fast a journal of captures is proved from its first row to its last, in a JVM with a heap of
 * 256 MB. Held only when everything was proved.
 */
final class VerifyScenario implements Scenario {

  /** The word on the command line by which the other JVM knows itself. */
  static final String WORD = "verify-for-parent";

  private static final int ACCOUNTS = 10_000;
  private static final long POSTINGS = 4_000_000;
  private static final int LEGS = 4;
  private static final int POSTED_PER_SECOND = 200_000;
  private static final int PROVED_PER_SECOND = 250_000;

  @Override
  public String plan(Options options) {
    return "%,d postings of captures over %,d accounts, then verified in a heap of 256 MB"
        .formatted(options.scaled(POSTINGS), options.accountsOr(ACCOUNTS));
  }

  @Override
  public int seconds(Options options) {
    long postings = options.scaled(POSTINGS);
    return 5 + (int) (postings / POSTED_PER_SECOND + postings / PROVED_PER_SECOND);
  }

  @Override
  public void run(Lab lab) throws SQLException, IOException {
    Traffic traffic = Traffic.named("capture", lab.options().accountsOr(ACCOUNTS));
    long entries = lab.options().scaled(POSTINGS) / LEGS;
    try (Database database = lab.server().fresh(traffic)) {
      try (Ledger ledger = database.open()) {
        new Bulk(ledger, traffic, 0).entries(entries, reached -> {});
      }
      database.execute("vacuum (analyze)");
      database.checkpoint();
      lab.report().progress("verifying");
      Proved proved = inOwnJvm(database.url());
      lab.report()
          .row(
              Row.of("verify", proved.postings() * 1e9 / proved.nanos(), "postings/s")
                  .atLeast(300_000)
                  .butOnlyIf(proved.isWhole() && proved.postings() >= entries * LEGS)
                  .noting("%,d postings in a heap of 256 MB".formatted(proved.postings())));
    }
  }

  private record Proved(long postings, long nanos, boolean isWhole) {}

  private static Proved inOwnJvm(String url) throws IOException {
    Process process = OtherJvm.start(List.of("-Xmx256m"), List.of(WORD, url));
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      if (line == null) {
        throw new IOException("the other JVM failed, perhaps for want of memory");
      }
      String[] words = line.split(" ");
      return new Proved(
          Long.parseLong(words[0]), Long.parseLong(words[1]), Boolean.parseBoolean(words[2]));
    } finally {
      process.destroy();
    }
  }

  /** What the other JVM runs. */
  static void obey(String url) {
    try (Ledger ledger = Database.open(url)) {
      long started = System.nanoTime();
      Verification found = ledger.verifier().verify();
      long nanos = System.nanoTime() - started;
      System.out.println(found.postings() + " " + nanos + " " + found.isProved());
    }
  }
}
