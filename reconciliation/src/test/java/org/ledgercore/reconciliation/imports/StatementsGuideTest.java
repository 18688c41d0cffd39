package org.ledgercore.reconciliation.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.imports.ImportOutcome.AlreadyImported;
import org.ledgercore.reconciliation.imports.ImportOutcome.Imported;
import org.ledgercore.reconciliation.imports.ImportOutcome.Refused;
import org.ledgercore.reconciliation.readers.Column;
import org.ledgercore.reconciliation.readers.CsvMapping;
import org.ledgercore.reconciliation.readers.CsvStatementReader;
import org.ledgercore.reconciliation.readers.SignRule;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.testing.LedgerExtension;

/** The example of {@code docs/statements.md}, compiled and run. */
class StatementsGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Path PAGE =
      Path.of(System.getProperty("ledger.root")).resolve("docs/statements.md");
  private static final Path SOURCE =
      Path.of(System.getProperty("ledger.root"))
          .resolve("reconciliation/src/test/java/org/ledgercore/reconciliation/imports")
          .resolve("StatementsGuideTest.java");

  @Test
  void aFileIsImportedOnceAndAWrongOneIsRefused() {
    DataSource dataSource = DB.dataSource();
    String schema = DB.schema() + "_guide";
    // @start region="statements"
    ReconciliationStore.migrate(dataSource, schema);
    StatementImports imports = new StatementImports(ReconciliationStore.in(dataSource, schema));

    StatementAccount account = StatementAccount.unnamed("bank:main", Unit.fiat("IQD", 3));
    CsvMapping mapping =
        CsvMapping.of(Column.named("Date"), SignRule.Signed.in(Column.named("Amount")))
            .dated("dd.MM.uuuu")
            .numbers(',', ".")
            .punctuated(";\"")
            .reference(ReferenceKind.BANK, Column.named("Reference"))
            .balance(Column.named("Balance"));
    StatementConnection bank =
        new StatementConnection("bank-csv", new CsvStatementReader(account, mapping));

    byte[] file =
        bytes(
            """
            Date;Amount;Reference;Balance
            02.03.2026;1.250,500;B1;11.250,500
            03.03.2026;-250,500;B2;11.000,000
            """);
    Imported imported = (Imported) imports.receive(bank, file, "ann");
    assertThat(imported.statements().get(0).gap()).isEqualTo(Gap.NONE);
    assertThat(imports.receive(bank, file, "ben")).isInstanceOf(AlreadyImported.class);

    List<ImportedLine> lines = imports.lines(account, 0, 100);
    assertThat(lines.get(0).line().amount()).isEqualTo(Money.of("1250.500", account.unit()));
    assertThat(lines.get(1).line().reference(ReferenceKind.BANK)).contains("B2");

    byte[] finer = bytes("Date;Amount;Reference;Balance\n04.03.2026;0,0005;B3;11.000,0005\n");
    assertThat(imports.receive(bank, finer, "ann"))
        .isEqualTo(new Refused(2, "Amount", "must have at most 3 decimals in IQD", "0,0005"));
    // @end
  }

  @Test
  void theExampleOfThePageIsThatRegion() throws IOException {
    String source = Files.readString(SOURCE);
    int from = source.indexOf('\n', source.indexOf("// @start region=\"statements\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;

    assertThat(Files.readString(PAGE))
        .contains("```java\n" + source.substring(from, to - 1).stripIndent() + "\n```");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
