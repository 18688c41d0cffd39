package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.readers.Fixtures.ACCOUNTS;
import static org.ledgercore.reconciliation.readers.Fixtures.assertReads;
import static org.ledgercore.reconciliation.readers.Fixtures.assertRefuses;
import static org.ledgercore.reconciliation.readers.Fixtures.bytes;
import static org.ledgercore.reconciliation.readers.Fixtures.declared;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.UnusableFileException;
import org.ledgercore.reconciliation.testing.Told;

class Mt940ReaderTest {

  private static final Mt940Reader READER = new Mt940Reader(ACCOUNTS);

  private static final String BARE =
      """
      :20:S1
      :25:DE12500105170648
      :28C:31/1
      :60F:C260302EUR100,00
      :61:2603020302C50,NTRFINV-77//B1
      :86:rent for
      March
      :61:260303D10,5NMSCNONREF
      supplementary words
      :62F:C260303EUR139,50
      :64:C260303EUR139,50
      :86:thank you for banking with us
      -
      """;

  private static final String TOLD =
      """
      bank:main id=S1 seq=31/1 open 100.00 on 2026-03-02 close 139.50 on 2026-03-03
      1 2026-03-02 50.00 code=NTRF CUSTOMER=INV-77 BANK=B1 | rent for March
      2 2026-03-03 -10.50 code=NMSC | supplementary words
      """;

  @Test
  void aBareMessageAsBankPortalsGiveIt() {
    assertReads(READER, BARE, TOLD);
  }

  @Test
  void theSameInItsEnvelopeAndWithOtherLineEnds() {
    String inside = "{1:F01BANKDEFFXXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\n" + BARE;
    String closed = inside.replace("\n-\n", "\n-}{5:{CHK:123456789ABC}}\n");

    assertReads(READER, inside, TOLD);
    assertReads(READER, closed, TOLD);
    assertReads(READER, BARE.replace("\n", "\r\n"), TOLD);
    assertReads(READER, "\uFEFF" + BARE, TOLD);
    assertReads(READER, "\r\n" + BARE.replace("-\n", ""), TOLD);
  }

