package org.ledgercore.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

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
    String source = Files.readString(ROOT.resolve(HERE));
    int from = source.indexOf('\n', source.indexOf("// @start region=\"interchange\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;
    String guide = Files.readString(ROOT.resolve("docs/interchange.md"));
    assertThat(guide).contains("```java\n" + source.substring(from, to).indent(-4) + "```");
    for (String file : new String[] {"ledger.journal", "ledger.beancount"}) {
      assertThat(guide).contains(Files.readString(folder.resolve(file)).indent(4).stripTrailing());
    }
  }
}
