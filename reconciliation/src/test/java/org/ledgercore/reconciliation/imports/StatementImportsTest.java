package org.ledgercore.reconciliation.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.imports.ImportOutcome.AlreadyImported;
import org.ledgercore.reconciliation.imports.ImportOutcome.Imported;
import org.ledgercore.reconciliation.imports.ImportOutcome.Refused;
import org.ledgercore.reconciliation.readers.CamtReader;
import org.ledgercore.reconciliation.readers.Column;
import org.ledgercore.reconciliation.readers.CsvMapping;
import org.ledgercore.reconciliation.readers.CsvStatementReader;
import org.ledgercore.reconciliation.readers.Mt940Reader;
import org.ledgercore.reconciliation.readers.SignRule;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.testing.CamtFiles;
import org.ledgercore.reconciliation.testing.Statements;
import org.ledgercore.testing.LedgerExtension;

class StatementImportsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static String schema = "";

  @BeforeAll
  static void migrate() {
    schema = DB.schema() + "_rec";
    ReconciliationStore.migrate(DB.dataSource(), schema);
  }

  private final StatementImports imports =
      new StatementImports(ReconciliationStore.in(DB.dataSource(), schema));

  @Test
  void aFileIsStoredAsItWasRead() {
    StatementAccount account = account("stored", 2);
    List<ReceivedStatement> sent = new Statements(7, account).days(3);
    byte[] file = CamtFiles.write(sent);
    StatementConnection bank = new StatementConnection("stored", new CamtReader(List.of(account)));

    ImportOutcome outcome = imports.receive(bank, file, "ann");

    assertThat(outcome).isInstanceOf(Imported.class);
    assertThat(imports.lines(account, 0, 1_000).stream().map(ImportedLine::line).toList())
        .isEqualTo(bank.reader().read(file).stream().flatMap(it -> it.lines().stream()).toList());
    assertThat(imports.statements("stored"))
        .extracting(ImportedStatement::gap)
        .containsOnly(Gap.NONE);
  }

  @Test
  void aBatchAndABreakdownAreStoredWhole() {
    StatementAccount account = account("batch", 2);
    String batch =
        """
        <Document><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><IBAN>DE1</IBAN></Id></Acct>
        <Ntry><Amt Ccy="EUR">3.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
        <BookgDt><Dt>2026-03-02</Dt></BookgDt><NtryDtls>
        <TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="EUR">1.00</Amt>
        <RmtInf><Ustrd>quoted "\\" {text},</Ustrd></RmtInf></TxDtls>
        <TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs></TxDtls>
        </NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
        """;
    StatementConnection camt = new StatementConnection("batch", new CamtReader(List.of(account)));
    imports.receive(camt, bytes(batch), "ann");

    assertThat(imports.lines(account, 0, 10).get(0).line())
        .isEqualTo(camt.reader().read(bytes(batch)).get(0).lines().get(0));

    StatementAccount provider = account("provider", 2);
    StatementConnection csv =
        new StatementConnection(
            "provider",
            new CsvStatementReader(
                provider,
                CsvMapping.of(
                        Column.at(1),
                        new SignRule.GrossAndFee(Column.at(2), Column.at(3), false, Column.at(4)))
                    .withoutHeader()));
    byte[] settled = bytes("2026-03-02,10.00,0.30,9.70\n");
    imports.receive(csv, settled, "ann");

    assertThat(imports.lines(provider, 0, 10).get(0).line())
        .isEqualTo(csv.reader().read(settled).get(0).lines().get(0));
  }

  @Test
  void theSameBytesAgainChangeNothing() {
    byte[] file = mt940("1", "02", "100,", "D30,NMSCX", "70,");
    Imported first = (Imported) receive("again", file);

    assertThat(receive("again", file))
        .isEqualTo(new AlreadyImported(first.file(), first.statements()));
    assertThat(amounts("again")).isEqualTo("-30.00");
  }

  @Test
  void equalLinesOfOneDayAreCounted() {
    receive("equal", mt940("1", "02", "100,", "D5,NMSCX D5,NMSCX", "90,"));
    assertThat(amounts("equal")).isEqualTo("-5.00 -5.00");

    receive("equal", mt940("1b", "02", "100,", "D5,NMSCX D5,NMSCX D5,NMSCX", "85,"));
    assertThat(amounts("equal")).isEqualTo("-5.00 -5.00 -5.00");
    assertThat(imports.lines(account("equal", 2), 0, 10))
        .extracting(ImportedLine::occurrence)
        .containsExactly(1L, 2L, 3L);
  }

  /** Each download: day it opens and closes on, balances, lines; what is new; what is missing. */
  @Test
  void overlapsCountOnceAndGapsAreFoundAndHealed() {
    assertThat(told("chain", mt940("1", "02", "100,", "C10,NMSCA//B1", "110,")))
        .isEqualTo("1 of 1 NONE");
    assertThat(told("chain", mt940("2", "02", "100,", "C10,NMSCA//B1 C20,NMSCB//B2", "130,")))
        .isEqualTo("1 of 2 NONE");
    assertThat(told("chain", mt940("4", "05", "170,", "C1,NMSCD//B4", "171,")))
        .isEqualTo("1 of 1 BEFORE");
    assertThat(told("chain", mt940("3", "04", "130,", "C40,NMSCC//B3", "170,")))
        .isEqualTo("1 of 1 NONE");
    assertThat(imports.statements("chain"))
        .extracting(ImportedStatement::gap)
        .containsOnly(Gap.NONE);
    assertThat(told("chain", mt940("5", "06", "171,", "C1,NMSCE//B5", "173,")))
        .isEqualTo("1 of 1 WITHIN");
    assertThat(amounts("chain")).isEqualTo("10.00 20.00 1.00 40.00 1.00");
  }

  @Test
  void aDownloadThatReachesBackBeforeTheOldestIsNoGap() {
    told("back", mt940("2", "03", "110,", "C20,NMSCB//B2", "130,"));

    assertThat(told("back", mt940("1", "02", "100,", "C10,NMSCA//B1", "110,")))
        .isEqualTo("1 of 1 NONE");
    assertThat(imports.statements("back"))
        .extracting(ImportedStatement::gap)
        .containsOnly(Gap.NONE);
    assertThat(imports.statements("back"))
        .extracting(ImportedStatement::sequence)
        .containsExactly("1", "2");
  }

  @Test
  void aStatementIdThatComesAgainNextYearIsAnotherStatement() {
    byte[] first = mt940("1", "02", "100,", "C10,NMSCA", "110,");
    byte[] next =
        bytes(
            new String(first, StandardCharsets.UTF_8)
                .replace("2603", "2703")
                .replace("100,", "110,")
                .replace(":62F:C270302EUR110,", ":62F:C270302EUR120,"));

    receive("year", first);

    assertThat(told("year", next)).isEqualTo("1 of 1 NONE");
    assertThat(imports.statements("year"))
        .extracting(ImportedStatement::statementId)
        .containsExactly("ID", "ID");
    assertThat(amounts("year")).isEqualTo("10.00 10.00");
  }

  @Test
  void aStatementWithoutLinesIsOneAndKeepsTheChain() {
    assertThat(told("empty", mt940("1", "02", "100,", "", "100,"))).isEqualTo("0 of 0 NONE");
    assertThat(told("empty", mt940("2", "03", "100,", "", "100,"))).isEqualTo("0 of 0 NONE");
    assertThat(told("empty", mt940("3", "04", "101,", "", "101,"))).isEqualTo("0 of 0 BEFORE");
  }

  @Test
  void aPendingLineIsAnotherOneThanTheBookedOneItBecomes() {
    receive("pending", mt940("1", "02", "100,", "EC10,NMSCA//B1", "100,"));
    assertThat(told("pending", mt940("2", "02", "100,", "C10,NMSCA//B1", "110,")))
        .isEqualTo("1 of 1 NONE");
    assertThat(amounts("pending")).isEqualTo("10.00 10.00");
  }

  @Test
  void oneBankReferenceForAPaymentAndItsFeeMakesTwoLines() {
    receive("fee", mt940("1", "02", "100,", "C10,NMSCA//B1 D1,NCHGA//B1", "109,"));

    assertThat(amounts("fee")).isEqualTo("10.00 -1.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C10,123NMSCA | 5 | :61: | must have at most 2 decimals in EUR | 10,123",
        "C10,NMSCA    | 6 | :62F: | must be there | ''",
      })
  void aFileThatCannotBeBelievedLeavesNothing(
      String line, long at, String field, String rule, String value) {
    String file = new String(mt940("1", "02", "100,", line, "110,"), StandardCharsets.UTF_8);
    String broken = rule.startsWith("must be") ? file.replaceAll(":62F:.*", "-") : file;

    assertThat(receive("refused", bytes(broken))).isEqualTo(new Refused(at, field, rule, value));
    assertThat(imports.statements("refused")).isEmpty();
    assertThat(imports.lines(account("refused", 2), 0, 10)).isEmpty();
  }

  @Test
  void emptyFilesAndTextThatCannotBeStoredAreRefused() {
    assertThat(receive("nothing", new byte[0]))
        .isEqualTo(new Refused(0, "file", "must have a statement", ""));
    assertThat(receive("nothing", mt940("1", "02", "100,", "C10,NMSCA\0B", "110,")))
        .isEqualTo(new Refused(5, ":61:", "must not contain NUL", "A\\u0000B"));
  }

  @ParameterizedTest
  @CsvSource({"0, refused", "2, 1250", "3, 12500"})
  void theSameFileMeansWhatItsConnectionDeclares(int exponent, String expected) {
    String name = "exponent-" + exponent;
    StatementAccount account = StatementAccount.unnamed(name, Unit.fiat("EUR", exponent));
    ImportOutcome outcome =
        imports.receive(
            new StatementConnection(name, new CsvStatementReader(account, SIMPLE)),
            bytes("2026-03-02,12.50\n"),
            "ann");

    if (expected.equals("refused")) {
      assertThat(outcome)
          .isEqualTo(new Refused(1, "column 2", "must have at most 0 decimals in EUR", "12.50"));
    } else {
      assertThat(imports.lines(account, 0, 10).get(0).line().amount().minor())
          .isEqualTo(Long.parseLong(expected));
    }
  }

  @Test
  void anAccountKeepsItsUnit() {
    receive("unit", mt940("1", "02", "100,", "C10,NMSCA", "110,"));
    StatementConnection other =
        new StatementConnection("unit-3", new Mt940Reader(List.of(account("unit", 3))));

    assertThat(imports.receive(other, mt940("2", "03", "110,", "C10,NMSCA", "120,"), "ann"))
        .isEqualTo(
            new Refused(
                0, "account", "must be declared in EUR with 2 decimals, as before", "unit"));
    assertThatThrownBy(() -> imports.lines(account("unit", 3), 0, 10))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void ofTwoThatBringTheSameFileOneImportsIt() throws Exception {
    byte[] file = mt940("1", "02", "100,", "C10,NMSCA C10,NMSCA", "120,");
    List<Future<ImportOutcome>> brought = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        brought.add(threads.submit(() -> receive("race", file)));
      }
    }
    int imported = 0;
    for (Future<ImportOutcome> one : brought) {
      imported += one.get() instanceof Imported ? 1 : 0;
    }

    assertThat(imported).isEqualTo(1);
    assertThat(amounts("race")).isEqualTo("10.00 10.00");
  }

  @Test
  void linesArePagedInTheOrderOfImport() {
    receive("paged", mt940("1", "02", "0,", "C1,NMSCA C2,NMSCB C3,NMSCC", "6,"));
    List<ImportedLine> first = imports.lines(account("paged", 2), 0, 2);
    List<ImportedLine> rest = imports.lines(account("paged", 2), first.get(1).lineNo(), 2);

    assertThat(first).hasSize(2);
    assertThat(rest).extracting(it -> it.line().amount().minor()).containsExactly(300L);
    assertThatThrownBy(() -> imports.lines(account("paged", 2), 0, 0))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aFileOnDiskIsImportedAndAMissingOneIsNot(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("statement.sta");
    Files.write(file, mt940("1", "02", "100,", "C10,NMSCA", "110,"));
    StatementConnection bank =
        new StatementConnection("disk", new Mt940Reader(List.of(account("disk", 2))));

    assertThat(imports.receive(bank, file, "ann")).isInstanceOf(Imported.class);
    assertThatThrownBy(() -> imports.receive(bank, folder.resolve("none"), "ann"))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static final CsvMapping SIMPLE =
      CsvMapping.of(Column.at(1), SignRule.Signed.in(Column.at(2))).withoutHeader();

  private static StatementAccount account(String name, int exponent) {
    return StatementAccount.of(name, Unit.fiat("EUR", exponent), "DE1");
  }

  private ImportOutcome receive(String account, byte[] file) {
    return imports.receive(
        new StatementConnection(account, new Mt940Reader(List.of(account(account, 2)))),
        file,
        "ann");
  }

  /** How many of its lines are new, and whether it has a gap. */
  private String told(String account, byte[] file) {
    ImportedStatement only = ((Imported) receive(account, file)).statements().get(0);
    return only.newLines() + " of " + only.lines() + " " + only.gap();
  }

  private String amounts(String account) {
    return imports.lines(account(account, 2), 0, 100).stream()
        .map(ImportedLine::line)
        .map(StatementLine::amount)
        .map(it -> it.toDecimal())
        .collect(Collectors.joining(" "));
  }

  /** A statement of one day in March 2026, its lines separated by blanks. */
  private static byte[] mt940(
      String sequence, String day, String opening, String lines, String closing) {
    StringBuilder file = new StringBuilder(":20:ID\n:25:DE1\n:28C:" + sequence + "\n");
    file.append(":60F:C2603").append(day).append("EUR").append(opening).append('\n');
    for (String line : lines.isEmpty() ? new String[0] : lines.split(" ", -1)) {
      file.append(":61:2603").append(day).append(line).append('\n');
    }
    file.append(":62F:C2603").append(day).append("EUR").append(closing).append('\n');
    return bytes(file.toString());
  }

  private static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }
}
