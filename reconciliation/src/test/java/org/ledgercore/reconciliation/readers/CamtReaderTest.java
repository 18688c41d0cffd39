package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.readers.Fixtures.ACCOUNTS;
import static org.ledgercore.reconciliation.readers.Fixtures.assertReads;
import static org.ledgercore.reconciliation.readers.Fixtures.assertRefuses;
import static org.ledgercore.reconciliation.readers.Fixtures.bytes;
import static org.ledgercore.reconciliation.readers.Fixtures.declared;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.reconciliation.statement.UnusableFileException;

class CamtReaderTest {

  private static final CamtReader READER = new CamtReader(ACCOUNTS);

  private static final String BALANCES =
      balance("OPBD", "100.00", "CRDT", "2026-03-02")
          + balance("CLBD", "40.00", "DBIT", "2026-03-03");

  @Test
  void aStatementWithEveryShapeOfAnEntry() {
    String file =
        statement(
            BALANCES
                + """
                <Ntry><NtryRef>N1</NtryRef><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                 <Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
                 <ValDt><Dt>2026-03-03</Dt></ValDt><AcctSvcrRef>B1</AcctSvcrRef>
                 <BkTxCd><Domn><Cd>PMNT</Cd>
                  <Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                 <NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId><TxId>T1</TxId></Refs>
                  <RltdPties><Dbtr><Nm>Ann &amp; Co</Nm></Dbtr><Cdtr><Nm>Us</Nm></Cdtr></RltdPties>
                  <RmtInf><Ustrd>Invoice</Ustrd><Ustrd>77</Ustrd>
                   <Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>
                 </TxDtls></NtryDtls><AddtlNtryInf>SEPA</AddtlNtryInf></Ntry>
                <Ntry><Amt Ccy="EUR">190.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>
                 <Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2026-03-03T10:00:00+03:00</DtTm></BookgDt>
                 <BkTxCd><Prtry><Cd>NRTI+109</Cd></Prtry></BkTxCd>
                 <NtryDtls><Btch><PmtInfId>P9</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>
                  <TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs>
                   <Amt Ccy="EUR">90.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>
                   <RltdPties><Cdtr><Pty><Nm>Ben</Nm></Pty></Cdtr></RltdPties></TxDtls>
                  <TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
                   <AmtDtls><InstdAmt><Amt Ccy="USD">108.00</Amt></InstdAmt>
                    <TxAmt><Amt Ccy="EUR">100.00</Amt></TxAmt></AmtDtls>
                   <AddtlTxInf>returned</AddtlTxInf></TxDtls></NtryDtls></Ntry>
                <Ntry><Amt Ccy="EUR">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts>
                 <ValDt><Dt>2026-03-04</Dt></ValDt></Ntry>
                """);

    assertReads(
        READER,
        file,
        """
        bank:main id=S1 seq=31 open 100.00 on 2026-03-02 close -40.00 on 2026-03-03
        1 2026-03-02 valued 2026-03-03 50.00 code=PMNT-RCDT-ESCT CUSTOMER=N1 BANK=B1 END_TO_END=E1\
         TRANSACTION=T1 CREDITOR=RF18539007547034 of Ann & Co | Invoice 77
        2 2026-03-03 -190.00 REVERSAL code=NRTI+109 BATCH=P9
          - -90.00 END_TO_END=E2 of Ben
          - -100.00 | returned
        3 2026-03-04 7.00 PENDING
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"001.02", "001.04", "001.08", "001.13", "002.01"})
  void everyVersionIsReadByItsNamesAlone(String version) {
    assertReads(
        READER,
        statement(BALANCES).replace("001.08", version),
        "bank:main id=S1 seq=31 open 100.00 on 2026-03-02 close -40.00 on 2026-03-03\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPBD CLBD           | open 10.00 on 2026-03-02 close 11.00 on 2026-03-03",
        "PRCD CLBD           | open 10.00 on 2026-03-02 close 11.00 on 2026-03-03",
        "PRCD OPBD CLBD CLAV | open 11.00 on 2026-03-03 close 12.00 on 2026-03-04",
        "OPBD CLBD CLAV FWAV | open 10.00 on 2026-03-02 close 11.00 on 2026-03-03",
        "OPBD ITBD           | open 10.00 on 2026-03-02 close 11.00 on 2026-03-03",
        "ITBD CLBD           | open 10.00 on 2026-03-02 close 11.00 on 2026-03-03",
        "OPAV CLBD           | close 11.00 on 2026-03-03",
      })
  void balancesOfWhatIsBookedCount(String types, String told) {
    StringBuilder balances = new StringBuilder();
    int i = 0;
    for (String type : types.split(" ", -1)) {
      balances.append(balance(type, (10 + i) + ".00", "CRDT", "2026-03-0" + (2 + i)));
      i++;
    }
    assertReads(READER, statement(balances.toString()), "bank:main id=S1 seq=31 " + told + "\n");
  }

  @Test
  void theCreditLineBesideABalanceIsNotTheBalance() {
    String withLine =
        statement(BALANCES)
            .replace(
                "<Amt Ccy=\"EUR\">100.00",
                "<CdtLine><Incl>true</Incl><Amt Ccy=\"EUR\">9999.00</Amt></CdtLine>"
                    + "<Amt Ccy=\"EUR\">100.00");
    assertThat(READER.read(bytes(withLine)).get(0).end().opening().orElseThrow().amount().minor())
        .isEqualTo(10_000);
  }

  @Test
  void aNotificationHasEntriesAndNoBalances() {
    String file =
        statement(entry("12.00", "BOOK"))
            .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
            .replace("Stmt>", "Ntfctn>");

    assertReads(READER, file, "bank:main id=S1 seq=31\n1 2026-03-02 12.00\n");
  }

  @Test
  void severalStatementsOfSeveralAccountsInAFile() {
    String two = statement(BALANCES + "</Stmt><Stmt><Id>S2</Id>" + ACCOUNT + BALANCES);

    assertReads(
        READER,
        two,
        """
        bank:main id=S1 seq=31 open 100.00 on 2026-03-02 close -40.00 on 2026-03-03
        bank:main id=S2 open 100.00 on 2026-03-02 close -40.00 on 2026-03-03
        """);
  }

  @ParameterizedTest
  @CsvSource({"0, refused", "2, 1250", "3, 12500"})
  void theSameFileMeansWhatTheAccountDeclares(int exponent, String expected) {
    byte[] file = bytes(statement(entry("12.50", "BOOK")));
    CamtReader reader = new CamtReader(List.of(declared(exponent)));

    if (expected.equals("refused")) {
      assertThatThrownBy(() -> reader.read(file))
          .isInstanceOf(UnusableFileException.class)
          .hasMessage("line 4, Ntry[1].Amt: must have at most 0 decimals in EUR: 12.50");
    } else {
      assertThat(reader.read(file).get(0).lines().get(0).amount().minor())
          .isEqualTo(Long.parseLong(expected));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.505 | BOOK | CRDT | line 4, Ntry[1].Amt: must have at most 2 decimals in EUR: 12.505",
        "-12.50 | BOOK | CRDT | line 4, Ntry[1].Amt: must be a decimal number: -12.50",
        "12.50  | DONE | CRDT | line 4, Ntry[1].Sts: must be BOOK, PDNG, FUTR or INFO: DONE",
        "12.50  | BOOK | PLUS | line 4, Ntry[1].CdtDbtInd: must be CRDT or DBIT: PLUS",
      })
  void anEntryThatBreaksTheFormatIsRefused(
      String amount, String status, String mark, String message) {
    assertRefuses(READER, statement(entry(amount, status).replace("CRDT", mark)), message);
  }

  @Test
  void whatIsNotDeclaredIsRefused() {
    assertRefuses(
        READER,
        statement(BALANCES).replace("DE12", "DE13"),
        "line 4, Acct: must be declared: DE13500105170648");
    assertRefuses(
        READER,
        statement(BALANCES).replace("<Ccy>EUR", "<Ccy>USD"),
        "line 4, Acct: must be EUR, as declared: USD");
    assertRefuses(
        READER,
        statement(BALANCES).replace("Ccy=\"EUR\"", "Ccy=\"USD\""),
        "line 4, Bal.Amt: must be EUR, as declared: USD");
  }

  @Test
  void aFileThatSaysNothingIsRefused() {
    assertRefuses(READER, statement(""), "statement: must have lines or balances: 1");
    assertRefuses(
        READER,
        "<Document><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>",
        "file: must have a statement: ");
    assertRefuses(
        READER,
        "<Document><CstmrCdtTrfInitn/></Document>",
        "line 1, Document: must be camt.052, camt.053 or camt.054: CstmrCdtTrfInitn");
    assertThatThrownBy(() -> READER.read(new byte[0])).isInstanceOf(UnusableFileException.class);
    assertThatThrownBy(() -> READER.read(bytes(statement(BALANCES).replace("</Stmt>", ""))))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("must be well-formed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/evil.dtd\">",
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY x \"&a;&a;&a;&a;\">]>",
      })
  void aDocumentTypeIsRefusedBeforeAnyEntityOfIt(String doctype) {
    String file =
        statement(BALANCES)
            .replace("<Id>S1", "<Id>&x;")
            .replace("<Document", doctype + "<Document");

    assertRefuses(READER, file, "line 2, xml: must have no document type: DOCTYPE");
  }

  private static final String ACCOUNT =
      "<Acct><Id><IBAN>DE12500105170648</IBAN></Id><Ccy>EUR</Ccy></Acct>";

  private static String statement(String content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\n"
        + "<GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>31</ElctrncSeqNb>\n"
        + ACCOUNT
        + content
        + "</Stmt></BkToCstmrStmt></Document>";
  }

  private static String balance(String type, String amount, String mark, String day) {
    return "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">%s</Amt>"
            .formatted(type, amount)
        + "<CdtDbtInd>%s</CdtDbtInd><Dt><Dt>%s</Dt></Dt></Bal>".formatted(mark, day);
  }

  private static String entry(String amount, String status) {
    return "<Ntry><Amt Ccy=\"EUR\">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd>".formatted(amount)
        + "<Sts>%s</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt></Ntry>".formatted(status);
  }
}
