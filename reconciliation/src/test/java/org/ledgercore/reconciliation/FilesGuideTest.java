package org.ledgercore.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.claims.MatchId;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.imports.ImportOutcome;
import org.ledgercore.reconciliation.matching.Explanation;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.RunReport;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.testing.LedgerExtension;

/** The example of docs/reconciliation.md that goes from a file to its matches. */
class FilesGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final Path HERE =
      Path.of("src/test/java/org/ledgercore/reconciliation/FilesGuideTest.java");

  @Test
  void example_goesFromAFileToItsMatches() throws IOException {
    Ledger ledger = DB.ledger();
    ledger.openUnit(Unit.fiat("EUR", 2));
    ReconciliationStore.migrate(DB.dataSource(), DB.schema() + "_files");
    ReconciliationStore store = ReconciliationStore.in(DB.dataSource(), DB.schema() + "_files");

    // @start region="files"
    Reconciliation reconciliation = new Reconciliation(ledger, store, Reconciliation.Terms.usual());
    Source.Whose bank = new Source.Whose(Party.BANK, "town", "EUR", "");
    Map<String, String> columns =
        Map.of("date", "Day", "amount", "Amount", "reference.BANK", "Ref", "balance", "Balance");
    reconciliation.declare(new Source("town-csv", bank, Source.Reading.csv(2, columns)), "ann");
    reconciliation.rules("bank:town", Rules.forBank("town-1", 3), "ann");

    String file = "Day,Amount,Ref,Balance\n2026-06-15,40.00,B1,40.00\n2026-06-15,-7.00,B2,33.00\n";
    ImportOutcome outcome =
        reconciliation.receive("town-csv", file.getBytes(StandardCharsets.UTF_8), "ann");
    assertThat(outcome).isInstanceOf(ImportOutcome.Imported.class);
    RunReport tried = reconciliation.dryRun("bank:town"); // nothing is posted or stored
    Runs.Done run = reconciliation.run("bank:town", "ann");
    assertThat(run.report().digest()).isEqualTo(tried.digest());
    assertThat(reconciliation.replay(run.act()).isIdentical()).isTrue();

    List<StoredMatch> made = reconciliation.matches("bank:town", new MatchId(0, 0), 100);
    Explanation why = reconciliation.explain(made.getFirst().id()).orElseThrow();
    assertThat(why.rule()).isEqualTo(Rule.BREAK); // nobody knew of these lines: both are posted
    assertThat(reconciliation.proof("bank:town").orElseThrow().isProved()).isTrue();
    assertThat(reconciliation.tieOuts(BreakKind.POSTED, "EUR")).allMatch(TieOut::isTied);
    // @end
    String source = Files.readString(HERE);
    int from = source.indexOf('\n', source.indexOf("// @start")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;
    assertThat(Files.readString(ROOT.resolve("docs/reconciliation.md")))
        .contains("```java\n" + source.substring(from, to - 1).stripIndent() + "\n```");
  }
}
