package org.ledgercore.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.ledgercore.Ledger;
import org.ledgercore.capturefile.AmountForm;
import org.ledgercore.capturefile.CaptureFile;
import org.ledgercore.capturefile.CaptureFiles;
import org.ledgercore.capturefile.CaptureLayout;
import org.ledgercore.capturefile.CaptureReport;
import org.ledgercore.capturefile.LoadListener;
import org.ledgercore.capturefile.Pricing;
import org.ledgercore.chart.Side;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.ProviderId;

/**
 * A provider's file of captures from disk, in turn with as many captures in bulk: the captures of
 * {@link Captures} as lines of CSV. A line becomes the entry of the typed command, with its case
 * and terms, which bulk captures do without.
 */
final class CaptureFileScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final int LINES = 1_000_000;
  private static final double BAR = 0.7;
  private static final Terms TERMS = Terms.fee(200).withReserve(500, Duration.ofDays(90));

  @Override
  public String plan(Options options) {
    return "captures in bulk, then a file of %,d lines, %d × in turn"
        .formatted(options.scaled(LINES), options.rounds());
  }

  @Override
  public int seconds(Options options) {
    return 12 + (int) (options.scaled(LINES) / 50_000) * 2 * options.rounds();
  }

  @Override
  public void run(Lab lab) throws SQLException, IOException {
    Traffic captures = Traffic.named("capture", lab.options().accountsOr(ACCOUNTS));
    long lines = lab.options().scaled(LINES);
    Path path = Files.createTempFile("captures", ".csv");
    try {
      write(path, captures, lines);
      lab.warmUp(captures);
      Samples bulk = new Samples();
      Samples ours = new Samples();
      for (int round = 1; round <= lab.options().rounds(); round++) {
        bulk.add(bulk(lab, captures, lines));
        ours.add(file(lab, captures, path, lines));
        lab.report().progress("round %d of %d".formatted(round, lab.options().rounds()));
      }
      lab.report()
          .row(
              Row.of("capture-file", ours.median(), "lines/s")
                  .against(bulk.median())
                  .atLeast(BAR)
                  .noting(
                      "%,d lines, %,d MB; ours %s; captures in bulk %s"
                          .formatted(lines, Files.size(path) >> 20, ours.spread(), bulk.spread())));
    } finally {
      Files.delete(path);
    }
  }

  private static double bulk(Lab lab, Traffic captures, long entries) throws SQLException {
    try (Database database = lab.server().fresh(captures)) {
      database.checkpoint();
      try (Ledger ledger = database.open()) {
        return new Bulk(ledger, captures, 0).entries(entries, reached -> {}).perSecond();
      }
    }
  }

  private static double file(Lab lab, Traffic captures, Path path, long lines) throws SQLException {
    CaptureLayout layout =
        CaptureLayout.csv(new ProviderId("switch"), ';')
            .reference("reference")
            .merchant("merchant")
            .amount("amount")
            .accepting(Traffic.EUR, AmountForm.major(2, '.'));
    CaptureFile file =
        new CaptureFile(path, "captures", layout, Pricing.terms(TERMS), Traffic.DAY, "benchmark");
    try (Database database = lab.server().fresh(captures)) {
      database.checkpoint();
      try (Ledger ledger = database.open()) {
        long started = System.nanoTime();
        CaptureReport report = CaptureFiles.on(ledger).load(file, LoadListener.none());
        long nanos = System.nanoTime() - started;
        if (report.accepted() != lines) {
          throw new IllegalStateException("not every line was accepted: " + report);
        }
        return lines * 1e9 / nanos;
      }
    }
  }

  private static void write(Path path, Traffic captures, long lines) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.US_ASCII)) {
      out.write("reference;merchant;amount\n");
      for (long i = 0; i < lines; i++) {
        JournalEntry entry = captures.entry(i);
        out.write(entry.key().text());
        out.write(';');
        out.write(merchant(entry));
        out.write(';');
        out.write(entry.postings().getFirst().amount().toDecimal());
        out.write('\n');
      }
    }
  }

  private static String merchant(JournalEntry entry) {
    return entry.postings().stream()
        .filter(it -> it.side() == Side.CREDIT)
        .map(Posting::account)
        .filter(AccountClass.MERCHANT_PAYABLE::contains)
        .findFirst()
        .orElseThrow()
        .dimension();
  }
}
