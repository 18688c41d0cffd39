package org.ledgercore.reconciliation.matching;

import org.ledgercore.money.InvalidInputException;

/**
 * A share as an exact fraction, such as 4 of 5. Immutable.
 *
 * @param part at least 0
 * @param of at least 1
 */
public record Overlap(int part, int of) implements Comparable<Overlap> {

  static final Overlap NONE = new Overlap(0, 1);

  public Overlap {
    if (part < 0) {
      throw new InvalidInputException("part", "must not be negative", part);
    }
    if (of < 1) {
      throw new InvalidInputException("of", "must be positive", of);
    }
  }

  /** By value: 1 of 2 and 2 of 4 are the same. */
  @Override
  public int compareTo(Overlap other) {
    return Long.compare((long) part * other.of, (long) other.part * of);
  }

  boolean isAtLeast(Overlap other) {
    return compareTo(other) >= 0;
  }

  /** Whether this is at least {@code margin} more than {@code second}. */
  boolean leads(Overlap second, Overlap margin) {
    long needed =
        Math.addExact(
            Math.multiplyExact((long) second.part, margin.of),
            Math.multiplyExact((long) margin.part, second.of));
    long denominator = Math.multiplyExact((long) second.of, margin.of);
    return Math.multiplyExact(part, denominator) >= Math.multiplyExact(needed, of);
  }

  @Override
  public String toString() {
    return part + "/" + of;
  }
}
