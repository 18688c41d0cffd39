package org.ledgercore.reconciliation.readers;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementSink;

/** Takes the fields of MT940 messages in their order and tells the statements. For one thread. */
final class Mt940Message {

  private static final int BALANCE_HEAD = 10;
  private static final int CURRENCY_AT = 7;

  private final Declared accounts;
  private final StatementSink sink;
  private boolean isOpen;
  private String id = "";
  private String identifier = "";
  private String sequence = "";
  private @Nullable StatementAccount account;
  private @Nullable StatedBalance opening;
  private @Nullable StatedBalance closing;
  private @Nullable LineBuilder line;
  private String supplement = "";
  private int lines;

  Mt940Message(Declared accounts, StatementSink sink) {
    this.accounts = accounts;
    this.sink = sink;
  }

  /** Takes a field with its content, whose lines are separated by line feeds. */
  void field(String tag, String content, long at) {
    Place place = new Place(at, ":" + tag + ":");
    if (!tag.equals("86")) {
      flush();
    }
    switch (tag) {
      case "20" -> {
        finish(at);
        isOpen = true;
        id = content.strip();
      }
      case "25", "25P" -> identifier = content.lines().findFirst().orElse("").strip();
      case "28", "28C" -> sequence = content.strip();
      case "60F", "60M" -> open(place, content);
      case "61" -> transaction(place, content);
      case "86" -> information(place, content);
      case "62F", "62M" -> closing = balance(place, content, begun(place));
      default -> {
        // available balances and fields of the bank's own
      }
    }
  }

  /** Ends the message that is open. */
  void finish(long at) {
    flush();
    if (!isOpen) {
      return;
    }
    Place place = new Place(at, ":62F:");
    begun(new Place(at, ":60F:"));
    place.require(closing != null, "must be there", "");
    Optional<LocalDate> from = Optional.ofNullable(opening).map(StatedBalance::date);
    Optional<LocalDate> to = Optional.ofNullable(closing).map(StatedBalance::date);
    sink.end(
        new StatementEnd(Optional.ofNullable(opening), Optional.ofNullable(closing), from, to));
    reset();
  }

  private void reset() {
    isOpen = false;
    id = "";
    identifier = "";
    sequence = "";
    account = null;
    opening = null;
    closing = null;
    lines = 0;
  }

  private void open(Place place, String content) {
    place.require(isOpen, "must follow :20:", content);
    place.require(opening == null, "must be there once", content);
    place.require(content.length() >= BALANCE_HEAD, "must be a balance", content);
    String currency = content.substring(CURRENCY_AT, BALANCE_HEAD);
    StatementAccount found = place.read(() -> find(currency));
    account = found;
    opening = balance(place, content, found);
    sink.begin(new StatementHead(found, id, sequence));
  }

  /** Some banks put the currency behind the account's number. */
  private StatementAccount find(String currency) {
    if (identifier.endsWith(currency)) {
      String bare = identifier.substring(0, identifier.length() - currency.length());
      return accounts.knows(identifier)
          ? accounts.find(identifier, currency)
          : accounts.find(bare, currency);
    }
    return accounts.find(identifier, currency);
  }

  private StatementAccount begun(Place place) {
    StatementAccount known = account;
    if (known == null) {
      throw new Place(place.line(), ":60F:").refuse("must be there", "");
    }
    return known;
  }

  /** Mark, date, currency, amount: {@code C260302EUR1234,56}. */
  private static StatedBalance balance(Place place, String content, StatementAccount of) {
    String text = content.strip();
    place.require(text.matches("[CD]\\d{6}[A-Z]{3}[\\d,]+"), "must be a balance", text);
    String currency = text.substring(CURRENCY_AT, BALANCE_HEAD);
    place.require(
        currency.equals(of.unit().code()), "must be in " + of.unit() + ", as declared", text);
    return place.read(() -> {
      long minor = Decimals.COMMA.unsigned(text.substring(BALANCE_HEAD), of.unit());
      LocalDate date = Mt940Line.date(text.substring(1, CURRENCY_AT));
      return new StatedBalance(
          date, Money.ofMinor(text.charAt(0) == 'C' ? minor : -minor, of.unit()));
    });
  }

  private void transaction(Place place, String content) {
    StatementAccount of = begun(place);
    place.require(closing == null, "must stand before the closing balance", content);
    Mt940Line read = Mt940Line.read(place, content);
    line = place.read(() -> read.builder(of.unit()));
    supplement = read.supplement();
  }

  private void information(Place place, String content) {
    LineBuilder open = line;
    if (open != null) {
      supplement = "";
      place.read(() -> Mt940Text.addTo(open, content));
      flush();
    }
  }

  private void flush() {
    LineBuilder open = line;
    if (open != null) {
      lines++;
      sink.line((supplement.isEmpty() ? open : open.text(supplement)).build(lines));
    }
    line = null;
    supplement = "";
  }
}
