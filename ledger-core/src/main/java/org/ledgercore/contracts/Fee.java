package org.ledgercore.contracts;

import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * A price for moving an amount: basis points of it, rounded half to even to a whole minor unit, and
 * a fixed part; the sum is lifted to the minimum and cut to the maximum. Amounts are minor units of
 * the amount's own currency.
 *
 * @param basisPoints share of the amount, 0 to 10,000
 * @param fixed added to the share, 0 to 10^15
 * @param min the least there is to pay, 0 to 10^15
 * @param max the most there is to pay, at least {@code min}; null for no maximum
 */
public record Fee(int basisPoints, long fixed, long min, @Nullable Long max) {

  private static final int ALL = 10_000;
  private static final long MOST = 1_000_000_000_000_000L;

  public Fee {
    if (basisPoints < 0 || basisPoints > ALL) {
      throw new InvalidInputException("feeBasisPoints", "must be 0 to " + ALL, basisPoints);
    }
    requireAmount("feeFixed", fixed);
    requireAmount("feeMin", min);
    if (max != null) {
      requireAmount("feeMax", max);
      if (max < min) {
        throw new InvalidInputException("feeMax", "must be at least the minimum of " + min, max);
      }
    }
  }

  /** Nothing to pay. */
  public static Fee none() {
    return share(0);
  }

  /** Basis points only. */
  public static Fee share(int basisPoints) {
    return new Fee(basisPoints, 0, 0, null);
  }

  /** The same fee with a fixed part, in minor units. */
  public Fee plusFixed(long minor) {
    return new Fee(basisPoints, minor, min, max);
  }

  /** The same fee with a minimum, in minor units. */
  public Fee atLeast(long minor) {
    return new Fee(basisPoints, fixed, minor, max);
  }

  /** The same fee with a maximum, in minor units. */
  public Fee atMost(long minor) {
    return new Fee(basisPoints, fixed, min, minor);
  }

  /** What moving {@code amount} costs; may be more than the amount. */
  public Money of(Money amount) {
    long share = amount.share(basisPoints, RoundingMode.HALF_EVEN).minor();
    long fee = Math.max(Math.addExact(share, fixed), min);
    return Money.ofMinor(max == null ? fee : Math.min(fee, max), amount.unit());
  }

  /** One line that says all of it. */
  String text() {
    return new Written()
        .add("share", basisPoints + "bp")
        .unlessZero("fixed", fixed)
        .unlessZero("min", min)
        .add("max", max)
        .toString();
  }

  static Fee parse(@Nullable String text) {
    return text == null ? none() : of(Named.parse(text));
  }

  static Fee of(Named named) {
    return new Fee(
        named.basisPoints("share"),
        named.number("fixed", 0),
        named.number("min", 0),
        named.maybe("max"));
  }

  private static void requireAmount(String field, long minor) {
    if (minor < 0 || minor > MOST) {
      throw new InvalidInputException(field, "must be 0 to " + MOST, minor);
    }
  }
}
