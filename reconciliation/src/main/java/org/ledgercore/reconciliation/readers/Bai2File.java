package org.ledgercore.reconciliation.readers;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.reconciliation.statement.StatementSink;

/** Takes the records of a BAI2 file in their order and checks its trailers. For one thread. */
final class Bai2File {

  private static final String VERSION = "2";

  private final Declared accounts;
  private final StatementSink sink;
  private final Bai2Totals fileTotals = new Bai2Totals();
  private final Bai2Totals groupTotals = new Bai2Totals();
  private boolean isFileOpen;
  private boolean isOver;
  private boolean isGroupOpen;
  private String fileId = "";
  private String groupCurrency = "";
  private LocalDate asOf = LocalDate.EPOCH;
  private @Nullable Bai2Account account;

  Bai2File(Declared accounts, StatementSink sink) {
    this.accounts = accounts;
    this.sink = sink;
  }

  void record(Bai2Record record) {
    Place place = record.field("code");
    place.require(!isOver, "must not follow the file trailer", record.code());
    switch (record.code()) {
      case "01" -> beginFile(record);
      case "02" -> beginGroup(record);
      case "03" -> beginAccount(record);
      case "16" -> open(record).transaction(record);
      case "49" -> {
        Bai2Account ending = open(record);
        groupTotals.add(ending.end(record), ending.records());
        account = null;
      }
      case "98" -> endGroup(record);
      case "99" -> endFile(record);
      default -> throw place.refuse("must be a BAI2 record code", record.code());
    }
  }

  /** Checks that nothing is left open. */
  void finish(long line) {
    new Place(line, "99").require(isOver, "must be there: the file is cut off", "");
  }

  private void beginFile(Bai2Record record) {
    record.field("code").require(!isFileOpen, "must be there once", record.code());
    isFileOpen = true;
    record.next();
    record.next();
    record.next();
    record.next();
    fileId = record.next();
    record.next();
    record.next();
    String version = record.next();
    record.field("version").require(version.equals(VERSION), "must be 2", version);
    fileTotals.begin(record.lines());
  }

  private void beginGroup(Bai2Record record) {
    record
        .field("code")
        .require(isFileOpen && !isGroupOpen, "must follow a file header or a group", "02");
    isGroupOpen = true;
    record.next();
    record.next();
    String status = record.next();
    record
        .field("status")
        .require(status.equals("1") || status.equals("3"), "must be 1 or 3, not a test", status);
    String date = record.next();
    asOf = record.field("asOfDate").read(() -> Mt940Line.date(date));
    String time = record.next();
    record
        .field("asOfTime")
        .require(
            time.matches("|([01]\\d|2[0-3])[0-5]\\d|2400|9999"), "must be a time of day", time);
    groupCurrency = record.next();
    groupTotals.begin(record.lines());
  }

  private void beginAccount(Bai2Record record) {
    record
        .field("code")
        .require(isGroupOpen && account == null, "must follow a group or an account", "03");
    String identifier = record.next();
    String own = record.next();
    String currency = own.isEmpty() ? groupCurrency : own;
    Bai2Account next =
        new Bai2Account(
            record.field("account").read(() -> accounts.find(identifier, currency)), asOf, sink);
    next.begin(fileId, record);
    account = next;
  }

  private Bai2Account open(Bai2Record record) {
    Bai2Account open = account;
    if (open == null) {
      throw record.field("code").refuse("must follow an account", record.code());
    }
    return open;
  }

  private void endGroup(Bai2Record record) {
    record
        .field("code")
        .require(isGroupOpen && account == null, "must follow an account trailer", "98");
    groupTotals.check(record, "accounts");
    fileTotals.add(groupTotals.total(), groupTotals.records());
    isGroupOpen = false;
  }

  private void endFile(Bai2Record record) {
    record.field("code").require(isFileOpen && !isGroupOpen, "must follow a group trailer", "99");
    fileTotals.check(record, "groups");
    isOver = true;
  }
}
