package org.ledgercore.money;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Divides an amount without losing or making a minor unit: the parts always add up to the whole.
 * The units left by rounding down go to the parts with the largest remainder, the earlier part
 * first (the largest remainder method, after Hamilton).
 */
public final class Split {

  private Split() {}

  /** {@code parts} parts that differ by at most one minor unit. */
  public static List<Money> evenly(Money whole, int parts) {
    if (parts < 1) {
      throw new InvalidInputException("parts", "must be at least 1", parts);
    }
    return byWeights(whole, LongStream.generate(() -> 1).limit(parts).toArray());
  }

  /** One part per weight, in proportion; a weight is zero or more and their sum is positive. */
  public static List<Money> byWeights(Money whole, long... weights) {
    BigInteger total = totalOf(weights);
    BigInteger minor = BigInteger.valueOf(whole.minor());
    long[] parts = new long[weights.length];
    BigInteger[] remainders = new BigInteger[weights.length];
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      BigInteger[] part = minor.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(total);
      parts[i] = part[0].longValueExact();
      remainders[i] = part[1].abs();
      given += parts[i];
    }
    giveRest(parts, remainders, whole.minor() - given);
    List<Money> result = new ArrayList<>(parts.length);
    for (long part : parts) {
      result.add(Money.ofMinor(part, whole.unit()));
    }
    return List.copyOf(result);
  }

  private static void giveRest(long[] parts, BigInteger[] remainders, long rest) {
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
        .limit(Math.abs(rest))
        .forEach(i -> parts[i] += Long.signum(rest));
  }

  private static BigInteger totalOf(long[] weights) {
    BigInteger total = BigInteger.ZERO;
    for (long weight : weights) {
      if (weight < 0) {
        throw new InvalidInputException("weight", "must not be negative", weight);
      }
      total = total.add(BigInteger.valueOf(weight));
    }
    if (total.signum() == 0) {
      throw new InvalidInputException("weights", "must have a positive sum", weights.length);
    }
    return total;
  }
}
