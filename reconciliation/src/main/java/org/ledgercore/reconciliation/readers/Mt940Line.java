package org.ledgercore.reconciliation.readers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.LineStatus;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementLine;

/**
 * The content of a :61: field: value date, entry date without a year, mark, the third letter of the
 * currency, amount, type, the holder's reference, the bank's after two slashes, and a supplement on
 * a second line (SWIFT Standards, MT940).
 */
record Mt940Line(
    LocalDate valueDate,
    LocalDate bookingDate,
    String mark,
    String amount,
    String type,
    String reference,
    String bankReference,
    String supplement) {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{6})(\\d{4})?(RC|RD|EC|ED|C|D)([A-Z])?(\\d[\\d,]*)([A-Z][A-Z0-9]{3})(.*)",
          Pattern.DOTALL);
  private static final int MARK = 3;
  private static final int AMOUNT = 5;
  private static final int TYPE = 6;
  private static final int REST = 7;
  private static final int CENTURY = 2000;
  private static final int HUNDRED = 100;
  private static final int OLDEST = 80;

  static Mt940Line read(Place place, String content) {
    Matcher form = FORM.matcher(content);
    place.require(form.matches(), "must be value date, mark, amount, type and reference", content);
    String rest = form.group(REST);
    int end = rest.indexOf('\n');
    String references = end < 0 ? rest : rest.substring(0, end);
    String supplement = end < 0 ? "" : rest.substring(end + 1).replace('\n', ' ').strip();
    int split = references.indexOf("//");
    return place.read(() -> {
      LocalDate value = date(form.group(1));
      String entry = form.group(2);
      return new Mt940Line(
          value,
          entry == null ? value : nearest(entry, value),
          form.group(MARK),
          form.group(AMOUNT),
          form.group(TYPE),
          split < 0 ? references : references.substring(0, split),
          split < 0 ? "" : references.substring(split + 2),
          supplement);
    });
  }

  /** The line so far; the reversal of a credit is money that leaves, that of a debit comes in. */
  LineBuilder builder(Unit unit) {
    long minor = Decimals.COMMA.unsigned(amount, unit);
    boolean isReversal = mark.startsWith("R");
    boolean isCredit = mark.endsWith("C") != isReversal;
    return StatementLine.on(bookingDate, Money.ofMinor(isCredit ? minor : -minor, unit))
        .valued(valueDate)
        .reversal(isReversal)
        .status(mark.startsWith("E") ? LineStatus.PENDING : LineStatus.BOOKED)
        .code(type)
        .reference(ReferenceKind.CUSTOMER, reference)
        .reference(ReferenceKind.BANK, bankReference);
  }

  /** A date with two digits of a year: 80 to 99 are of the last century. */
  static LocalDate date(String sixDigits) {
    int year = Integer.parseInt(sixDigits.substring(0, 2));
    LocalDate inCentury = LocalDate.parse("20" + sixDigits, DateTimeFormatter.BASIC_ISO_DATE);
    return year < OLDEST ? inCentury : inCentury.withYear(CENTURY - HUNDRED + year);
  }

  /** The day of that month and day which is nearest to the value date: they may span New Year. */
  private static LocalDate nearest(String monthAndDay, LocalDate to) {
    MonthDay day =
        MonthDay.parse("--" + monthAndDay.substring(0, 2) + "-" + monthAndDay.substring(2));
    LocalDate best = null;
    for (int year = to.getYear() - 1; year <= to.getYear() + 1; year++) {
      if (day.isValidYear(year)) {
        LocalDate candidate = day.atYear(year);
        boolean isNearer =
            best == null
                || Math.abs(ChronoUnit.DAYS.between(candidate, to))
                    < Math.abs(ChronoUnit.DAYS.between(best, to));
        best = isNearer ? candidate : best;
      }
    }
    if (best == null) {
      throw new DateTimeException("no year has " + monthAndDay);
    }
    return best;
  }
}