  @Test
  void severalMessagesInAFile() {
    String next = BARE.replace(":20:S1", ":20:S2").replace("31/1", "32/1");

    assertThat(Told.of(READER.read(bytes(BARE + next))))
        .isEqualTo(TOLD + TOLD.replace("S1", "S2").replace("31/1", "32/1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C  | 50.00",
        "D  | -50.00",
        "RC | -50.00 REVERSAL",
        "RD | 50.00 REVERSAL",
        "CR | 50.00",
        "RCR | -50.00 REVERSAL",
        "EC | 50.00 PENDING",
        "ED | -50.00 PENDING",
      })
  void theMarkGivesTheSign(String mark, String told) {
    assertThat(line(":61:2603020302" + mark + "50,NTRFX"))
        .isEqualTo("1 2026-03-02 " + told + " code=NTRF CUSTOMER=X\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2603020301 | 2026-03-01 valued 2026-03-02",
        "2601021231 | 2025-12-31 valued 2026-01-02",
        "2512310102 | 2026-01-02 valued 2025-12-31",
        "260302     | 2026-03-02",
        "2402280229 | 2024-02-29 valued 2024-02-28",
      })
  void theEntryDateHasNoYear(String dates, String told) {
    assertThat(line(":61:" + dates + "C50,NTRFX"))
        .isEqualTo("1 " + told + " 50.00 code=NTRF CUSTOMER=X\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "166?00GUTSCHRIFT?109310?20EREF+E-1?21SVWZ+Miete ?22Maerz?30BIC?31DE1?32Ann?33 Smith"
            + " | END_TO_END=E-1 of Ann Smith | Miete  Maerz",
        "166?20abcdefghijklmnopqrstuvwxyzA?21BC d?22ef | of | abcdefghijklmnopqrstuvwxyzABC d ef",
        "177?20EREF+E-2?21KREF+K-2?22MREF+M-2?23SVWZ+x?60 y?32Ben"
            + " | END_TO_END=E-2 CUSTOMER=K-2 MANDATE=M-2 of Ben | x   y",
        "/TRTP/SEPA OVERBOEKING/IBAN/NL1/NAME/J. Doe/REMI/order 5/EREF/E-3"
            + " | END_TO_END=E-3 of J. Doe | order 5",
        "/ORDP//NAME/Ann/REMI/USTD//hello | of Ann | hello",
        "plain words: 12?20 | of | plain words: 12?20",
      })
  void eachDialectOfTheInformation(String information, String references, String text) {
    StatementLine line = read(":61:260302C50,NTRFNONREF\n:86:" + information).get(0);

    String told = Told.line(line).replaceFirst("^1 2026-03-02 50.00 code=NTRF", "").strip();
    String expected = references.equals("of") ? "| " + text : references + " | " + text;
    assertThat(told.replaceAll(" +", " ")).isEqualTo(expected.replaceAll(" +", " "));
    assertThat(line.raw()).isEqualTo(information);
  }

  @Test
  void aReferenceLongerThanTheFormatAllowsIsKept() {
    assertThat(line(":61:260302C50,NTRF" + "R".repeat(60) + "//" + "B".repeat(40)))
        .isEqualTo(
            "1 2026-03-02 50.00 code=NTRF CUSTOMER=%s BANK=%s\n"
                .formatted("R".repeat(60), "B".repeat(40)));
  }

  @Test
  void theCurrencyMayStandBehindTheAccount() {
    assertReads(READER, BARE.replace("5170648", "5170648EUR"), TOLD);
  }

  @Test
  void aStatementWithoutEntriesIsOne() {
    assertReads(
        READER,
        """
        :20:S1
        :25:DE12500105170648
        :28C:31/1
        :60F:C260302EUR0,
        :62F:D260302EUR0,
        """,
        "bank:main id=S1 seq=31/1 open 0.00 on 2026-03-02 close 0.00 on 2026-03-02\n");
  }

  @Test
  void pagesHaveInterimBalances() {
    assertReads(READER, BARE.replace("60F", "60M").replace("62F", "62M"), TOLD);
  }

  @ParameterizedTest
  @CsvSource({"0, refused", "2, 5025", "3, 50250"})
  void theSameFileMeansWhatTheAccountDeclares(int exponent, String expected) {
    byte[] file =
        bytes(
            BARE.replace("100,00", "100,")
                .replace("C50,", "C50,25")
                .replace("D10,5N", "D10,N")
                .replace("139,50", "139,"));
    Mt940Reader reader = new Mt940Reader(List.of(declared(exponent)));

    if (expected.equals("refused")) {
      assertThatThrownBy(() -> reader.read(file))
          .isInstanceOf(UnusableFileException.class)
          .hasMessage("line 5, :61:: must have at most 0 decimals in EUR: 50,25");
    } else {
      assertThat(reader.read(file).get(0).lines().get(0).amount().minor())
          .isEqualTo(Long.parseLong(expected));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":60F:C260302EUR100,00  | :60X: | line 5, :60F:: must be there:",
        ":62F:C260303EUR139,50  | :62X: | line 13, :62F:: must be there:",
        ":60F:C260302EUR100,00  | :60F:C260302USD100,00"
            + " | line 4, :60F:: must be EUR, as declared: USD",
        ":62F:C260303EUR139,50  | :62F:C260303USD139,50"
            + " | line 10, :62F:: must be in EUR, as declared: C260303USD139,50",
        ":60F:C260302EUR100,00  | :60F:C260231EUR100,00 | 'line 4, :60F:: must be a date: '",
        ":61:2603020302C50      | :61:2603020302X50"
            + " | 'line 5, :61:: must be value date, mark, amount, type and reference: '",
        ":25:DE12500105170648   | :25:DE99 | line 4, :60F:: must be declared: DE99",
      })
  void aMessageThatBreaksTheFormatIsRefused(String part, String by, String message) {
    assertThatThrownBy(() -> READER.read(bytes(BARE.replace(part, by))))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aFileOfSomethingElseIsRefused() {
    assertRefuses(READER, "", "file: must have a statement: ");
    assertRefuses(READER, "\n\n", "file: must have a statement: ");
    assertRefuses(READER, "a,b,c\n", "line 1, tag: must start with :20:: a,b,c");
    assertRefuses(
        READER, "{1:F01X}{2:O9421200}{4:\n:20:S1\n", "line 1, {2:: must be message type 940: 942");
    assertRefuses(READER, ":25:DE1\n:61:260302C50,NTRFX\n", "line 2, :60F:: must be there: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252"})
  void otherEncodingsAreDeclared(String encoding) {
    byte[] latin =
        BARE.replace("rent", "Büromiete").getBytes(java.nio.charset.Charset.forName(encoding));

    assertThat(
            READER.encodedIn(StandardCharsets.ISO_8859_1).read(latin).get(0).lines().get(0).text())
        .isEqualTo("Büromiete for March");
    assertThatThrownBy(() -> READER.read(latin))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith("encoding: must be the one declared");
  }

  private static String line(String field) {
    return Told.line(read(field).get(0));
  }

  private static List<StatementLine> read(String fields) {
    return READER
        .read(
            bytes(
                ":20:S1\n:25:DE12500105170648\n:28C:1\n:60F:C260302EUR0,\n"
                    + fields
                    + "\n:62F:C260302EUR0,\n"))
        .get(0)
        .lines();
  }
}
