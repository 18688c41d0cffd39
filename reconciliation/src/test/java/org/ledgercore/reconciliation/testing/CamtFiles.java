package org.ledgercore.reconciliation.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.LineDetail;
import org.ledgercore.reconciliation.statement.LineStatus;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.Reference;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Writes camt.053.001.08. */
public final class CamtFiles {

  private final Writer out;

  private CamtFiles(OutputStream out) {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
  }

  /** The statements as one file. */
  public static byte[] write(List<ReceivedStatement> statements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CamtFiles file = new CamtFiles(bytes);
    try {
      file.document(statements);
      file.out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void document(List<ReceivedStatement> statements) throws IOException {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">");
    out.write("<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr>\n");
    for (ReceivedStatement statement : statements) {
      statement(statement);
    }
    out.write("</BkToCstmrStmt></Document>\n");
  }

  private void statement(ReceivedStatement statement) throws IOException {
    out.write("<Stmt>");
    element("Id", statement.head().statementId());
    element("ElctrncSeqNb", statement.head().sequence());
    out.write("<Acct><Id><Othr>");
    element("Id", identifier(statement));
    out.write("</Othr></Id>");
    element("Ccy", statement.head().account().unit().code());
    out.write("</Acct>\n");
    if (statement.end().opening().isPresent()) {
      balance("OPBD", statement.end().opening().get());
    }
    if (statement.end().closing().isPresent()) {
      balance("CLBD", statement.end().closing().get());
    }
    for (StatementLine line : statement.lines()) {
      entry(line);
    }
    out.write("</Stmt>\n");
  }

  static String identifier(ReceivedStatement statement) {
    return statement.head().account().identifiers().stream().sorted().findFirst().orElse("");
  }

  private void balance(String type, StatedBalance balance) throws IOException {
    out.write("<Bal><Tp><CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry></Tp>");
    amount(balance.amount());
    out.write("<Dt><Dt>" + balance.date() + "</Dt></Dt></Bal>\n");
  }

  private void amount(Money amount) throws IOException {
    Money positive = amount.isNegative() ? amount.negated() : amount;
    out.write("<Amt Ccy=\"" + amount.unit() + "\">" + positive.toDecimal() + "</Amt>");
    element("CdtDbtInd", amount.isNegative() ? "DBIT" : "CRDT");
  }

  private void entry(StatementLine line) throws IOException {
    out.write("<Ntry>");
    references(line.references(), ReferenceKind.CUSTOMER, "NtryRef");
    amount(line.amount());
    element("RvslInd", line.reversal() ? "true" : "");
    out.write("<Sts><Cd>" + status(line.status()) + "</Cd></Sts>");
    out.write("<BookgDt><Dt>" + line.bookingDate() + "</Dt></BookgDt>");
    out.write("<ValDt><Dt>" + line.valueDate() + "</Dt></ValDt>");
    references(line.references(), ReferenceKind.BANK, "AcctSvcrRef");
    out.write("<BkTxCd><Prtry><Cd>" + line.code() + "</Cd></Prtry></BkTxCd>");
    out.write("<NtryDtls>");
    if (line.details().isEmpty()) {
      transaction(line);
    }
    for (LineDetail detail : line.details()) {
      transaction(detail);
    }
    out.write("</NtryDtls></Ntry>\n");
  }

  private static String status(LineStatus status) {
    return switch (status) {
      case BOOKED -> "BOOK";
      case PENDING -> "PDNG";
      case INFORMATION -> "INFO";
    };
  }

  private void transaction(StatementLine line) throws IOException {
    out.write("<TxDtls><Refs>");
    references(line.references(), ReferenceKind.END_TO_END, "EndToEndId");
    out.write("</Refs>");
    party(line.amount(), line.counterparty());
    remittance(line.text());
    out.write("</TxDtls>");
  }

  private void transaction(LineDetail detail) throws IOException {
    out.write("<TxDtls><Refs>");
    references(detail.references(), ReferenceKind.END_TO_END, "EndToEndId");
    out.write("</Refs>");
    if (detail.amount().isPresent()) {
      amount(detail.amount().get());
      party(detail.amount().get(), detail.counterparty());
    }
    remittance(detail.text());
    out.write("</TxDtls>");
  }

  private void party(Money amount, String name) throws IOException {
    String role = amount.isNegative() ? "Cdtr" : "Dbtr";
    out.write("<RltdPties><" + role + "><Pty>");
    element("Nm", name);
    out.write("</Pty></" + role + "></RltdPties>");
  }

  private void remittance(String text) throws IOException {
    out.write("<RmtInf>");
    element("Ustrd", text);
    out.write("</RmtInf>");
  }

  private void references(List<Reference> references, ReferenceKind kind, String name)
      throws IOException {
    for (Reference reference : references) {
      if (reference.kind() == kind) {
        element(name, reference.value());
      }
    }
  }

  private void element(String name, String text) throws IOException {
    if (!text.isEmpty()) {
      out.write("<" + name + ">" + escaped(text) + "</" + name + ">");
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
