package org.ledgercore.reconciliation.testing;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Writes BAI2, a group for each statement; every line is booked on the closing balance's day. */
public final class Bai2Files {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd");
  private static final int TEXT = 30;

  private final StringBuilder out = new StringBuilder();
  private long fileTotal;
  private int records;
  private int accountRecords;
  private long accountTotal;

  private Bai2Files() {}

  /** The statements as one file. */
  public static byte[] write(List<ReceivedStatement> statements) {
    Bai2Files file = new Bai2Files();
    String id = statements.get(0).head().statementId();
    file.record("01,BANK,HOLDER,260302,0600," + id + ",80,10,2/");
    statements.forEach(file::group);
    int groups = statements.size();
    file.record("99," + file.fileTotal + "," + groups + "," + (file.records + 1) + "/");
    return file.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void group(ReceivedStatement statement) {
    int before = records;
    LocalDate day = statement.end().closing().orElseThrow().date();
    String currency = statement.head().account().unit().code();
    record("02,HOLDER,BANK,1," + DAY.format(day) + ",2400," + currency + ",2/");
    accountTotal = 0;
    accountRecords = 0;
    long opening = statement.end().opening().orElseThrow().amount().minor();
    long closing = statement.end().closing().orElseThrow().amount().minor();
    accountTotal = opening + closing;
    accountRecord("03," + CamtFiles.identifier(statement) + ",,010," + opening + ",,/");
    accountRecord("88,015," + closing + ",,/");
    statement.lines().forEach(this::line);
    accountRecord("49," + accountTotal + "," + (accountRecords + 1) + "/");
    fileTotal += accountTotal;
    record("98," + accountTotal + ",1," + (records - before + 1) + "/");
  }

  private void line(StatementLine line) {
    long minor = Math.abs(line.amount().minor());
    accountTotal += minor;
    String text = line.text();
    int cut = text.length() > TEXT ? text.lastIndexOf(' ', TEXT) : -1;
    accountRecord(
        "16,"
            + (line.amount().isNegative() ? "475," : "195,")
            + minor
            + ",V,"
            + DAY.format(line.valueDate())
            + ",2400,"
            + line.reference(ReferenceKind.BANK).orElse("")
            + ","
            + line.reference(ReferenceKind.CUSTOMER).orElse("")
            + ","
            + (cut < 0 ? text : text.substring(0, cut)));
    if (cut >= 0) {
      accountRecord("88," + text.substring(cut + 1));
    }
  }

  private void accountRecord(String record) {
    accountRecords++;
    record(record);
  }

  private void record(String record) {
    records++;
    out.append(record).append('\n');
  }
}
