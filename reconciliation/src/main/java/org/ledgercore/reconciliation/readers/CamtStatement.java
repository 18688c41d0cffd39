package org.ledgercore.reconciliation.readers;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementSink;

/** Reads one statement, report or notification of a camt file. */
final class CamtStatement {

  private final XmlCursor xml;
  private final Declared accounts;
  private final StatementSink sink;

  private String id = "";
  private String sequence = "";
  private String identifier = "";
  private String currency = "";
  private @Nullable StatementAccount account;
  private @Nullable StatedBalance opening;
  private @Nullable StatedBalance closing;
  private @Nullable StatedBalance previous;
  private @Nullable StatedBalance firstInterim;
  private @Nullable StatedBalance lastInterim;
  private Optional<LocalDate> from = Optional.empty();
  private Optional<LocalDate> to = Optional.empty();
  private int entries;

  CamtStatement(XmlCursor xml, Declared accounts, StatementSink sink) {
    this.xml = xml;
    this.accounts = accounts;
    this.sink = sink;
  }

  /** Reads the element that the cursor has moved to. */
  void read() {
    while (xml.child()) {
      switch (xml.name()) {
        case "Id" -> id = xml.text();
        case "ElctrncSeqNb" -> sequence = xml.text();
        case "LglSeqNb" -> {
          String legal = xml.text();
          sequence = sequence.isEmpty() ? legal : sequence;
        }
        case "FrToDt" -> period();
        case "Acct" -> account();
        case "Bal" -> balance(begun());
        case "Ntry" -> {
          StatementAccount of = begun();
          entries++;
          sink.line(new CamtEntry(xml, of, entries).read());
        }
        default -> xml.skip();
      }
    }
    begun();
    sink.end(
        new StatementEnd(
            firstOf(opening, previous, firstInterim), firstOf(closing, lastInterim), from, to));
  }

  /** The account, once the file has named it; the statement begins there. */
  private StatementAccount begun() {
    StatementAccount known = account;
    if (known == null) {
      Place place = new Place(xml.line(), "Acct");
      known = place.read(() -> accounts.find(identifier, currency));
      account = known;
      sink.begin(new StatementHead(known, id, sequence));
    }
    return known;
  }

  private void period() {
    while (xml.child()) {
      switch (xml.name()) {
        case "FrDtTm", "FrDt" -> from = Optional.of(day("FrToDt"));
        case "ToDtTm", "ToDt" -> to = Optional.of(day("FrToDt"));
        default -> xml.skip();
      }
    }
  }

  private void account() {
    while (xml.child()) {
      switch (xml.name()) {
        case "Id" -> identification();
        case "Ccy" -> currency = xml.text();
        default -> xml.skip();
      }
    }
  }

  private void identification() {
    while (xml.child()) {
      switch (xml.name()) {
        case "IBAN" -> identifier = xml.text();
        case "Othr" -> {
          String other = CamtText.first(xml, "Id");
          identifier = identifier.isEmpty() ? other : identifier;
        }
        default -> xml.skip();
      }
    }
  }

  private void balance(StatementAccount of) {
    String type = "";
    CamtAmount amount = new CamtAmount(xml, of, "Bal");
    Optional<LocalDate> date = Optional.empty();
    while (xml.child()) {
      switch (xml.name()) {
        case "Tp" -> type = CamtText.code(xml);
        case "Amt" -> amount.read();
        case "CdtDbtInd" -> amount.mark();
        case "Dt" -> date = Optional.of(CamtText.date(xml, "Bal", "Dt"));
        default -> xml.skip();
      }
    }
    keep(type, amount, date);
  }

  private void keep(String type, CamtAmount amount, Optional<LocalDate> date) {
    if (!type.equals("OPBD")
        && !type.equals("CLBD")
        && !type.equals("PRCD")
        && !type.equals("ITBD")) {
      return;
    }
    Place place = new Place(xml.line(), "Bal." + type);
    place.require(date.isPresent(), "must have a date", "");
    Money money = amount.signed();
    StatedBalance balance = new StatedBalance(date.orElseThrow(), money);
    switch (type) {
      case "OPBD" -> opening = opening == null ? balance : opening;
      case "CLBD" -> closing = balance;
      case "PRCD" -> previous = balance;
      default -> {
        firstInterim = firstInterim == null ? balance : firstInterim;
        lastInterim = balance;
      }
    }
  }

  private LocalDate day(String field) {
    Place place = new Place(xml.line(), field);
    String text = xml.text();
    return place.read(() -> CamtText.day(text));
  }

  private static Optional<StatedBalance> firstOf(@Nullable StatedBalance... candidates) {
    for (StatedBalance candidate : candidates) {
      if (candidate != null) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
