package org.ledgercore.http.wire;

import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * An amount on the wire: a plain decimal as text, with its currency. Answers carry all stored
 * decimals ({@code "125.000"} in a unit of three); requests may leave trailing zeros out.
 *
 * @param value digits, at most one point, at most the unit's decimals; a minus only where a balance
 *     may be negative
 * @param currency the unit's code
 */
public record Amount(String value, String currency) {

  /** What {@code value} looks like. */
  public static final String PATTERN = "^-?[0-9]{1,19}(\\.[0-9]{1,8})?$";

  private static final int MAX_WHOLE = 19;
  private static final int MAX_DECIMALS = 8;

  public Amount {
    if (!isPlain(value)) {
      throw new InvalidInputException("value", "must be a plain decimal such as 12.50", value);
    }
  }

  /** The amount with all stored decimals. */
  public static Amount of(Money money) {
    return new Amount(money.toDecimal(), money.unit().code());
  }

  /** The same amount as money of its unit. */
  public Money in(Unit unit) {
    return Money.of(value, unit);
  }

  private static boolean isPlain(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    int whole = (point < 0 ? text.length() : point) - start;
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (whole < 1 || whole > MAX_WHOLE || decimals > MAX_DECIMALS || point == text.length() - 1) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i != point && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
