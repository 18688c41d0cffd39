package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.testing.Bai2Files;
import org.ledgercore.reconciliation.testing.CamtFiles;
import org.ledgercore.reconciliation.testing.CsvFiles;
import org.ledgercore.reconciliation.testing.Mt940Files;
import org.ledgercore.reconciliation.testing.OfxFiles;
import org.ledgercore.reconciliation.testing.Statements;
import org.ledgercore.reconciliation.testing.Told;
import org.ledgercore.testing.Generate;

/** What is written in a format is read back from it, as far as the format can say it. */
class RoundTripProperties {

  private enum Format {
    CAMT("id seq open code reversal e2e of"),
    MT940("id seq open code reversal e2e of"),
    BAI2("open"),
    OFX("of"),
    CSV("open e2e of");

    private final List<String> says;

    Format(String says) {
      this.says = List.of(says.split(" ", -1));
    }
  }

  @Property
  void camtThereAndBack(@ForAll("seeds") long seed) {
    StatementAccount account = account(seed);
    List<ReceivedStatement> sent = new Statements(seed, account).days(days(seed));

    same(Format.CAMT, sent, new CamtReader(List.of(account)).read(CamtFiles.write(sent)));
  }

  @Property
  void mt940ThereAndBack(@ForAll("seeds") long seed) {
    StatementAccount account = account(seed);
    List<ReceivedStatement> sent = new Statements(seed, account).days(days(seed));

    same(Format.MT940, sent, new Mt940Reader(List.of(account)).read(Mt940Files.write(sent)));
  }

  @Property
  void bai2ThereAndBack(@ForAll("seeds") long seed) {
    StatementAccount account = account(seed);
    List<ReceivedStatement> sent = new Statements(seed, account).days(days(seed));

    same(Format.BAI2, sent, new Bai2Reader(List.of(account)).read(Bai2Files.write(sent)));
  }

  @Property
  void ofxThereAndBack(@ForAll("seeds") long seed) {
    StatementAccount account = account(seed);
    List<ReceivedStatement> sent = new Statements(seed, account).days(2);
    byte[] file = (seed & 1) == 0 ? OfxFiles.xml(sent) : OfxFiles.sgml(sent);

    same(Format.OFX, sent, new OfxReader(List.of(account)).read(file));
  }

  @Property
  void csvThereAndBack(@ForAll("seeds") long seed) {
    StatementAccount account = account(seed);
    List<ReceivedStatement> sent = new Statements(seed, account).days(1);

    same(
        Format.CSV,
        sent,
        new CsvStatementReader(account, CsvFiles.MAPPING).read(CsvFiles.write(sent.get(0))));
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Generate.seeds();
  }

  private static StatementAccount account(long seed) {
    return Statements.account((int) (seed % 4));
  }

  private static int days(long seed) {
    return (int) (1 + seed / 4 % 4);
  }

  private static void same(
      Format format, List<ReceivedStatement> sent, List<ReceivedStatement> received) {
    assertThat(Told.of(said(format, received))).isEqualTo(Told.of(said(format, sent)));
  }

  private static List<ReceivedStatement> said(Format format, List<ReceivedStatement> statements) {
    return statements.stream().map(it -> said(format, it)).toList();
  }

  private static ReceivedStatement said(Format format, ReceivedStatement of) {
    List<String> says = format.says;
    List<StatementLine> lines = new ArrayList<>();
    of.lines().forEach(line -> lines.add(said(says, line)));
    return new ReceivedStatement(
        new StatementHead(
            of.head().account(),
            says.contains("id") ? of.head().statementId() : "",
            says.contains("seq") ? of.head().sequence() : ""),
        lines,
        new StatementEnd(
            says.contains("open") ? of.end().opening() : Optional.empty(),
            of.end().closing(),
            Optional.empty(),
            Optional.empty()));
  }

  private static StatementLine said(List<String> says, StatementLine line) {
    LineBuilder said =
        StatementLine.on(line.bookingDate(), line.amount())
            .valued(line.valueDate())
            .reversal(says.contains("reversal") && line.reversal())
            .code(says.contains("code") ? line.code() : "")
            .counterparty(says.contains("of") ? line.counterparty() : "")
            .text(line.text());
    for (ReferenceKind kind : List.of(ReferenceKind.BANK, ReferenceKind.CUSTOMER)) {
      line.reference(kind).ifPresent(value -> said.reference(kind, value));
    }
    if (says.contains("e2e")) {
      line.reference(ReferenceKind.END_TO_END)
          .ifPresent(value -> said.reference(ReferenceKind.END_TO_END, value));
    }
    return said.build(line.number());
  }
}
