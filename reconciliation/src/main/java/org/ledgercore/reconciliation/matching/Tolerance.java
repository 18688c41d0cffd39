package org.ledgercore.reconciliation.matching;

import java.math.BigInteger;
import org.ledgercore.money.InvalidInputException;

/**
 * By how much two amounts with one key may differ and still be one movement. It is absolute and
 * relative, and the smaller of the two holds; the difference never vanishes, it becomes a leg of
 * its own on the account of its cause.
 *
 * @param cause what the difference is
 * @param minor at most so many minor units, at least 1
 * @param basisPoints at most so many ten-thousandths of the ledger's amount, 1 to 10,000
 */
public record Tolerance(Cause cause, long minor, int basisPoints) {

  private static final int WHOLE = 10_000;

  /** What a difference is. */
  public enum Cause {
    /** The bank or the provider kept something: less moved outside; 5040. */
    FEE,
    /** Two rates; 4030 or 5050. */
    FX,
    /** Cut or rounded on the way; 5030. */
    ROUNDING
  }

  public Tolerance {
    if (minor < 1) {
      throw new InvalidInputException("minor", "must be positive", minor);
    }
    if (basisPoints < 1 || basisPoints > WHOLE) {
      throw new InvalidInputException("basisPoints", "must be 1 to 10000", basisPoints);
    }
  }

  /** The largest difference, in minor units, on an amount of the ledger. */
  public long on(long amount) {
    BigInteger relative =
        BigInteger.valueOf(amount)
            .abs()
            .multiply(BigInteger.valueOf(basisPoints))
            .divide(BigInteger.valueOf(WHOLE));
    return relative.min(BigInteger.valueOf(minor)).longValueExact();
  }

  /** Whether one side may stand for the other; equal sums need no tolerance. */
  boolean covers(Sides sides) {
    long inside = Match.sum(sides.inside());
    long difference = sides.difference();
    boolean isSameSign = Long.signum(inside) == Long.signum(Match.sum(sides.outside()));
    boolean fits = difference != 0 && Math.abs(difference) <= on(inside);
    return isSameSign && fits && (cause != Cause.FEE || difference < 0);
  }
}
