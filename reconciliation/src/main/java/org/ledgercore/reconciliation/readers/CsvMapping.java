package org.ledgercore.reconciliation.readers;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.ReferenceKind;

/**
 * How one account's CSV files are read, since no two banks agree. Each method gives a changed copy;
 * the mapping itself never changes. It starts as: UTF-8, comma, double quotes, no lines before the
 * header line, a decimal point, no grouping, ISO dates, the oldest line first.
 */
public final class CsvMapping {

  final Column bookingDate;
  final SignRule amount;
  Charset encoding = StandardCharsets.UTF_8;
  char delimiter = ',';
  char quote = '"';
  int linesBefore;
  boolean hasHeader = true;
  int footer;
  boolean isNewestFirst;
  Decimals decimals = Decimals.POINT;
  DateTimeFormatter dates = dates("uuuu-MM-dd");
  Optional<Column> valueDate = Optional.empty();
  Map<ReferenceKind, Column> references = new EnumMap<>(ReferenceKind.class);
  List<Column> text = List.of();
  Optional<Column> counterparty = Optional.empty();
  Optional<Column> currency = Optional.empty();
  Optional<Column> kind = Optional.empty();
  Map<String, LineKind> kinds = Map.of();
  Optional<Column> balance = Optional.empty();

  private CsvMapping(Column bookingDate, SignRule amount) {
    this.bookingDate = bookingDate;
    this.amount = amount;
  }

  /** A mapping of the two things that no statement can do without. */
  public static CsvMapping of(Column bookingDate, SignRule amount) {
    return new CsvMapping(bookingDate, amount);
  }

  /** Files in this encoding; bytes that it does not have are refused. */
  public CsvMapping encodedIn(Charset of) {
    CsvMapping copy = copy();
    copy.encoding = of;
    return copy;
  }

  /** Fields separated by the first character of the two, quoted by the second: {@code ;"}. */
  public CsvMapping punctuated(String delimiterAndQuote) {
    if (delimiterAndQuote.length() != 2
        || delimiterAndQuote.charAt(0) == delimiterAndQuote.charAt(1)) {
      throw new InvalidInputException(
          "punctuation", "must be a delimiter and another character to quote", delimiterAndQuote);
    }
    CsvMapping copy = copy();
    copy.delimiter = delimiterAndQuote.charAt(0);
    copy.quote = delimiterAndQuote.charAt(1);
    return copy;
  }

  /** So many lines of something else stand before the header line. */
  public CsvMapping afterLines(int lines) {
    CsvMapping copy = copy();
    copy.linesBefore = notNegative("linesBefore", lines);
    return copy;
  }

  /** So many records of something else, such as totals, stand at the end. */
  public CsvMapping beforeFooter(int records) {
    CsvMapping copy = copy();
    copy.footer = notNegative("footer", records);
    return copy;
  }

  /** No header line: columns are known by their places. */
  public CsvMapping withoutHeader() {
    CsvMapping copy = copy();
    copy.hasHeader = false;
    return copy;
  }

  /** The newest line is the first of the file. */
  public CsvMapping newestFirst() {
    CsvMapping copy = copy();
    copy.isNewestFirst = true;
    return copy;
  }

  /** Numbers such as {@code 1.234,56}: the decimal mark, and the grouping, empty for none. */
  public CsvMapping numbers(char decimalMark, String grouping) {
    if (grouping.length() > 1 || grouping.indexOf(decimalMark) >= 0) {
      throw new InvalidInputException(
          "grouping", "must be one character at most, not the decimal mark", grouping);
    }
    CsvMapping copy = copy();
    copy.decimals = new Decimals(decimalMark, grouping.isEmpty() ? '\0' : grouping.charAt(0));
    return copy;
  }

  /** Dates in this pattern of {@link DateTimeFormatter}, such as {@code dd.MM.uuuu}. */
  public CsvMapping dated(String pattern) {
    CsvMapping copy = copy();
    copy.dates = dates(pattern);
    return copy;
  }

  /** The column of the value date; blank where it is the booking date. */
  public CsvMapping valued(Column column) {
    CsvMapping copy = copy();
    copy.valueDate = Optional.of(column);
    return copy;
  }

  /** A column with a reference; blank where a line has none. */
  public CsvMapping reference(ReferenceKind of, Column column) {
    CsvMapping copy = copy();
    copy.references.put(of, column);
    return copy;
  }

  /** A column of the text; several are put together in the order of these calls. */
  public CsvMapping text(Column column) {
    CsvMapping copy = copy();
    List<Column> more = new ArrayList<>(text);
    more.add(column);
    copy.text = List.copyOf(more);
    return copy;
  }

  /** The column of the other side's name. */
  public CsvMapping counterparty(Column column) {
    CsvMapping copy = copy();
    copy.counterparty = Optional.of(column);
    return copy;
  }

  /** The column of the currency, which must be the declared one on every line. */
  public CsvMapping currency(Column column) {
    CsvMapping copy = copy();
    copy.currency = Optional.of(column);
    return copy;
  }

  /** The column that says what a line is, with the meaning of every word in it. */
  public CsvMapping kind(Column column, Map<String, LineKind> words) {
    CsvMapping copy = copy();
    copy.kind = Optional.of(column);
    copy.kinds = Map.copyOf(words);
    return copy;
  }

  /** The column of the balance after each line; opening and closing balance follow from it. */
  public CsvMapping balance(Column column) {
    CsvMapping copy = copy();
    copy.balance = Optional.of(column);
    return copy;
  }

  private CsvMapping copy() {
    CsvMapping copy = new CsvMapping(bookingDate, amount);
    copy.encoding = encoding;
    copy.delimiter = delimiter;
    copy.quote = quote;
    copy.linesBefore = linesBefore;
    copy.hasHeader = hasHeader;
    copy.footer = footer;
    copy.isNewestFirst = isNewestFirst;
    copy.decimals = decimals;
    copy.dates = dates;
    copy.valueDate = valueDate;
    copy.references = new EnumMap<>(references);
    copy.text = text;
    copy.counterparty = counterparty;
    copy.currency = currency;
    copy.kind = kind;
    copy.kinds = kinds;
    copy.balance = balance;
    return copy;
  }

  private static int notNegative(String field, int value) {
    if (value < 0) {
      throw new InvalidInputException(field, "must not be negative", value);
    }
    return value;
  }

  private static DateTimeFormatter dates(String pattern) {
    try {
      return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      InvalidInputException refusal =
          new InvalidInputException("pattern", "must be a pattern of dates", pattern);
      refusal.initCause(e);
      throw refusal;
    }
  }
}
