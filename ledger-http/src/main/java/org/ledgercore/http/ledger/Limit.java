package org.ledgercore.http.ledger;

import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.Paging;

/** How much of a list is wanted, and from where on. Stateless. */
final class Limit {

  private static final int PAGE = 100;
  private static final int MAX = 1_000;

  private Limit() {}

  /** The limit given, or the usual one. */
  static int of(@Nullable Integer given, int usual, Integer most) {
    int limit = given == null ? usual : given;
    if (limit < 1 || limit > most) {
      throw new InvalidInputException("limit", "must be 1 to " + most, limit);
    }
    return limit;
  }

  /** The limit given, or 100; at most 1,000. */
  static int of(@Nullable Integer given) {
    return of(given, PAGE, MAX);
  }

  /** A page after a number that the page before named. */
  static Paging page(@Nullable Long after, @Nullable Integer limit) {
    return new Paging(after == null ? 0 : after, of(limit));
  }

  static InvalidInputException badCursor(String text) {
    return new InvalidInputException("after", "must be what the page before said", text);
  }
}
