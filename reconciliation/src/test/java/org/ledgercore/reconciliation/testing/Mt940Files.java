package org.ledgercore.reconciliation.testing;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Writes MT940 without an envelope, with numbered subfields in :86:. */
public final class Mt940Files {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd");
  private static final DateTimeFormatter ENTRY_DAY = DateTimeFormatter.ofPattern("MMdd");
  private static final int SUBFIELD = 27;
  private static final int LINE = 65;

  private final StringBuilder out = new StringBuilder();

  private Mt940Files() {}

  /** The statements as one file. */
  public static byte[] write(List<ReceivedStatement> statements) {
    Mt940Files file = new Mt940Files();
    statements.forEach(file::statement);
    return file.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void statement(ReceivedStatement statement) {
    field("20", statement.head().statementId());
    field("25", CamtFiles.identifier(statement));
    field("28C", statement.head().sequence());
    field("60F", balance(statement.end().opening().orElseThrow()));
    statement.lines().forEach(this::line);
    field("62F", balance(statement.end().closing().orElseThrow()));
    out.append("-\r\n");
  }

  private void line(StatementLine line) {
    field(
        "61",
        DAY.format(line.valueDate())
            + ENTRY_DAY.format(line.bookingDate())
            + mark(line)
            + comma(line.amount())
            + line.code()
            + line.reference(ReferenceKind.CUSTOMER).orElse("NONREF")
            + line.reference(ReferenceKind.BANK).map(it -> "//" + it).orElse(""));
    String text =
        line.reference(ReferenceKind.END_TO_END).map(it -> "EREF+" + it + " ").orElse("")
            + "SVWZ+"
            + line.text();
    StringBuilder information = new StringBuilder("166?00BOOKING");
    for (int i = 0; i * SUBFIELD < text.length(); i++) {
      String part = text.substring(i * SUBFIELD, Math.min(text.length(), (i + 1) * SUBFIELD));
      information.append('?').append(20 + i).append(part);
    }
    information.append("?32").append(line.counterparty());
    StringBuilder cut = new StringBuilder();
    for (int i = 0; i < information.length(); i += LINE) {
      cut.append(i == 0 ? "" : "\r\n");
      cut.append(information, i, Math.min(information.length(), i + LINE));
    }
    field("86", cut.toString());
  }

  private static String mark(StatementLine line) {
    boolean isCredit = line.amount().isNegative() == line.reversal();
    return (line.reversal() ? "R" : "") + (isCredit ? "C" : "D");
  }

  private static String balance(StatedBalance balance) {
    return (balance.amount().isNegative() ? "D" : "C")
        + day(balance.date())
        + balance.amount().unit()
        + comma(balance.amount());
  }

  private static String day(LocalDate date) {
    return DAY.format(date);
  }

  private static String comma(Money amount) {
    Money positive = amount.isNegative() ? amount.negated() : amount;
    String decimal = positive.toDecimal().replace('.', ',');
    return decimal.contains(",") ? decimal : decimal + ",";
  }

  private void field(String tag, String content) {
    out.append(':').append(tag).append(':').append(content).append("\r\n");
  }
}
