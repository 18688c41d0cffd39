package org.ledgercore.rates;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * What is given for what: {@code 1.00 USD} for {@code 1300.000 IQD}, and {@code 1310.000 IQD} at
 * the middle rate. Two amounts say a rate exactly, whatever their decimals. Immutable.
 *
 * @param given a positive amount
 * @param got what is got for it, positive, in another currency
 * @param atMiddle what the middle rate gives for it, positive, in the currency of {@code got}
 */
public record Price(Stated given, Stated got, Stated atMiddle) {

  public Price {
    if (given.currency().equals(got.currency())
        || !got.currency().equals(atMiddle.currency())
        || got.exponent() != atMiddle.exponent()) {
      throw new InvalidInputException(
          "price", "must be between two currencies", given + " for " + got + ", " + atMiddle);
    }
  }

  /** A price, and what the middle rate gives. */
  public static Price of(Money given, Money got, Money atMiddle) {
    return new Price(Stated.of(given), Stated.of(got), Stated.of(atMiddle));
  }

  /** A price without a spread: the middle rate itself. */
  public static Price middle(Money given, Money got) {
    return of(given, got, got);
  }

  /** What is got for an amount, rounded half to even to a whole minor unit. */
  public Money gotFor(Money amount, Unit unit) {
    return scaled(amount, given, got, unit);
  }

  /** What the middle rate gives for an amount, rounded half to even to a whole minor unit. */
  public Money atMiddleFor(Money amount, Unit unit) {
    return scaled(amount, given, atMiddle, unit);
  }

  /** What an amount of the other currency is at the middle rate, rounded the same way. */
  public Money backAtMiddle(Money amount, Unit unit) {
    return scaled(amount, atMiddle, given, unit);
  }

  /** {@code amount * to / from}. */
  private static Money scaled(Money amount, Stated from, Stated to, Unit unit) {
    from.requireSame(amount.unit());
    to.requireSame(unit);
    BigInteger divisor = BigInteger.valueOf(from.minor());
    BigInteger[] parts =
        BigInteger.valueOf(amount.minor())
            .abs()
            .multiply(BigInteger.valueOf(to.minor()))
            .divideAndRemainder(divisor);
    int half = parts[1].shiftLeft(1).compareTo(divisor);
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    long minor = (up ? parts[0].add(BigInteger.ONE) : parts[0]).longValueExact();
    return Money.ofMinor(amount.isNegative() ? -minor : minor, unit);
  }

  /**
   * One side of a price.
   *
   * @param minor a positive number of minor units
   * @param currency the code of the unit
   * @param exponent the exponent of the unit
   */
  public record Stated(long minor, String currency, int exponent) {

    private static final int FIELDS = 3;

    public Stated {
      if (minor <= 0) {
        throw new InvalidInputException("price", "must be positive", minor);
      }
    }

    static Stated of(Money amount) {
      return new Stated(amount.minor(), amount.unit().code(), amount.unit().exponent());
    }

    /** Reads {@code 1300000 IQD 3}. */
    static Stated parse(@Nullable String text) {
      String[] fields = text == null ? new String[0] : text.split(" ", -1);
      if (fields.length != FIELDS) {
        throw new InvalidInputException(
            "price", "must read minor units, code, exponent", String.valueOf(text));
      }
      return new Stated(Long.parseLong(fields[0]), fields[1], Integer.parseInt(fields[2]));
    }

    void requireSame(Unit unit) {
      if (!unit.code().equals(currency) || unit.exponent() != exponent) {
        throw new InvalidInputException(
            "currency", "must be " + currency + " with exponent " + exponent, unit.code());
      }
    }

    @Override
    public String toString() {
      return minor + " " + currency + " " + exponent;
    }
  }
}
