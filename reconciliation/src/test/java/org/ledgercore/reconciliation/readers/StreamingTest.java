package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.readers.Fixtures.ACCOUNTS;
import static org.ledgercore.reconciliation.readers.Fixtures.MAIN;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.StatementSink;

/** Every reader tells lines of a file that never ends: it cannot be waiting for the end. */
class StreamingTest {

  private static final int ENOUGH = 20_000;

  static Stream<Arguments> endless() {
    return Stream.of(
        Arguments.of(
            new CamtReader(ACCOUNTS),
            "<Document><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>DE12500105170648</IBAN></Id>"
                + "</Acct>",
            "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
                + "<BookgDt><Dt>2026-03-02</Dt></BookgDt></Ntry>\n"),
        Arguments.of(
            new Mt940Reader(ACCOUNTS),
            ":20:S\n:25:DE12500105170648\n:28C:1\n:60F:C260302EUR0,\n",
            ":61:260302C1,NTRFX\n:86:text\n"),
        Arguments.of(
            new Bai2Reader(ACCOUNTS),
            "01,B,H,260302,0600,1,80,10,2/\n02,H,B,1,260302,2400,EUR,2/\n"
                + "03,DE12500105170648,,010,0,,/\n",
            "16,195,100,,B1,,text\n"),
        Arguments.of(
            new OfxReader(ACCOUNTS),
            "<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>DE12500105170648</BANKACCTFROM>"
                + "<BANKTRANLIST>\n",
            "<STMTTRN><DTPOSTED>20260302<TRNAMT>1.00<FITID>F</STMTTRN>\n"),
        Arguments.of(
            new CsvStatementReader(
                MAIN,
                CsvMapping.of(Column.named("Date"), SignRule.Signed.in(Column.named("Amount")))
                    .beforeFooter(1)),
            "Date,Amount\n",
            "2026-03-02,1.00\n"),
        Arguments.of(
            new CashCountReader(MAIN), "count;2026-03-02\nopening;0\n", "slip;1.00;R;sale\n"));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void aFileWithoutEndIsTold(StatementReader reader, String head, String line) {
    assertThatThrownBy(() -> reader.read(endless(head, line), new FirstLines()))
        .isInstanceOf(EnoughException.class);
  }

  private static InputStream endless(String head, String line) {
    byte[] repeated = Fixtures.bytes(line.repeat(100));
    Enumeration<InputStream> forever =
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return true;
          }

          @Override
          public InputStream nextElement() {
            return new ByteArrayInputStream(repeated);
          }
        };
    return new SequenceInputStream(
        new ByteArrayInputStream(Fixtures.bytes(head)), new SequenceInputStream(forever));
  }

  private static final class EnoughException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  /** Takes so many lines and then no more. */
  private static final class FirstLines implements StatementSink {

    private int lines;

    @Override
    public void begin(StatementHead head) {
      lines = 0;
    }

    @Override
    public void line(StatementLine line) {
      lines++;
      if (lines == ENOUGH) {
        throw new EnoughException();
      }
    }

    @Override
    public void end(StatementEnd end) {
      throw new IllegalStateException("the file has no end");
    }
  }
}
