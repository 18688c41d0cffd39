package org.ledgercore.reconciliation.readers;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.StatementSink;

/** Takes the records of one account in a BAI2 file, from 03 to 49. For one thread. */
final class Bai2Account {

  private static final String OPENING_LEDGER = "010";
  private static final String CLOSING_LEDGER = "015";
  private static final int NOT_MONEY = 890;

  private final StatementAccount account;
  private final LocalDate asOf;
  private final StatementSink sink;
  private @Nullable StatedBalance opening;
  private @Nullable StatedBalance closing;
  private long total;
  private long records;
  private int lines;

  Bai2Account(StatementAccount account, LocalDate asOf, StatementSink sink) {
    this.account = account;
    this.asOf = asOf;
    this.sink = sink;
  }

  /** The summaries behind account and currency: type, amount, item count, funds type, repeated. */
  void begin(String fileId, Bai2Record record) {
    sink.begin(new StatementHead(account, fileId, ""));
    while (record.hasNext()) {
      String type = record.next();
      String amount = record.next();
      long minor = amount(record, amount);
      record.next();
      skipFunds(record);
      StatedBalance balance = new StatedBalance(asOf, Money.ofMinor(minor, account.unit()));
      if (type.equals(OPENING_LEDGER) && !amount.isEmpty()) {
        opening = balance;
      } else if (type.equals(CLOSING_LEDGER) && !amount.isEmpty()) {
        closing = balance;
      }
    }
    records = record.lines();
  }

  /** A line: type, amount, funds type, the bank's reference, the holder's reference, text. */
  void transaction(Bai2Record record) {
    records += record.lines();
    String code = record.next();
    String amount = record.next();
    long minor = amount(record, amount);
    Optional<LocalDate> valued = skipFunds(record);
    int type = type(record, code);
    if (type == NOT_MONEY) {
      return;
    }
    record.field("amount").require(!amount.isEmpty(), "must be there", "");
    Money signed = Money.ofMinor(isCredit(record, type) ? minor : -minor, account.unit());
    lines++;
    LineBuilder line = StatementLine.on(asOf, signed).valued(valued.orElse(asOf)).code(code);
    record
        .field("reference")
        .read(() ->
            line.reference(ReferenceKind.BANK, record.next())
                .reference(ReferenceKind.CUSTOMER, record.next()));
    sink.line(line.text(record.rest()).build(lines));
  }

  /** Checks the trailer and returns the control total. */
  long end(Bai2Record record) {
    records += record.lines();
    Bai2Totals.require(record, "controlTotal", total);
    Bai2Totals.require(record, "records", records);
    sink.end(
        new StatementEnd(
            Optional.ofNullable(opening),
            Optional.ofNullable(closing),
            Optional.of(asOf),
            Optional.of(asOf)));
    return total;
  }

  Bai2Totals.PartRecords records() {
    return new Bai2Totals.PartRecords(records);
  }

  /** An amount of minor units; every one of the account counts in the control total. */
  private long amount(Bai2Record record, String text) {
    Place place = record.field("amount");
    place.require(
        text.matches("[+-]?\\d{1,18}|"), "must be minor units without a decimal mark", text);
    long minor = text.isEmpty() ? 0 : Long.parseLong(text);
    total = place.read(() -> Math.addExact(total, minor));
    return minor;
  }

  /** What a funds type brings along; only a value date is of interest. */
  private static Optional<LocalDate> skipFunds(Bai2Record record) {
    String type = record.next();
    switch (type) {
      case "", "Z", "0", "1", "2" -> {
        return Optional.empty();
      }
      case "V" -> {
        String date = record.next();
        record.next();
        return Optional.of(record.field("valueDate").read(() -> Mt940Line.date(date)));
      }
      case "S" -> {
        record.number("immediate");
        record.number("oneDay");
        record.number("later");
        return Optional.empty();
      }
      case "D" -> {
        long parts = record.number("distributions");
        record.field("distributions").require(parts >= 0 && parts < 1_000, "must be few", type);
        for (long i = 0; i < parts; i++) {
          record.number("days");
          record.number("available");
        }
        return Optional.empty();
      }
      default -> throw record.field("fundsType").refuse("must be Z, 0, 1, 2, V, S or D", type);
    }
  }

  private static int type(Bai2Record record, String code) {
    record.field("type").require(code.matches("\\d{3}"), "must be three digits", code);
    return Integer.parseInt(code);
  }

  private static boolean isCredit(Bai2Record record, int type) {
    boolean isIn = (type >= 100 && type <= 399) || (type >= 920 && type <= 959);
    boolean isOut = (type >= 400 && type <= 699) || type >= 960;
    record.field("type").require(isIn || isOut, "must be of money in or out", String.valueOf(type));
    return isIn;
  }
}
