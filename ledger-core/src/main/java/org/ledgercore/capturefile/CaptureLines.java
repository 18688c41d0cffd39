package org.ledgercore.capturefile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ledgercore.capturefile.CaptureLayout.Amounts;
import org.ledgercore.capturefile.CaptureLayout.Field;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;

/**
 * Makes a capture of each line, as the file's layout declares. What a line says otherwise is
 * refused with the column's name. Not safe for many threads.
 */
final class CaptureLines {

  private final CaptureFile file;
  private final CaptureLayout layout;
  private final DateTimeFormatter dates;
  private final Map<String, Integer> places = new HashMap<>();
  private int width;
  private String lastDate = "";
  private LocalDate lastDay = LocalDate.EPOCH;
  private String reference = "";

  CaptureLines(CaptureFile file) {
    this.file = file;
    this.layout = file.layout();
    this.dates = layout.dates();
    if (!layout.shape().header().isEmpty()) {
      headed(layout.shape().header());
    }
  }

  /** Whether the first line is the names of the columns. */
  boolean hasHeader() {
    return !layout.shape().isJson() && layout.shape().header().isEmpty();
  }

  /** Learns the columns from the first line. */
  void header(String line) {
    headed(CsvFields.of(line, separator()));
  }

  private void headed(List<String> names) {
    Set<String> wanted = new HashSet<>(layout.columns().values());
    wanted.addAll(layout.kept().keySet());
    for (int i = 0; i < names.size(); i++) {
      if (places.put(names.get(i), i) != null && wanted.contains(names.get(i))) {
        throw new InvalidInputException("header", "must name each column once", names.get(i));
      }
    }
    width = names.size();
    wanted.removeAll(places.keySet());
    if (!wanted.isEmpty()) {
      throw new InvalidInputException("header", "must name the columns " + wanted, names);
    }
  }

  /** The reference of the line read last, as far as it could be read. */
  String reference() {
    return reference;
  }

  /** The capture that the reader's line says. */
  PaymentCommand capture(LineReader reader) {
    reference = "";
    Function<String, @Nullable String> row = row(reader.text());
    reference = required(row, Field.REFERENCE);
    MerchantId merchant = said(row, Field.MERCHANT, MerchantId::new);
    Money gross = gross(row);
    LocalDate day = layout.columns().containsKey(Field.DATE) ? day(row) : file.day();
    Optional<Instant> at =
        layout.columns().containsKey(Field.AT)
            ? Optional.of(said(row, Field.AT, CaptureLines::instant))
            : Optional.empty();
    Occasion occasion = new Occasion(day, caseId(row), kept(row));
    return file.pricing()
        .capture(new Pricing.Line(layout.provider(), reference, merchant, gross, at, occasion));
  }

  private Function<String, @Nullable String> row(String line) {
    if (layout.shape().isJson()) {
      return FlatJson.of(line)::get;
    }
    List<String> fields = CsvFields.of(line, separator());
    if (fields.size() != width) {
      throw new InvalidInputException(
          "line", "must have " + width + " fields", fields.size() + " in " + line);
    }
    return column -> fields.get(places.getOrDefault(column, 0));
  }

  private Money gross(Function<String, @Nullable String> row) {
    Amounts amounts =
        layout.columns().containsKey(Field.CURRENCY)
            ? said(row, Field.CURRENCY, this::amounts)
            : layout.amounts().values().iterator().next();
    return said(row, Field.AMOUNT, text -> amounts.form().read(text, amounts.unit()));
  }

  private Amounts amounts(String currency) {
    Amounts amounts = layout.amounts().get(currency);
    if (amounts == null) {
      throw new InvalidInputException(
          "currency", "must be one of " + layout.amounts().keySet(), currency);
    }
    return amounts;
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInputException("at", "must be a time with its offset", text);
    }
  }

  /** Lines of one day follow one another, so the last one is remembered. */
  private LocalDate day(Function<String, @Nullable String> row) {
    String text = required(row, Field.DATE);
    if (!text.equals(lastDate)) {
      try {
        lastDay = LocalDate.parse(text, dates);
        lastDate = text;
      } catch (DateTimeException e) {
        throw new InvalidInputException(
            column(Field.DATE), "must be a date as " + layout.shape().datePattern(), text);
      }
    }
    return lastDay;
  }

  private String caseId(Function<String, @Nullable String> row) {
    return layout.columns().containsKey(Field.CASE)
        ? required(row, Field.CASE)
        : layout.provider() + "/" + reference;
  }

  private Map<String, String> kept(Function<String, @Nullable String> row) {
    if (layout.kept().isEmpty()) {
      return Map.of();
    }
    Map<String, String> facts = new HashMap<>();
    layout
        .kept()
        .forEach((column, name) -> {
          String value = row.apply(column);
          if (value != null && !value.isEmpty()) {
            facts.put(name, value);
          }
        });
    return facts;
  }

  private <T> T said(
      Function<String, @Nullable String> row, Field field, Function<String, T> meaning) {
    String text = required(row, field);
    try {
      return meaning.apply(text);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(column(field), e.rule(), text);
    }
  }

  private String required(Function<String, @Nullable String> row, Field field) {
    String value = row.apply(column(field));
    if (value == null || value.isEmpty()) {
      throw new InvalidInputException(column(field), "must be given", "none");
    }
    return value;
  }

  private String column(Field field) {
    return layout.columns().getOrDefault(field, "");
  }

  private char separator() {
    return layout.shape().separator().charAt(0);
  }
}
