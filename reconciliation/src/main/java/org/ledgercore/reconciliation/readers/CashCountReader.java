package org.ledgercore.reconciliation.readers;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.StatementSink;

/**
 * Reads a cash desk's day as a statement: what the drawer held in the morning, the slips of the
 * day, and the pieces counted in the evening. What the count is over or short of the slips is a
 * line of its own of the kind COUNT, so that the statement closes with what is in the drawer and a
 * difference is matched, aged and written off as one at a bank is. The format is ours, one word a
 * line, fields separated by semicolons:
 *
 * <pre>{@code
 * count;2026-03-02
 * opening;1000.00
 * slip;250.00;R-17;sale
 * slip;-40.00;R-18;change given
 * pieces;50.00;20
 * pieces;0.50;420
 * }</pre>
 */
public final class CashCountReader extends StatementReader {

  private static final int DATE = 1;
  private static final int AMOUNT = 1;
  private static final int REFERENCE = 2;
  private static final int PIECES = 2;
  private static final int TEXT = 3;

  private final StatementAccount desk;

  /** A reader of one desk's counts. */
  public CashCountReader(StatementAccount desk) {
    this.desk = desk;
  }

  @Override
  void parse(InputStream file, StatementSink sink) {
    TextLines lines = new TextLines(file, StandardCharsets.UTF_8);
    String first = String.valueOf(lines.next());
    String[] head = first.split(";", -1);
    new Place(1, "count")
        .require(head.length == 2 && head[0].equals("count"), "must be count and a day", first);
    Day day = new Day(new Place(1, "count").read(() -> LocalDate.parse(head[DATE])), sink);
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        String[] fields = line.split(";", -1);
        day.take(new Place(lines.number(), fields[0]), fields);
      }
    }
    day.end(lines.number());
  }

  /** The lines of one count. */
  private final class Day {

    private final LocalDate date;
    private final StatementSink sink;
    private Optional<Money> opening = Optional.empty();
    private Money expected = Money.zero(desk.unit());
    private Money counted = Money.zero(desk.unit());
    private boolean isCounted;
    private int lines;

    Day(LocalDate date, StatementSink sink) {
      this.date = date;
      this.sink = sink;
      sink.begin(new StatementHead(desk, "", date.toString()));
    }

    void take(Place place, String[] fields) {
      switch (fields[0]) {
        case "opening" -> {
          place.require(fields.length == 2 && opening.isEmpty(), "must be one amount, once", "");
          opening = Optional.of(amount(place, fields));
          expected = place.read(() -> expected.plus(amount(place, fields)));
        }
        case "slip" -> slip(place, fields);
        case "pieces" -> pieces(place, fields);
        default -> throw place.refuse("must be opening, slip or pieces", fields[0]);
      }
    }

    private void slip(Place place, String[] fields) {
      place.require(fields.length == TEXT + 1, "must have amount, reference and text", "");
      Money amount = amount(place, fields);
      lines++;
      sink.line(
          place.read(() ->
              StatementLine.on(date, amount)
                  .reference(ReferenceKind.BANK, fields[REFERENCE])
                  .text(fields[TEXT].strip())
                  .build(lines)));
      expected = place.read(() -> expected.plus(amount));
    }

    private void pieces(Place place, String[] fields) {
      place.require(
          fields.length == PIECES + 1 && fields[PIECES].matches("\\d{1,9}"),
          "must have a denomination and how many",
          String.join(";", fields));
      Money piece = amount(place, fields);
      place.require(piece.isPositive(), "must be a positive denomination", fields[AMOUNT]);
      long sum =
          place.read(() -> Math.multiplyExact(piece.minor(), Long.parseLong(fields[PIECES])));
      counted = place.read(() -> counted.plus(Money.ofMinor(sum, desk.unit())));
      isCounted = true;
    }

    private Money amount(Place place, String[] fields) {
      return place.read(
          () -> Money.ofMinor(Decimals.POINT.signed(fields[AMOUNT], desk.unit()), desk.unit()));
    }

    void end(long line) {
      new Place(line, "opening").require(opening.isPresent(), "must be there", "");
      new Place(line, "pieces").require(isCounted, "must be there, if only none of one", "");
      Money difference = new Place(line, "pieces").read(() -> counted.minus(expected));
      if (!difference.isZero()) {
        lines++;
        sink.line(
            StatementLine.on(date, difference)
                .kind(LineKind.COUNT)
                .text(difference.isPositive() ? "over" : "short")
                .build(lines));
      }
      sink.end(
          new StatementEnd(
              Optional.of(new StatedBalance(date, opening.orElseThrow())),
              Optional.of(new StatedBalance(date, counted)),
              Optional.of(date),
              Optional.of(date)));
    }
  }
}
