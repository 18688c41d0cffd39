package org.ledgercore.capturefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.Ledger;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/capture-files.md} shows is code that runs. */
class CaptureFileGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @TempDir Path folder;

  @Test
  void example_loadsWhatAgreesAndRefusesTheRest() throws IOException {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    ProviderId cards = new ProviderId("cards");
    Payments payments = Payments.on(ledger);
    payments.openPlatform(eur);
    payments.openMerchant(new MerchantId("school"), eur);
    payments.openProvider(cards, eur);
    // @start region="capture-file"
    Path path = folder.resolve("cards-2026-06-15.csv");
    Files.writeString(
        path,
        """
        reference;merchant;gross
        ch_1;school;125,00
        ch_2;school;12500
        """);
    CaptureLayout layout =
        CaptureLayout.csv(cards, ';')
            .reference("reference")
            .merchant("merchant")
            .amount("gross")
            .accepting(eur, AmountForm.major(2, ',')); // 125,00 and nothing else
    Terms terms = Terms.fee(200).withReserve(1_000, Duration.ofDays(90));
    LocalDate day = LocalDate.of(2026, 6, 15);
    CaptureFile file =
        new CaptureFile(path, "2026-06-15", layout, Pricing.terms(terms), day, "ann");

    List<String> refused = new ArrayList<>();
    CaptureReport report =
        CaptureFiles.on(ledger)
            .load(
                file,
                line -> {
                  if (line.verdict() == LineResult.Verdict.REJECTED) {
                    refused.add("line " + line.line() + ", " + line.sentence());
                  }
                });
    // CaptureReport[accepted=1, replayed=0, conflicting=0, rejected=1]
    assertThat(refused)
        .containsExactly("line 3, gross: must be digits with 2 decimals after ',': 12500");
    // @end
    assertThat(report)
        .hasToString("CaptureReport[accepted=1, replayed=0, conflicting=0, rejected=1]");
  }
}
