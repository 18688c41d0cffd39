package org.ledgercore.money;

/**
 * An amount as somebody wrote it: a plain decimal as text with a currency code, before it is known
 * whether the unit is open and how many decimals it has. It becomes {@link Money} when its unit is
 * known. What the ledger answers carries all stored decimals ({@code "125.000"} in a unit of
 * three); a request may leave trailing zeros out. Immutable.
 *
 * @param value at most 19 digits, at most one point and 8 decimals behind it; a minus only where a
 *     balance may be negative
 * @param currency the unit's code, not looked up here
 */
public record Amount(String value, String currency) {

  /** What {@code value} looks like. */
  public static final String PATTERN = "^-?[0-9]{1,19}(\\.[0-9]{1,8})?$";

  private static final int MAX_WHOLE = 19;
  private static final int MAX_DECIMALS = 8;

  /**
   * Checks the value's form.
   *
   * @throws InvalidInputException naming {@code value}
   */
  public Amount {
    if (!isPlain(value)) {
      throw new InvalidInputException("value", "must be a plain decimal such as 12.50", value);
    }
  }

  /** The amount with all stored decimals. */
  public static Amount of(Money money) {
    return new Amount(money.toDecimal(), money.unit().code());
  }

  /**
   * The same amount as money of its unit.
   *
   * @throws InvalidInputException when the unit has another code, or fewer decimals than were given
   */
  public Money in(Unit unit) {
    if (!currency.equals(unit.code())) {
      throw new InvalidInputException("currency", "must be " + unit.code(), currency);
    }
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
