package org.ledgercore.contracts;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * What a merchant is charged and what is kept back, for one capture. Fee, tax and reserve are each
 * rounded half to even to a whole minor unit; each is cut to what the parts before it left, in that
 * order; the rest, whatever it is, goes to the merchant. So gross = fee + tax + reserve + payable
 * always, and a capture is never refused for a fixed part above its gross.
 *
 * @param fee platform fee on the gross
 * @param taxBasisPoints tax on the fee, 0 to 10,000
 * @param reserveBasisPoints reserve on the gross, 0 to 10,000
 * @param reserveDays days until the reserve is due for release, 0 to 3,650
 * @param feeOnRefund what becomes of fee and tax when the payment is refunded
 * @param shortfall where a charge is taken from when the merchant's payable does not cover it
 */
public record Terms(
    Fee fee,
    int taxBasisPoints,
    int reserveBasisPoints,
    int reserveDays,
    FeeOnRefund feeOnRefund,
    Shortfall shortfall) {

  private static final int ALL = 10_000;
  private static final int MAX_DAYS = 3_650;

  /** What becomes of fee and tax when a payment is refunded. */
  public enum FeeOnRefund {
    /** The platform keeps them. */
    KEPT,
    /** The refunded share of them goes back to the merchant. */
    RETURNED
  }

  /** Where a charge is taken from, after the merchant's payable. */
  public enum Shortfall {
    /** Free reserve lots, the payment's own first, then the oldest; then the merchant owes it. */
    RESERVE,
    /** The merchant owes it. */
    RECEIVABLE
  }

  public Terms {
    requireRange(taxBasisPoints, "taxBasisPoints", ALL);
    requireRange(reserveBasisPoints, "reserveBasisPoints", ALL);
    requireRange(reserveDays, "reserveDays", MAX_DAYS);
    long parts = (long) fee.basisPoints() * (ALL + taxBasisPoints);
    if (parts + (long) reserveBasisPoints * ALL > (long) ALL * ALL) {
      throw new InvalidInputException(
          "terms",
          "fee, tax and reserve must not exceed the gross",
          fee.basisPoints() + ", " + taxBasisPoints + " and " + reserveBasisPoints + " bp");
    }
  }

  /** A fee in basis points; no tax, no reserve. */
  public static Terms fee(int basisPoints) {
    return charging(Fee.share(basisPoints));
  }

  /** A fee; no tax, no reserve, kept on refund, charges taken from the reserve. */
  public static Terms charging(Fee fee) {
    return new Terms(fee, 0, 0, 0, FeeOnRefund.KEPT, Shortfall.RESERVE);
  }

  /** The same terms with tax on the fee. */
  public Terms withTax(int basisPoints) {
    return new Terms(fee, basisPoints, reserveBasisPoints, reserveDays, feeOnRefund, shortfall);
  }

  /** The same terms with a reserve. */
  public Terms withReserve(int basisPoints, Duration until) {
    int days = (int) until.toDays();
    return new Terms(fee, taxBasisPoints, basisPoints, days, feeOnRefund, shortfall);
  }

  /**
   * The same terms with another share of the reserve, cut to what fee and tax can leave of a gross.
   *
   * @param basisPoints 0 to 10,000
   */
  public Terms reserving(int basisPoints) {
    int left = (int) ((long) ALL - (long) fee.basisPoints() * (ALL + taxBasisPoints) / ALL);
    int share = Math.min(basisPoints, left);
    return new Terms(fee, taxBasisPoints, share, reserveDays, feeOnRefund, shortfall);
  }

  /** The same terms with another answer to what becomes of the fee on refund. */
  public Terms onRefund(FeeOnRefund what) {
    return new Terms(fee, taxBasisPoints, reserveBasisPoints, reserveDays, what, shortfall);
  }

  /** The same terms with another order for charges. */
  public Terms takingFrom(Shortfall order) {
    return new Terms(fee, taxBasisPoints, reserveBasisPoints, reserveDays, feeOnRefund, order);
  }

  /** The gross in its four parts. */
  public Parts partsOf(Money gross) {
    Money charged = fee.of(gross).min(gross);
    Money left = gross.minus(charged);
    Money tax = charged.share(taxBasisPoints, RoundingMode.HALF_EVEN).min(left);
    left = left.minus(tax);
    Money reserve = gross.share(reserveBasisPoints, RoundingMode.HALF_EVEN).min(left);
    return new Parts(charged, tax, reserve, left.minus(reserve));
  }

  /**
   * The parts of a gross, which they add up to; a part may be zero and then has no leg.
   *
   * @param fee the platform's
   * @param tax on the fee
   * @param reserve kept back
   * @param payable the merchant's
   */
  public record Parts(Money fee, Money tax, Money reserve, Money payable) {}

  /** One line that says all of it and reads back by {@link #parse}. */
  public String text() {
    Written text =
        new Written()
            .add("fee", fee.basisPoints() + "bp")
            .add("tax", taxBasisPoints + "bp")
            .add("reserve", reserveBasisPoints + "bp")
            .add("days", reserveDays)
            .unlessZero("fixed", fee.fixed())
            .unlessZero("min", fee.min())
            .add("max", fee.max());
    if (feeOnRefund != FeeOnRefund.KEPT) {
      text.add("refund", feeOnRefund.name().toLowerCase(Locale.ROOT));
    }
    if (shortfall != Shortfall.RESERVE) {
      text.add("shortfall", shortfall.name().toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  /** The terms that {@link #text} wrote. */
  public static Terms parse(String text) {
    Named named = Named.parse(text);
    Fee fee =
        new Fee(
            named.basisPoints("fee"),
            named.number("fixed", 0),
            named.number("min", 0),
            named.maybe("max"));
    return new Terms(
        fee,
        named.basisPoints("tax"),
        named.basisPoints("reserve"),
        (int) named.number("days", 0),
        FeeOnRefund.valueOf(named.word("refund", "KEPT")),
        Shortfall.valueOf(named.word("shortfall", "RESERVE")));
  }

  private static void requireRange(int value, String field, int max) {
    if (value < 0 || value > max) {
      throw new InvalidInputException(field, "must be 0 to " + max, value);
    }
  }
}
