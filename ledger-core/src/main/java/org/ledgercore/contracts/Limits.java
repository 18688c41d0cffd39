package org.ledgercore.contracts;

import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/**
 * How much may be asked for: by one entry, in all on one business day, in all in one calendar month
 * of business days. In minor units; null for no limit. Immutable.
 *
 * @param perEntry the most one entry may ask for, 0 or more
 * @param perDay the most that all entries of a day may ask for, 0 or more
 * @param perMonth the most that all entries of a month may ask for, 0 or more
 */
public record Limits(@Nullable Long perEntry, @Nullable Long perDay, @Nullable Long perMonth) {

  /** Over which entries a limit sums up. */
  public enum Span {
    ENTRY,
    DAY,
    MONTH
  }

  /** No limit at all. */
  public static final Limits NONE = new Limits(null, null, null);

  public Limits {
    requireAmount("limit per entry", perEntry);
    requireAmount("limit per day", perDay);
    requireAmount("limit per month", perMonth);
  }

  /** The most there is over a span; null for no limit. */
  public @Nullable Long of(Span span) {
    return switch (span) {
      case ENTRY -> perEntry;
      case DAY -> perDay;
      case MONTH -> perMonth;
    };
  }

  /** Whether what was asked for has to be counted. */
  public boolean isCounted() {
    return perDay != null || perMonth != null;
  }

  String text() {
    Written text = new Written();
    text.add("entry", perEntry).add("day", perDay).add("month", perMonth);
    return text.toString();
  }

  static Limits parse(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    Named named = Named.parse(text);
    return new Limits(named.maybe("entry"), named.maybe("day"), named.maybe("month"));
  }

  private static void requireAmount(String field, @Nullable Long minor) {
    if (minor != null && minor < 0) {
      throw new InvalidInputException(field, "must not be negative", minor);
    }
  }
}
