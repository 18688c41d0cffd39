package org.ledgercore.query;

import org.ledgercore.money.InvalidInputException;

/**
 * Entries from one number to another, both included.
 *
 * @param first at least 1
 * @param last at least {@code first} − 1, which is an empty range
 */
public record EntryRange(long first, long last) {

  public EntryRange {
    if (first < 1) {
      throw new InvalidInputException("first", "must be at least 1", first);
    }
    if (last < first - 1) {
      throw new InvalidInputException("last", "must be at least first - 1", last);
    }
  }

  /** Every entry there is. */
  public static EntryRange all() {
    return new EntryRange(1, Long.MAX_VALUE);
  }

  /** Every entry after this one. */
  public static EntryRange after(long entryNo) {
    return new EntryRange(entryNo + 1, Long.MAX_VALUE);
  }
}
