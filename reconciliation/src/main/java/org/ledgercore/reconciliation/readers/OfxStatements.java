package org.ledgercore.reconciliation.readers;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.StatementSink;

/** Takes the tags of an OFX file in their order and tells the statements. For one thread. */
final class OfxStatements {

  /** The elements whose fields are told apart by them; all others are flat. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "OFX",
          "STMTRS",
          "CCSTMTRS",
          "BANKACCTFROM",
          "CCACCTFROM",
          "BANKACCTTO",
          "CCACCTTO",
          "BANKTRANLIST",
          "BANKTRANLISTP",
          "STMTTRN",
          "STMTTRNP",
          "PAYEE",
          "CURRENCY",
          "ORIGCURRENCY",
          "LEDGERBAL",
          "AVAILBAL",
          "BALLIST");

  private static final int DATE_LENGTH = 8;

  private final Declared accounts;
  private final StatementSink sink;
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, String> line = new HashMap<>();
  private final Map<String, String> balance = new HashMap<>();
  private boolean isOfx;
  private String currency = "";
  private String identifier = "";
  private @Nullable StatementAccount account;
  private Optional<LocalDate> from = Optional.empty();
  private Optional<LocalDate> to = Optional.empty();
  private Optional<StatedBalance> closing = Optional.empty();
  private int lines;

  OfxStatements(Declared accounts, StatementSink sink) {
    this.accounts = accounts;
    this.sink = sink;
  }

  /** Whether the file is OFX at all. */
  boolean isOfx() {
    return isOfx;
  }

  void tag(OfxTags tag) {
    String name = tag.name();
    if (tag.isEnd()) {
      close(tag, name);
    } else if (ELEMENTS.contains(name)) {
      open.push(name);
      begin(name);
    } else if (!open.isEmpty() && !tag.text().isEmpty()) {
      field(tag, name, tag.text());
    }
  }

  private void begin(String element) {
    switch (element) {
      case "OFX" -> isOfx = true;
      case "STMTRS", "CCSTMTRS" -> reset();
      case "STMTTRN" -> line.clear();
      case "LEDGERBAL" -> balance.clear();
      default -> {
        // its fields say what they are
      }
    }
  }

  private void reset() {
    currency = "";
    identifier = "";
    account = null;
    from = Optional.empty();
    to = Optional.empty();
    closing = Optional.empty();
    lines = 0;
  }

  private void close(OfxTags tag, String name) {
    if (!open.contains(name)) {
      return;
    }
    String closed = open.pop();
    while (!closed.equals(name)) {
      closed = open.pop();
    }
    switch (name) {
      case "STMTTRN" -> transaction(tag);
      case "LEDGERBAL" -> closing = Optional.of(ledgerBalance(tag));
      case "STMTRS", "CCSTMTRS" -> {
        begun(tag);
        sink.end(new StatementEnd(Optional.empty(), closing, from, to));
      }
      default -> {
        // nothing follows from it
      }
    }
  }

  private void field(OfxTags tag, String name, String text) {
    switch (String.valueOf(open.peek())) {
      case "STMTRS", "CCSTMTRS" -> currency = name.equals("CURDEF") ? text : currency;
      case "BANKACCTFROM", "CCACCTFROM" -> identifier = name.equals("ACCTID") ? text : identifier;
      case "BANKTRANLIST" -> period(tag, name, text);
      case "STMTTRN" -> line.put(name, text);
      case "CURRENCY" -> line.put(name, text);
      case "PAYEE" -> line.putIfAbsent(name, text);
      case "LEDGERBAL" -> balance.put(name, text);
      default -> {
        // of no interest here
      }
    }
  }

  private void period(OfxTags tag, String name, String text) {
    if (name.equals("DTSTART")) {
      from = Optional.of(date(tag.place(), text));
    } else if (name.equals("DTEND")) {
      to = Optional.of(date(tag.place(), text));
    }
  }

  private StatementAccount begun(OfxTags tag) {
    StatementAccount known = account;
    if (known == null) {
      known =
          new Place(tag.place().line(), "ACCTID").read(() -> accounts.find(identifier, currency));
      account = known;
      sink.begin(new StatementHead(known, "", ""));
    }
    return known;
  }

  private void transaction(OfxTags tag) {
    Unit unit = begun(tag).unit();
    LocalDate day = date(place(tag, "DTPOSTED"), required(tag, line, "DTPOSTED"));
    long minor = amount(tag, required(tag, line, "TRNAMT"), "TRNAMT", unit);
    String in = line.getOrDefault("CURSYM", unit.code());
    place(tag, "CURSYM").require(in.equals(unit.code()), "must be " + unit + ", as declared", in);
    String user = line.getOrDefault("DTUSER", "");
    lines++;
    LineBuilder built =
        StatementLine.on(day, Money.ofMinor(minor, unit))
            .valued(line.containsKey("DTAVAIL") ? date(tag.place(), said("DTAVAIL")) : day)
            .code(said("TRNTYPE"))
            .counterparty(said("NAME"))
            .text(said("MEMO"))
            .raw(user.isEmpty() ? "" : "DTUSER " + user);
    place(tag, "FITID")
        .read(() ->
            built
                .reference(ReferenceKind.BANK, required(tag, line, "FITID"))
                .reference(ReferenceKind.CUSTOMER, said("REFNUM"))
                .reference(ReferenceKind.CHEQUE, said("CHECKNUM")));
    sink.line(built.build(lines));
  }

  private StatedBalance ledgerBalance(OfxTags tag) {
    Unit unit = begun(tag).unit();
    long minor = amount(tag, required(tag, balance, "BALAMT"), "BALAMT", unit);
    LocalDate day = date(place(tag, "DTASOF"), required(tag, balance, "DTASOF"));
    return new StatedBalance(day, Money.ofMinor(minor, unit));
  }

  /** A comma or a point may stand before the decimals; there is no grouping. */
  private static long amount(OfxTags tag, String text, String name, Unit unit) {
    Decimals form = text.indexOf(',') < 0 ? Decimals.POINT : Decimals.COMMA;
    return place(tag, name).read(() -> form.signed(text, unit));
  }

  private static LocalDate date(Place place, String text) {
    place.require(text.length() >= DATE_LENGTH, "must be a date", text);
    return place.read(
        () -> LocalDate.parse(text.substring(0, DATE_LENGTH), DateTimeFormatter.BASIC_ISO_DATE));
  }

  private String said(String name) {
    return line.getOrDefault(name, "");
  }

  private static String required(OfxTags tag, Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    place(tag, name).require(!value.isEmpty(), "must be there", "");
    return value;
  }

  private static Place place(OfxTags tag, String name) {
    return new Place(tag.place().line(), name);
  }
}
