package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.readers.Fixtures.EUR;
import static org.ledgercore.reconciliation.readers.Fixtures.assertReads;
import static org.ledgercore.reconciliation.readers.Fixtures.assertRefuses;
import static org.ledgercore.reconciliation.readers.Fixtures.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.UnusableFileException;

class CsvStatementReaderTest {

  private static final StatementAccount BANK = StatementAccount.unnamed("bank:main", EUR);
  private static final StatementAccount PROVIDER = StatementAccount.unnamed("provider:fib", EUR);
  private static final CsvMapping SIGNED =
      CsvMapping.of(Column.named("Date"), SignRule.Signed.in(Column.named("Amount")));

  @Test
  void aSignedColumn() {
    assertReads(
        reader(SIGNED.text(Column.named("Text"))),
        """
        Date,Amount,Text
        2026-03-02,50.00,"rent, March"
        2026-03-03,-10.50,"say ""no\"""
        """,
        """
        bank:main
        1 2026-03-02 50.00 | rent, March
        2 2026-03-03 -10.50 | say "no"
        """);
  }

  @Test
  void aGermanExportWithTwoColumnsPreambleFooterAndBalance() {
    CsvMapping mapping =
        CsvMapping.of(
                Column.named("Buchung"),
                new SignRule.TwoColumns(Column.named("Soll"), Column.named("Haben")))
            .encodedIn(StandardCharsets.ISO_8859_1)
            .punctuated(";\"")
            .afterLines(2)
            .beforeFooter(1)
            .numbers(',', ".")
            .dated("dd.MM.uuuu")
            .valued(Column.named("Valuta"))
            .currency(Column.named("Währung"))
            .counterparty(Column.named("Name"))
            .balance(Column.named("Saldo"))
            .newestFirst();
    byte[] file =
        """
        Kontoauszug
        Konto;1
        Buchung;Valuta;Soll;Haben;Währung;Name;Saldo
        03.03.2026;04.03.2026;1.010,50;;EUR;Müller;40,00
        02.03.2026;;;50,00;EUR;Ann;1.050,50
        ;;;;;;
        Summe;;1.010,50;50,00
        """
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(org.ledgercore.reconciliation.testing.Told.of(reader(mapping).read(file)))
        .isEqualTo(
            """
            bank:main open 1000.50 on 2026-03-02 close 40.00 on 2026-03-03
            1 2026-03-03 valued 2026-03-04 -1010.50 of Müller
            2 2026-03-02 50.00 of Ann
            """);
  }

  @Test
  void aColumnThatMarksTheDirectionAndNoHeader() {
    CsvMapping mapping =
        CsvMapping.of(
                Column.at(1),
                new SignRule.Marked(Column.at(2), Column.at(3), Set.of("S", "DR"), Set.of("H")))
            .withoutHeader()
            .dated("dd/MM/uuuu")
            .reference(ReferenceKind.BANK, Column.at(4));

    assertReads(
        reader(mapping),
        "02/03/2026,50.00,H,B1\n03/03/2026,10.50,DR,\n",
        "bank:main\n1 2026-03-02 50.00 BANK=B1\n2 2026-03-03 -10.50\n");
    assertRefuses(
        reader(mapping),
        "02/03/2026,50.00,X,B1\n",
        "line 1, column 3: must be a mark of money in or out: X");
  }

  @Test
  void aCardStatementWithSpendingAsPositiveNumbers() {
    assertReads(
        reader(
            CsvMapping.of(Column.named("Date"), new SignRule.Signed(Column.named("Amount"), true))),
        "Date,Amount\n2026-03-02,50.00\n2026-03-03,-10.50\n",
        "bank:main\n1 2026-03-02 -50.00\n2 2026-03-03 10.50\n");
  }

  private static final CsvMapping SETTLEMENT =
      CsvMapping.of(
              Column.named("created"),
              new SignRule.GrossAndFee(
                  Column.named("gross"), Column.named("fee"), false, Column.named("net")))
          .kind(
              Column.named("type"),
              Map.of(
                  "payment",
                  LineKind.CAPTURE,
                  "refund",
                  LineKind.REFUND,
                  "dispute",
                  LineKind.CHARGEBACK,
                  "payout",
                  LineKind.PAYOUT))
          .reference(ReferenceKind.BANK, Column.named("id"))
          .reference(ReferenceKind.BATCH, Column.named("settlement"));

  private static final String SETTLED =
      """
      id,type,created,gross,fee,net,settlement
      c1,payment,2026-03-02,100.00,2.50,97.50,S9
      r1,refund,2026-03-02,-40.00,-1.00,-39.00,S9
      d1,dispute,2026-03-02,-10.00,15.00,-25.00,S9
      p1,payout,2026-03-03,-33.50,,-33.50,S9
      """;

