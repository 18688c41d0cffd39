package org.ledgercore.capturefile;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.ProviderId;

/**
 * How one connection to a provider writes its captures: the kind of file, which column holds what,
 * and the form of its amounts. Declared, never guessed. Immutable.
 */
public final class CaptureLayout {

  /** What a column holds. */
  enum Field {
    REFERENCE,
    MERCHANT,
    AMOUNT,
    CURRENCY,
    DATE,
    AT,
    CASE
  }

  /** A unit and how its amounts are written. */
  record Amounts(Unit unit, AmountForm form) {}

  /** The kind of file: a separator for CSV, none for JSON; its header when the file has none. */
  record Shape(String separator, List<String> header, String datePattern) {

    boolean isJson() {
      return separator.isEmpty();
    }
  }

  private static final String ISO_DATE = "uuuu-MM-dd";

  private final ProviderId provider;
  private final Shape shape;
  private final Map<Field, String> columns;
  private final Map<String, String> kept;
  private final Map<String, Amounts> amounts;

  private CaptureLayout(
      ProviderId provider,
      Shape shape,
      Map<Field, String> columns,
      Map<String, String> kept,
      Map<String, Amounts> amounts) {
    this.provider = provider;
    this.shape = shape;
    this.columns = columns;
    this.kept = kept;
    this.amounts = amounts;
  }

  /**
   * CSV as in RFC 4180, in UTF-8, its first line the names of the columns; a line break cannot
   * stand in quotes.
   */
  public static CaptureLayout csv(ProviderId provider, char separator) {
    if (separator == '"' || separator == '\n' || separator == '\r') {
      throw new InvalidInputException("separator", "must not be a quote or line break", separator);
    }
    return of(provider, new Shape(String.valueOf(separator), List.of(), ISO_DATE));
  }

  /** One flat JSON object a line, in UTF-8. */
  public static CaptureLayout ndjson(ProviderId provider) {
    return of(provider, new Shape("", List.of(), ISO_DATE));
  }

  private static CaptureLayout of(ProviderId provider, Shape shape) {
    return new CaptureLayout(provider, shape, Map.of(), Map.of(), Map.of());
  }

  /** The names of the columns of a CSV file whose first line is a capture already. */
  public CaptureLayout withoutHeader(List<String> names) {
    return with(new Shape(shape.separator(), List.copyOf(names), shape.datePattern()));
  }

  /** The column of the provider's own reference; required. */
  public CaptureLayout reference(String column) {
    return with(Field.REFERENCE, column);
  }

  /** The column of the merchant's id; required. */
  public CaptureLayout merchant(String column) {
    return with(Field.MERCHANT, column);
  }

  /** The column of the gross amount; required. */
  public CaptureLayout amount(String column) {
    return with(Field.AMOUNT, column);
  }

  /** The column of the currency's code; required when more than one unit is accepted. */
  public CaptureLayout currency(String column) {
    return with(Field.CURRENCY, column);
  }

  /** The column of the business day, as {@code 2026-06-15}; else the day is the file's. */
  public CaptureLayout date(String column) {
    return date(column, ISO_DATE);
  }

  /** The column of the business day, in a pattern such as {@code dd.MM.uuuu}, read strictly. */
  public CaptureLayout date(String column, String pattern) {
    dates(pattern);
    return with(new Shape(shape.separator(), shape.header(), pattern)).with(Field.DATE, column);
  }

  /** The column of the instant, with its offset: {@code 2026-06-15T10:00:00+03:00}. */
  public CaptureLayout at(String column) {
    return with(Field.AT, column);
  }

  /** The column of the payment's id; else it is {@code provider/reference}. */
  public CaptureLayout caseId(String column) {
    return with(Field.CASE, column);
  }

  /** A unit that captures may be in, and the form of its amounts; at least one. */
  public CaptureLayout accepting(Unit unit, AmountForm form) {
    Map<String, Amounts> more = new LinkedHashMap<>(amounts);
    more.put(unit.code(), new Amounts(unit, form));
    return new CaptureLayout(provider, shape, columns, kept, more);
  }

  /** A column that the entry keeps under a name of its metadata, such as a product's code. */
  public CaptureLayout keeping(String column, String name) {
    Map<String, String> more = new LinkedHashMap<>(kept);
    more.put(column, name);
    return new CaptureLayout(provider, shape, columns, more, amounts);
  }

  ProviderId provider() {
    return provider;
  }

  Shape shape() {
    return shape;
  }

  Map<Field, String> columns() {
    return columns;
  }

  Map<String, String> kept() {
    return kept;
  }

  Map<String, Amounts> amounts() {
    return amounts;
  }

  DateTimeFormatter dates() {
    return dates(shape.datePattern());
  }

  /** Throws when something is missing that every line needs. */
  void requireComplete() {
    for (Field field : List.of(Field.REFERENCE, Field.MERCHANT, Field.AMOUNT)) {
      if (!columns.containsKey(field)) {
        throw new InvalidInputException("layout", "must name the column of", field);
      }
    }
    if (amounts.isEmpty()) {
      throw new InvalidInputException("layout", "must accept at least one unit", "none");
    }
    if (amounts.size() > 1 && !columns.containsKey(Field.CURRENCY)) {
      throw new InvalidInputException(
          "layout", "must name the column of CURRENCY for several units", amounts.keySet());
    }
  }

  private CaptureLayout with(Shape other) {
    return new CaptureLayout(provider, other, columns, kept, amounts);
  }

  private CaptureLayout with(Field field, String column) {
    Map<Field, String> more = new EnumMap<>(Field.class);
    more.putAll(columns);
    more.put(field, column);
    return new CaptureLayout(provider, shape, more, kept, amounts);
  }

  private static DateTimeFormatter dates(String pattern) {
    try {
      return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidInputException("date pattern", "must be one of java.time", pattern);
    }
  }
}
