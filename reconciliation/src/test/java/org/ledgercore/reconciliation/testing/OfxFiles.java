package org.ledgercore.reconciliation.testing;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Writes OFX: the SGML of 1.x, whose fields do not end, or the XML of 2.x. */
public final class OfxFiles {

  private final StringBuilder out = new StringBuilder();
  private final boolean isXml;

  private OfxFiles(boolean isXml) {
    this.isXml = isXml;
  }

  /** The statements as one file of version 1.02. */
  public static byte[] sgml(List<ReceivedStatement> statements) {
    OfxFiles file = new OfxFiles(false);
    file.out.append(
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\n"
            + "CHARSET:NONE\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n");
    return file.body(statements);
  }

  /** The statements as one file of version 2.11. */
  public static byte[] xml(List<ReceivedStatement> statements) {
    OfxFiles file = new OfxFiles(true);
    file.out.append(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<?OFX OFXHEADER=\"200\" VERSION=\"211\" SECURITY=\"NONE\"?>\n");
    return file.body(statements);
  }

  private byte[] body(List<ReceivedStatement> statements) {
    out.append("<OFX><BANKMSGSRSV1>\n");
    statements.forEach(this::statement);
    out.append("</BANKMSGSRSV1></OFX>\n");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void statement(ReceivedStatement statement) {
    out.append("<STMTTRNRS><STMTRS>\n");
    field("CURDEF", statement.head().account().unit().code());
    out.append("<BANKACCTFROM>");
    field("BANKID", "1");
    field("ACCTID", CamtFiles.identifier(statement));
    out.append("</BANKACCTFROM><BANKTRANLIST>\n");
    statement.lines().forEach(this::line);
    out.append("</BANKTRANLIST><LEDGERBAL>");
    field("BALAMT", statement.end().closing().orElseThrow().amount().toDecimal());
    field("DTASOF", day(statement.end().closing().orElseThrow().date()));
    out.append("</LEDGERBAL></STMTRS></STMTTRNRS>\n");
  }

  private void line(StatementLine line) {
    out.append("<STMTTRN>\n");
    field("TRNTYPE", line.amount().isNegative() ? "DEBIT" : "CREDIT");
    field("DTPOSTED", day(line.bookingDate()) + "120000[+3:AST]");
    field("DTAVAIL", day(line.valueDate()));
    field("TRNAMT", line.amount().toDecimal());
    field("FITID", line.reference(ReferenceKind.BANK).orElseThrow());
    field("REFNUM", line.reference(ReferenceKind.CUSTOMER).orElse(""));
    field("NAME", line.counterparty());
    field("MEMO", line.text());
    out.append("</STMTTRN>\n");
  }

  private void field(String name, String text) {
    if (!text.isEmpty()) {
      out.append('<').append(name).append('>').append(CamtFiles.escaped(text));
      out.append(isXml ? "</" + name + ">\n" : "\n");
    }
  }

  private static String day(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }
}
