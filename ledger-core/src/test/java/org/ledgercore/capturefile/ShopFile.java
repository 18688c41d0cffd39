package org.ledgercore.capturefile;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;

/** Files of one provider for a few shops. */
final class ShopFile {

  static final Unit EUR = Unit.fiat("EUR", 2);
  static final Unit IQD = Unit.fiat("IQD", 3);
  static final ProviderId CARDS = new ProviderId("cards");
  static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  static final Terms TERMS = Terms.fee(200).withReserve(1_000, Duration.ofDays(90));
  static final int SHOPS = 10;

  private ShopFile() {}

  static void openAccounts(Ledger ledger) {
    Payments payments = Payments.on(ledger);
    for (Unit unit : List.of(EUR, IQD)) {
      ledger.openUnit(unit);
      payments.openPlatform(unit);
      payments.openProvider(CARDS, unit);
      for (int i = 0; i < SHOPS; i++) {
        payments.openMerchant(new MerchantId("shop" + i), unit);
      }
    }
  }

  static CaptureLayout csv() {
    return CaptureLayout.csv(CARDS, ';')
        .reference("ref")
        .merchant("shop")
        .amount("gross")
        .accepting(EUR, AmountForm.major(2, '.'));
  }

  static CaptureFile at(Path path, CaptureLayout layout) {
    return new CaptureFile(
        path, path.getFileName().toString(), layout, Pricing.terms(TERMS), DAY, "test");
  }

  static Path write(Path path, String... lines) throws IOException {
    return Files.writeString(path, String.join("\n", lines) + "\n");
  }

  /** A file of so many captures, the same ones every time. */
  static Path write(Path path, int captures) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
      out.write("ref;shop;gross\n");
      for (int i = 1; i <= captures; i++) {
        out.write("r" + i + ";shop" + i % SHOPS + ";" + (1 + i % 97) + ".00\n");
      }
    }
    return path;
  }

  /** The typed command that says the same as the i-th capture of that file. */
  static Capture capture(int i) {
    String reference = "r" + i;
    return new Capture(
        CARDS,
        reference,
        new MerchantId("shop" + i % SHOPS),
        Money.ofMajor(1 + i % 97, EUR),
        TERMS,
        Occasion.on(DAY, CARDS + "/" + reference));
  }

  /** Keeps what became of each line. */
  static final class Heard implements LoadListener {
    final List<LineResult> lines = new ArrayList<>();
    final List<Progress> progress = new ArrayList<>();

    @Override
    public void line(LineResult result) {
      lines.add(result);
    }

    @Override
    public void progress(Progress far) {
      progress.add(far);
    }

    /** Line, verdict and column of each line. */
    List<String> verdicts() {
      return lines.stream()
          .map(it -> (it.line() + " " + it.verdict() + " " + it.field()).strip())
          .toList();
    }
  }
}
