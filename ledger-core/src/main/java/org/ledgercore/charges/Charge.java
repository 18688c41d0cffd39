package org.ledgercore.charges;

import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Text;
import org.ledgercore.money.Unit;

/**
 * A payment that is expected: a fee of a pupil, an invoice. It moves no money. Immutable.
 *
 * @param rowKey the row's key in its file or system, 1 to 190 code points: one key is one charge,
 *     for ever
 * @param subject who is to pay: an id that says nothing about the person, 1 to 255 code points
 * @param reference the case of the payment to come, 1 to 255 code points
 * @param amount how much, positive
 * @param due the day on which it is due
 */
public record Charge(String rowKey, String subject, String reference, Money amount, LocalDate due) {

  static final String KIND = "charge";
  static final String SUBJECT = "subject";
  static final String REFERENCE = "reference";
  static final String AMOUNT = "amount";
  static final String CURRENCY = "currency";
  static final String DUE = "due";

  private static final int MAX_KEY = 190;
  private static final int MAX = 255;

  public Charge {
    Text.required("rowKey", rowKey, MAX_KEY);
    Text.required(SUBJECT, subject, MAX);
    Text.required(REFERENCE, reference, MAX);
    if (!amount.isPositive()) {
      throw new InvalidInputException(AMOUNT, "must be positive", amount);
    }
  }

  FactRef fact() {
    return FactRef.of(KIND, rowKey);
  }

  /** The charge that a fact keeps, in a unit that its reader knows. */
  static Charge of(Fact fact, Unit unit) {
    SortedMap<String, String> values = fact.values();
    return new Charge(
        fact.ref().id(),
        said(values.get(SUBJECT)),
        said(values.get(REFERENCE)),
        Money.of(said(values.get(AMOUNT)), unit),
        LocalDate.parse(said(values.get(DUE))));
  }

  private static String said(@Nullable String value) {
    if (value == null) {
      throw new IllegalStateException("a charge was kept in part; run verify");
    }
    return value;
  }
}