  @Test
  void aProvidersSettlementFile() {
    assertReads(
        new CsvStatementReader(PROVIDER, SETTLEMENT),
        SETTLED,
        """
        provider:fib
        1 2026-03-02 97.50 CAPTURE BANK=c1 BATCH=S9 gross=100.00 fee=2.50
        2 2026-03-02 -39.00 REFUND BANK=r1 BATCH=S9 gross=-40.00 fee=-1.00
        3 2026-03-02 -25.00 CHARGEBACK BANK=d1 BATCH=S9 gross=-10.00 fee=15.00
        4 2026-03-03 -33.50 PAYOUT BANK=p1 BATCH=S9 gross=-33.50 fee=0.00
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "97.50   | 97.51   | line 2, net: must be gross without fee, 97.50 EUR: 97.51 EUR",
        "2.50    | 2.505   | line 2, fee: must have at most 2 decimals in EUR: 2.505",
        "refund  | gift    | line 3, type: must be a word that the mapping knows: gift",
        "created | day     | line 1, header: must be in the header line: created",
        "2026-03-03 | 2026-02-30 | line 5, created: must be a date: ",
        "2026-03-03 | 03.03.2026 | line 5, created: must be a date: ",
        ",-33.50,S9 | ''   | line 5, net: must be there: p1 payout 2026-03-03 -33.50",
      })
  void whatBreaksTheMappingIsRefused(String part, String by, String message) {
    assertThatThrownBy(() ->
            new CsvStatementReader(PROVIDER, SETTLEMENT).read(bytes(SETTLED.replace(part, by))))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({"0, refused", "2, 1250", "3, 12500"})
  void theSameFileMeansWhatTheAccountDeclares(int exponent, String expected) {
    StatementAccount account = StatementAccount.unnamed("bank:main", Unit.fiat("IQD", exponent));
    CsvStatementReader reader = new CsvStatementReader(account, SIGNED);
    byte[] file = bytes("Date,Amount\n2026-03-02,12.50\n");

    if (expected.equals("refused")) {
      assertThatThrownBy(() -> reader.read(file))
          .isInstanceOf(UnusableFileException.class)
          .hasMessage("line 2, Amount: must have at most 0 decimals in IQD: 12.50");
    } else {
      assertThat(reader.read(file).get(0).lines().get(0).amount().minor())
          .isEqualTo(Long.parseLong(expected));
    }
  }

  @Test
  void moneyBothInAndOutOrNeitherIsRefused() {
    CsvStatementReader reader =
        reader(
            CsvMapping.of(
                Column.named("Date"),
                new SignRule.TwoColumns(Column.named("Out"), Column.named("In"))));

    assertRefuses(
        reader,
        "Date,Out,In\n2026-03-02,1.00,2.00\n",
        "line 2, In: must not stand beside money out: both");
    assertRefuses(
        reader, "Date,Out,In\n2026-03-02,,\n", "line 2, In: must be there, or money out: ");
    assertReads(
        reader,
        "Date,Out,In\n2026-03-02,1.00,0.00\n2026-03-03,-1.00,\n2026-03-04,0,2\n",
        "bank:main\n1 2026-03-02 -1.00\n2 2026-03-03 -1.00\n3 2026-03-04 2.00\n");
  }

  @Test
  void anotherCurrencyOnALineIsRefused() {
    assertRefuses(
        reader(SIGNED.currency(Column.named("Ccy"))),
        "Date,Amount,Ccy\n2026-03-02,1.00,EUR\n2026-03-02,1.00,USD\n",
        "line 3, Ccy: must be EUR, as declared: USD");
  }

  @Test
  void aFileThatSaysNothingIsRefused() {
    assertRefuses(reader(SIGNED), "", "line 1, header: must be in the header line: Date");
    assertRefuses(reader(SIGNED), "Date,Amount\n", "statement: must have lines or balances: 1");
    assertThatThrownBy(() -> reader(SIGNED).read(new byte[] {'D', (byte) 0xFF, '\n'}))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith("encoding: must be the one declared");
  }

  @Test
  void aMappingThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> SIGNED.punctuated(";;")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> SIGNED.numbers(',', ",")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> SIGNED.dated("qqqqqq")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> SIGNED.afterLines(-1)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Column.at(0)).isInstanceOf(InvalidInputException.class);
  }

  private static CsvStatementReader reader(CsvMapping mapping) {
    return new CsvStatementReader(BANK, mapping);
  }
}
