package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.readers.Fixtures.ACCOUNTS;
import static org.ledgercore.reconciliation.readers.Fixtures.assertReads;
import static org.ledgercore.reconciliation.readers.Fixtures.assertRefuses;
import static org.ledgercore.reconciliation.readers.Fixtures.bytes;
import static org.ledgercore.reconciliation.readers.Fixtures.declared;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.reconciliation.statement.UnusableFileException;

class OfxReaderTest {

  private static final OfxReader READER = new OfxReader(ACCOUNTS);

  private static final String SGML =
      """
      OFXHEADER:100
      DATA:OFXSGML
      VERSION:102
      ENCODING:USASCII
      CHARSET:1252

      <OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
      <BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS>
      <CURDEF>EUR
      <BANKACCTFROM><BANKID>1<ACCTID>DE12500105170648<ACCTTYPE>CHECKING</BANKACCTFROM>
      <BANKTRANLIST><DTSTART>20260301<DTEND>20260331
      <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302120000[-5:EST]<TRNAMT>50.00<FITID>F1
      <REFNUM>INV-77<NAME>Ann &amp; Co<MEMO>rent</STMTTRN>
      <STMTTRN><TRNTYPE>CHECK<DTPOSTED>20260303<DTAVAIL>20260304<TRNAMT>-10,5<FITID>F2
      <CHECKNUM>1001<PAYEE><NAME>Ben<ADDR1>x</PAYEE><BANKACCTTO><ACCTID>999</BANKACCTTO><MEMO>
      </STMTTRN>
      </BANKTRANLIST>
      <LEDGERBAL><BALAMT>139.50<DTASOF>20260331</LEDGERBAL>
      <AVAILBAL><BALAMT>9999.00<DTASOF>20260331</AVAILBAL>
      </STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
      """;

  private static final String TOLD =
      """
      bank:main close 139.50 on 2026-03-31
      1 2026-03-02 50.00 code=CREDIT BANK=F1 CUSTOMER=INV-77 of Ann & Co | rent
      2 2026-03-03 valued 2026-03-04 -10.50 code=CHECK BANK=F2 CHEQUE=1001 of Ben
      """;

  @Test
  void theFieldsOfVersionOneDoNotEnd() {
    assertReads(READER, SGML, TOLD);
    assertReads(READER, SGML.replace("\n<", "<").replace("\n", "\r\n"), TOLD);
  }

  @Test
  void theFieldsOfVersionTwoDo() {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="no"?>
        <?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE"?>
        <OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>EUR</CURDEF>
        <CCACCTFROM><ACCTID>DE12500105170648</ACCTID></CCACCTFROM>
        <BANKTRANLIST>
        <STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260302</DTPOSTED><TRNAMT>+50.00</TRNAMT>
        <FITID>F1</FITID><REFNUM>INV-77</REFNUM><NAME>Ann &amp; Co</NAME><MEMO>rent</MEMO></STMTTRN>
        <STMTTRN><TRNTYPE>CHECK</TRNTYPE><DTPOSTED>20260303</DTPOSTED><DTAVAIL>20260304</DTAVAIL>
        <TRNAMT>-10.5</TRNAMT><FITID>F2</FITID><CHECKNUM>1001</CHECKNUM><NAME>Ben</NAME></STMTTRN>
        </BANKTRANLIST>
        <LEDGERBAL><BALAMT>139.50</BALAMT><DTASOF>20260331</DTASOF></LEDGERBAL>
        </CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
        """;

    assertReads(READER, xml, TOLD);
  }

  @Test
  void theHeaderNamesTheEncoding() {
    byte[] windows = SGML.replace("rent", "Büro – 5 €").getBytes(Charset.forName("windows-1252"));
    byte[] unicode =
        bytes(
            SGML.replace("rent", "Büro – 5 €").replace("USASCII", "UTF-8").replace("1252", "NONE"));

    assertThat(READER.read(windows).get(0).lines().get(0).text()).isEqualTo("Büro – 5 €");
    assertThat(READER.read(unicode).get(0).lines().get(0).text()).isEqualTo("Büro – 5 €");
  }

  @ParameterizedTest
  @CsvSource({"0, refused", "2, 5000", "3, 50000"})
  void theSameFileMeansWhatTheAccountDeclares(int exponent, String expected) {
    OfxReader reader = new OfxReader(List.of(declared(exponent)));

    if (expected.equals("refused")) {
      assertThatThrownBy(() -> reader.read(bytes(SGML)))
          .isInstanceOf(UnusableFileException.class)
          .hasMessage("line 13, TRNAMT: must have at most 0 decimals in EUR: 50.00");
    } else {
      assertThat(reader.read(bytes(SGML)).get(0).lines().get(0).amount().minor())
          .isEqualTo(Long.parseLong(expected));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<FITID>F1       | ''                | line 13, FITID: must be there:",
        "<TRNAMT>50.00   | <TRNAMT>5O.00     | line 13, TRNAMT: must be a decimal number: 5O.00",
        "20260302120000  | 20260231          | line 13, DTPOSTED: must be a date: ",
        "<CURDEF>EUR     | <CURDEF>USD       | line 13, ACCTID: must be EUR, as declared: USD",
        "<ACCTID>DE125   | <ACCTID>DE135     | line 13, ACCTID: must be declared: DE13500105170648",
        "<MEMO>rent      | <CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY>"
            + " | line 13, CURSYM: must be EUR, as declared: USD",
        "<OFX>           | <!DOCTYPE OFX [<!ENTITY x 'y'>]><OFX>"
            + " | line 7, tag: must have no document type: !DOCTYPE",
      })
  void whatBreaksTheFormatIsRefused(String part, String by, String message) {
    assertThatThrownBy(() -> READER.read(bytes(SGML.replace(part, by))))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aFileThatSaysNothingIsRefused() {
    assertRefuses(READER, "", "line 1, OFX: must be there: ");
    assertRefuses(READER, "Date,Amount\n", "line 1, OFX: must be there: ");
    assertRefuses(
        READER,
        "<OFX><STMTTRNRS><STATUS><CODE>2000</STATUS></STMTTRNRS></OFX>",
        "file: must have a statement: ");
    assertThatThrownBy(() -> READER.read(bytes(SGML.substring(0, SGML.indexOf("</STMTRS>")))))
        .hasMessage("file: must not end inside a statement: ");
  }
}
