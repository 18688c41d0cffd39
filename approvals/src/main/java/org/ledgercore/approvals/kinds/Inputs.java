package org.ledgercore.approvals.kinds;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Occasion;

/** How inputs of requests are written and read, alike for all kinds. Stateless. */
final class Inputs {

  static final String AMOUNT = "amount";
  static final String CURRENCY = "currency";
  static final String DATE = "date";
  static final String CASE = "case";

  private Inputs() {}

  static Ask amount(Ask ask, Money amount) {
    return ask.with(AMOUNT, amount.toDecimal()).with(CURRENCY, amount.unit().code());
  }

  static Ask occasion(Ask ask, Occasion occasion) {
    return ask.with(CASE, occasion.caseId()).with(DATE, occasion.date().toString());
  }

  static Occasion occasion(Ask ask) {
    return Occasion.on(date(ask), ask.input(CASE));
  }

  static LocalDate date(Ask ask) {
    try {
      return LocalDate.parse(ask.input(DATE));
    } catch (DateTimeException e) {
      throw new InvalidInputException(DATE, "must be a date such as 2026-03-31", ask.input(DATE));
    }
  }

  static Money amount(Ledger ledger, Ask ask) {
    return Money.of(ask.input(AMOUNT), unit(ledger, ask));
  }

  static Unit unit(Ledger ledger, Ask ask) {
    String code = ask.input(CURRENCY);
    return ledger
        .queries()
        .unit(code)
        .orElseThrow(() -> new InvalidInputException(CURRENCY, "must be an open unit", code));
  }
}
