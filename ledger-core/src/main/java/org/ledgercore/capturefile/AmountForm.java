package org.ledgercore.capturefile;

import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * How a connection writes amounts of one unit. It is declared once; what is written otherwise is
 * refused, so that a provider who changes it moves no money by a factor of a hundred. Immutable.
 *
 * @param exponent decimals written, or what the last digit of an integer stands for; 0 to 8
 * @param mark the decimal mark, one character; empty for integers
 */
public record AmountForm(int exponent, String mark) {

  private static final int MAX_EXPONENT = 8;
  private static final int MAX_DIGITS = 18;
  private static final long MOST = 1_000_000_000_000_000L;

  public AmountForm {
    if (exponent < 0 || exponent > MAX_EXPONENT) {
      throw new InvalidInputException("exponent", "must be 0 to 8", exponent);
    }
    if (mark.length() > 1 || (!mark.isEmpty() && ".,".indexOf(mark.charAt(0)) < 0)) {
      throw new InvalidInputException("decimal mark", "must be a point or a comma", mark);
    }
    if (!mark.isEmpty() && exponent == 0) {
      throw new InvalidInputException("decimals", "must be 1 to 8 with a decimal mark", exponent);
    }
  }

  /** Major units with exactly so many decimals: {@code major(2, '.')} reads {@code 125.00}. */
  public static AmountForm major(int decimals, char mark) {
    return new AmountForm(decimals, String.valueOf(mark));
  }

  /**
   * Integers whose last digit stands for the decimal of this number: {@code integers(2)} reads
   * {@code 12500} as 125 major units, {@code integers(0)} reads {@code 125} so.
   */
  public static AmountForm integers(int exponent) {
    return new AmountForm(exponent, "");
  }

  /**
   * The amount that a text says in this form.
   *
   * @throws InvalidInputException when it says it in another form, says nothing, or does not fit
   */
  public Money read(String text, Unit unit) {
    long written = written(text);
    int more = unit.exponent() - exponent;
    long factor = power(Math.abs(more));
    if (more < 0 && written % factor != 0) {
      throw refused("must be whole minor units of " + unit, text);
    }
    if (written == 0) {
      throw refused("must be positive", text);
    }
    boolean fits = more >= 0 ? written <= MOST / factor : written / factor <= MOST;
    if (!fits) {
      throw refused("must be at most " + MOST + " minor units", text);
    }
    return Money.ofMinor(more >= 0 ? written * factor : written / factor, unit);
  }

  private long written(String text) {
    int at = mark.isEmpty() ? text.length() : text.length() - exponent - 1;
    boolean fits = at > 0 && text.length() <= MAX_DIGITS + mark.length();
    long value = 0;
    for (int i = 0; fits && i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      fits = i == at ? c == mark.charAt(0) : isDigit;
      value = isDigit ? value * 10 + (c - '0') : value;
    }
    if (!fits) {
      throw refused(
          mark.isEmpty()
              ? "must be an integer"
              : "must be digits with " + exponent + " decimals after '" + mark + "'",
          text);
    }
    return value;
  }

  private static InvalidInputException refused(String rule, String text) {
    return new InvalidInputException("amount", rule, text);
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
