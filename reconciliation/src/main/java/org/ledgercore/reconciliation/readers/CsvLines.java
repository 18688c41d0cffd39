package org.ledgercore.reconciliation.readers;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.StatementSink;

/** Turns the records of a CSV file into lines. For one thread. */
final class CsvLines {

  private final StatementAccount account;
  private final CsvMapping mapping;
  private final StatementSink sink;
  private final Map<Column, Integer> places = new HashMap<>();
  private final Map<ReferenceKind, Column> references = new EnumMap<>(ReferenceKind.class);
  private @Nullable CsvRecord record;
  private @Nullable StatedBalance first;
  private @Nullable StatedBalance last;
  private Money firstAmount;
  private Money lastAmount;
  private int lines;

  CsvLines(StatementAccount account, CsvMapping mapping, List<String> header, StatementSink sink) {
    this.account = account;
    this.mapping = mapping;
    this.sink = sink;
    this.firstAmount = Money.zero(account.unit());
    this.lastAmount = firstAmount;
    references.putAll(mapping.references);
    Place place = new Place(mapping.linesBefore + 1, "header");
    for (Column column : columns(mapping)) {
      places.put(column, place.read(() -> column.in(header)));
    }
  }

  private static List<Column> columns(CsvMapping mapping) {
    List<Column> columns = new ArrayList<>(mapping.text);
    columns.add(mapping.bookingDate);
    columns.addAll(CsvAmounts.columns(mapping.amount));
    columns.addAll(mapping.references.values());
    mapping.valueDate.ifPresent(columns::add);
    mapping.counterparty.ifPresent(columns::add);
    mapping.currency.ifPresent(columns::add);
    mapping.kind.ifPresent(columns::add);
    mapping.balance.ifPresent(columns::add);
    return columns;
  }

  /** Tells the line of a record. */
  void take(CsvRecord next) {
    record = next;
    mapping.currency.ifPresent(this::requireCurrency);
    LocalDate day = date(mapping.bookingDate);
    CsvAmounts amounts = new CsvAmounts(this, account.unit(), mapping.decimals);
    CsvAmounts.Read amount = amounts.read(mapping.amount);
    LineBuilder line = StatementLine.on(day, amount.net());
    mapping
        .valueDate
        .filter(column -> !field(column).isBlank())
        .ifPresent(column -> line.valued(date(column)));
    references.forEach(
        (kind, column) -> at(column).read(() -> line.reference(kind, field(column))));
    mapping.counterparty.ifPresent(column -> line.counterparty(field(column).strip()));
    mapping.kind.ifPresent(column -> line.kind(kind(column)));
    amount.breakdown().ifPresent(line::breakdown);
    lines++;
    sink.line(line.text(text()).build(lines));
    mapping.balance.ifPresent(column -> keep(column, day, amount.net()));
  }

  /** Balances, where the file has them; which end is the opening one, the mapping says. */
  StatementEnd end() {
    StatedBalance atFirst = first;
    StatedBalance atLast = last;
    if (atFirst == null || atLast == null) {
      return StatementEnd.UNSTATED;
    }
    StatedBalance oldest = mapping.isNewestFirst ? atLast : atFirst;
    StatedBalance newest = mapping.isNewestFirst ? atFirst : atLast;
    Money moved = mapping.isNewestFirst ? lastAmount : firstAmount;
    StatedBalance opening = new StatedBalance(oldest.date(), oldest.amount().minus(moved));
    return new StatementEnd(
        Optional.of(opening),
        Optional.of(newest),
        Optional.of(oldest.date()),
        Optional.of(newest.date()));
  }

  /** A field of the record at hand. */
  String field(Column column) {
    CsvRecord current = current();
    int place = places.getOrDefault(column, 0);
    if (place >= current.getFieldCount()) {
      throw at(column).refuse("must be there", String.join(" ", current.getFields()));
    }
    return current.getField(place);
  }

  /** Where that field stands. */
  Place at(Column column) {
    return new Place(current().getStartingLineNumber(), column.toString());
  }

  private CsvRecord current() {
    CsvRecord current = record;
    if (current == null) {
      throw new IllegalStateException("no record is at hand");
    }
    return current;
  }

  private void keep(Column column, LocalDate day, Money amount) {
    long minor = at(column).read(() -> mapping.decimals.signed(field(column), account.unit()));
    StatedBalance balance = new StatedBalance(day, Money.ofMinor(minor, account.unit()));
    if (first == null) {
      first = balance;
      firstAmount = amount;
    }
    last = balance;
    lastAmount = amount;
  }

  private LocalDate date(Column column) {
    String text = field(column).strip();
    return at(column).read(() -> LocalDate.parse(text, mapping.dates));
  }

  private void requireCurrency(Column column) {
    String said = field(column).strip();
    at(column)
        .require(
            said.equals(account.unit().code()),
            "must be " + account.unit() + ", as declared",
            said);
  }

  private LineKind kind(Column column) {
    String word = field(column).strip();
    LineKind kind = mapping.kinds.get(word);
    if (kind == null) {
      throw at(column).refuse("must be a word that the mapping knows", word);
    }
    return kind;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (Column column : mapping.text) {
      String part = field(column).strip();
      text.append(text.isEmpty() || part.isEmpty() ? "" : " ").append(part);
    }
    return text.toString();
  }
}
