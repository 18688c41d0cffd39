package org.ledgercore.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;

/** What {@code docs/interchange.md} shows is code that runs, and its output. */
class InterchangeGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final String HERE =
      "ledger-core/src/test/java/org/ledgercore/interchange/InterchangeGuideTest.java";

  @Test
  void example_writesWhatTheGuideShows(@TempDir Path folder) throws IOException {
    SmallBooks books = SmallBooks.in(DB.ledger());
    books.ledger().post(books.deposit("deposit-1", 10_000)).orThrow();
    Ledger ledger = books.ledger();
    String refusal = "";

    // @start region="interchange"
    try (Writer out = Files.newBufferedWriter(folder.resolve("ledger.journal"))) {
      new JournalExport(ledger).hledger(out); // hledger -f ledger.journal balance
    }
    try (Writer out = Files.newBufferedWriter(folder.resolve("ledger.beancount"))) {
      new JournalExport(ledger).beancount(out); // bean-check ledger.beancount
    }

    AccountPath back = AccountNames.fromBeancount("Liabilities:Merchant--payable:School");
    try {
      AccountNames.fromBeancount("Assets:Money-Market");
    } catch (InvalidInputException e) {
      refusal = e.getMessage(); // account: must be a name of ours: …
    }
    // @end
    assertThat(back).isEqualTo(books.school().path());
    assertThat(refusal).contains("must be a name of ours");
    String guide = requireInGuide("interchange");
    for (String file : new String[] {"ledger.journal", "ledger.beancount"}) {
      assertThat(guide).contains(Files.readString(folder.resolve(file)).indent(4).stripTrailing());
    }
  }

  @Test
  void example_importsBalancesAndHistory(@TempDir Path folder) throws IOException {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      ledger.openUnit(SmallBooks.EUR);
      String guide = Files.readString(ROOT.resolve("docs/interchange.md"));
      write(folder, "opening.csv", guide, "account,type,currency,side,amount");
      write(folder, "2025.csv", guide, "effective_date,key,account,currency,side,amount,type");
      write(folder, "closing.csv", guide, "account,currency,side,amount");
      String refusal = "";

      // @start region="import"
      JournalImport imports = new JournalImport(ledger);
      ImportFile opening = ImportFile.of(folder.resolve("opening.csv"));
      imports.opening(opening, LocalDate.of(2024, 12, 31)).orThrow();

      ImportFile history = ImportFile.of(folder.resolve("2025.csv"));
      ImportFile closing = ImportFile.of(folder.resolve("closing.csv"));
      switch (imports.history(history, closing, "ann", "moved from the old books")) {
        case ImportOutcome.Imported done -> System.out.println(done.entries() + " entries");
        case ImportOutcome.Refused why -> refusal = why.sentence();
        case ImportOutcome.Stopped stopped -> refusal = stopped.why().sentence();
      }
      // closing.csv line 3: amount: must be what the entries lead to, CREDIT 60.00 EUR: CREDIT …
      // @end
      requireInGuide("import");
      assertThat(refusal)
          .isEqualTo(
              "closing.csv line 3: amount: must be what the entries lead to, CREDIT 60.00 EUR:"
                  + " CREDIT 61.00 EUR");
      String right = Files.readString(folder.resolve("closing.csv")).replace("61.00", "60.00");
      Files.writeString(folder.resolve("closing.csv"), right);
      assertThat(imports.history(history, closing, "ann", "moved").orThrow().entries())
          .isEqualTo(2);
      assertThat(imports.opening(opening, LocalDate.of(2024, 12, 31)).orThrow().replayed())
          .isEqualTo(1);
      test.checkInvariants();
    }
  }

  /** The file that the guide shows under this header. */
  private static void write(Path folder, String name, String guide, String header)
      throws IOException {
    int from = guide.indexOf("    " + header + "\n");
    int to = guide.indexOf("\n\n", from);
    Files.writeString(folder.resolve(name), guide.substring(from, to).indent(-4));
  }

  private static String requireInGuide(String region) throws IOException {
    String source = Files.readString(ROOT.resolve(HERE));
    int from = source.indexOf('\n', source.indexOf("// @start region=\"" + region + "\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;
    String guide = Files.readString(ROOT.resolve("docs/interchange.md"));
    String code = source.substring(from, to).stripTrailing().stripIndent() + "\n";
    assertThat(guide).contains("```java\n" + code + "```");
    return guide;
  }
}
