package org.ledgercore.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An amount of one unit, in minor units. Immutable. Arithmetic is exact: an overflow throws {@link
 * ArithmeticException} and a second unit throws {@link InvalidInputException}; nothing wraps,
 * nothing is rounded unless a {@link RoundingMode} is given.
 *
 * @param minor the amount in minor units; may be zero or negative, postings may not
 * @param unit the unit
 */
public record Money(long minor, Unit unit) {

  private static final int BASIS_POINTS = 10_000;

  /** {@code minor} minor units: {@code ofMinor(12_500, EUR)} is 125.00 EUR. */
  public static Money ofMinor(long minor, Unit unit) {
    return new Money(minor, unit);
  }

  /** {@code major} whole units: {@code ofMajor(125, EUR)} is 125.00 EUR. */
  public static Money ofMajor(long major, Unit unit) {
    return new Money(Math.multiplyExact(major, power(unit.exponent())), unit);
  }

  /** No money at all. */
  public static Money zero(Unit unit) {
    return new Money(0, unit);
  }

  /**
   * Reads a plain decimal such as {@code 125}, {@code -0.25} or {@code 125.00}: digits, at most one
   * point, at most as many decimals as the unit has. No exponent, no grouping, no blanks.
   *
   * @throws InvalidInputException when the text is anything else or does not fit
   */
  public static Money of(String decimal, Unit unit) {
    if (!isPlainDecimal(decimal)) {
      throw new InvalidInputException("amount", "must be a plain decimal number", decimal);
    }
    BigDecimal value = new BigDecimal(decimal);
    if (value.scale() > unit.exponent()) {
      throw new InvalidInputException(
          "amount", "must have at most " + unit.exponent() + " decimals in " + unit, decimal);
    }
    BigInteger minor = value.movePointRight(unit.exponent()).toBigIntegerExact();
    if (minor.bitLength() >= Long.SIZE) {
      throw new InvalidInputException("amount", "must fit 64 bits of minor units", decimal);
    }
    return new Money(minor.longValueExact(), unit);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, sameUnit(other).minor), unit);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, sameUnit(other).minor), unit);
  }

  public Money negated() {
    return new Money(Math.negateExact(minor), unit);
  }

  /** The smaller of the two. */
  public Money min(Money other) {
    return minor <= sameUnit(other).minor ? this : other;
  }

  /** {@code basisPoints} ten-thousandths of this amount, rounded as told: 200 is two per cent. */
  public Money share(int basisPoints, RoundingMode rounding) {
    if (basisPoints < 0) {
      throw new InvalidInputException("basisPoints", "must not be negative", basisPoints);
    }
    BigDecimal exact = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(basisPoints));
    BigDecimal share = exact.divide(BigDecimal.valueOf(BASIS_POINTS), 0, rounding);
    return new Money(share.longValueExact(), unit);
  }

  public boolean isZero() {
    return minor == 0;
  }

  public boolean isPositive() {
    return minor > 0;
  }

  public boolean isNegative() {
    return minor < 0;
  }

  /** The amount with all stored decimals, a point and no grouping: {@code 125.000}. */
  public String toDecimal() {
    return BigDecimal.valueOf(minor, unit.exponent()).toPlainString();
  }

  @Override
  public String toString() {
    return toDecimal() + " " + unit.code();
  }

  private Money sameUnit(Money other) {
    if (!unit.equals(other.unit)) {
      throw new InvalidInputException("currency", "must be " + unit.code(), other.unit.code());
    }
    return other;
  }

  private static boolean isPlainDecimal(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    int end = text.length();
    if (start == end || point == start || point == end - 1 || end > 64) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (i != point && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
