package org.ledgercore.payments;

import java.math.RoundingMode;
import java.time.Duration;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * What a merchant is charged and what is kept back, for one capture. Fee, tax and reserve are each
 * rounded half to even to a whole minor unit; the rest, whatever it is, goes to the merchant, so
 * that gross = fee + tax + reserve + payable always.
 *
 * @param feeBasisPoints platform fee on the gross, 0 to 10,000
 * @param taxBasisPoints tax on the fee, 0 to 10,000
 * @param reserveBasisPoints reserve on the gross, 0 to 10,000
 * @param reserveDays days until the reserve is due for release, 0 to 3,650
 */
public record Terms(
    int feeBasisPoints, int taxBasisPoints, int reserveBasisPoints, int reserveDays) {

  private static final int ALL = 10_000;
  private static final int MAX_DAYS = 3_650;

  public Terms {
    requireRange(feeBasisPoints, "feeBasisPoints", ALL);
    requireRange(taxBasisPoints, "taxBasisPoints", ALL);
    requireRange(reserveBasisPoints, "reserveBasisPoints", ALL);
    requireRange(reserveDays, "reserveDays", MAX_DAYS);
  }

  /** A fee in basis points; no tax, no reserve. */
  public static Terms fee(int basisPoints) {
    return new Terms(basisPoints, 0, 0, 0);
  }

  /** The same terms with tax on the fee. */
  public Terms withTax(int basisPoints) {
    return new Terms(feeBasisPoints, basisPoints, reserveBasisPoints, reserveDays);
  }

  /** The same terms with a reserve. */
  public Terms withReserve(int basisPoints, Duration until) {
    return new Terms(feeBasisPoints, taxBasisPoints, basisPoints, (int) until.toDays());
  }

  /** The gross in its four parts. */
  Parts partsOf(Money gross) {
    Money fee = gross.share(feeBasisPoints, RoundingMode.HALF_EVEN);
    Money tax = fee.share(taxBasisPoints, RoundingMode.HALF_EVEN);
    Money reserve = gross.share(reserveBasisPoints, RoundingMode.HALF_EVEN);
    Money payable = gross.minus(fee).minus(tax).minus(reserve);
    if (payable.isNegative()) {
      throw new InvalidInputException(
          "terms", "fee, tax and reserve must not exceed the gross of " + gross, this);
    }
    return new Parts(fee, tax, reserve, payable);
  }

  /** The parts of a gross; a part may be zero and then has no leg. */
  record Parts(Money fee, Money tax, Money reserve, Money payable) {}

  private static void requireRange(int value, String field, int max) {
    if (value < 0 || value > max) {
      throw new InvalidInputException(field, "must be 0 to " + max, value);
    }
  }
}
