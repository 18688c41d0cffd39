package org.ledgercore.query;

import org.ledgercore.money.InvalidInputException;

/**
 * Which part of a long answer is wanted.
 *
 * @param after what the page before said to ask after; 0 for the first page
 * @param limit at most so many, 1 to 10,000
 */
public record Paging(long after, int limit) {

  private static final int MAX = 10_000;

  public Paging {
    if (after < 0) {
      throw new InvalidInputException("after", "must be at least 0", after);
    }
    if (limit < 1 || limit > MAX) {
      throw new InvalidInputException("limit", "must be 1 to 10000", limit);
    }
  }

  /** The first page. */
  public static Paging first(int limit) {
    return new Paging(0, limit);
  }

  /** The page after this number. */
  public static Paging after(long number, int limit) {
    return new Paging(number, limit);
  }
}
