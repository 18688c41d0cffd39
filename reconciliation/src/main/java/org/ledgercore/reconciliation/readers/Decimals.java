package org.ledgercore.reconciliation.readers;

import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;

/**
 * Reads decimal numbers into minor units without a detour over anything inexact. Immutable.
 *
 * @param mark the character before the decimals
 * @param grouping a character between groups of digits, which is left out; 0 when there is none
 */
record Decimals(char mark, char grouping) {

  /** A point, no grouping: ISO 20022. */
  static final Decimals POINT = new Decimals('.', '\0');

  /** A comma, no grouping: SWIFT. */
  static final Decimals COMMA = new Decimals(',', '\0');

  private static final int TEN = 10;

  /** Digits with at most one mark; signs are read by {@link #signed}. */
  long unsigned(String text, Unit unit) {
    return read(text, unit);
  }

  /** The same with a sign before or behind it, or in brackets for a negative one. */
  long signed(String text, Unit unit) {
    String number = text.strip();
    int end = number.length();
    if (end == 0) {
      throw new InvalidInputException("amount", "must not be empty", text);
    }
    char first = number.charAt(0);
    char last = number.charAt(end - 1);
    if (first == '(' && last == ')') {
      return -read(number.substring(1, end - 1), unit);
    }
    boolean isLed = first == '-' || first == '+';
    boolean isTrailed = last == '-' || last == '+';
    if (isLed && isTrailed) {
      throw new InvalidInputException("amount", "must have one sign", text);
    }
    long value = read(number.substring(isLed ? 1 : 0, isTrailed ? end - 1 : end), unit);
    return (isLed && first == '-') || (isTrailed && last == '-') ? -value : value;
  }

  private long read(String text, Unit unit) {
    long value = 0;
    int digits = 0;
    int decimals = -1;
    try {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c >= '0' && c <= '9') {
          value = Math.addExact(Math.multiplyExact(value, TEN), c - '0');
          digits++;
          decimals += decimals < 0 ? 0 : 1;
        } else if (c == mark && decimals < 0) {
          decimals = 0;
        } else if (c != grouping || c == 0 || decimals >= 0 || digits == 0) {
          throw new InvalidInputException("amount", "must be a decimal number", text);
        }
      }
      if (digits == 0) {
        throw new InvalidInputException("amount", "must have digits", text);
      }
      return scaled(value, Math.max(decimals, 0), unit, text);
    } catch (ArithmeticException e) {
      throw tooLarge(text, e);
    }
  }

  private static InvalidInputException tooLarge(String text, ArithmeticException cause) {
    InvalidInputException refusal =
        new InvalidInputException("amount", "must fit 64 bits of minor units", text);
    refusal.initCause(cause);
    return refusal;
  }

  private static long scaled(long value, int decimals, Unit unit, String text) {
    if (decimals > unit.exponent()) {
      throw new InvalidInputException(
          "amount", "must have at most " + unit.exponent() + " decimals in " + unit, text);
    }
    long scaled = value;
    for (int i = decimals; i < unit.exponent(); i++) {
      scaled = Math.multiplyExact(scaled, TEN);
    }
    return scaled;
  }
}
