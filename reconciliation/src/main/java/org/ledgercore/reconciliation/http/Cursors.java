package org.ledgercore.reconciliation.http;

import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.reconciliation.claims.MatchId;

/** How much of a list is wanted, and from where on. Stateless. */
final class Cursors {

  private static final int MOST = 1_000;

  private Cursors() {}

  static int limit(@Nullable Integer given, int usual) {
    int limit = given == null ? usual : given;
    if (limit < 1 || limit > MOST) {
      throw new InvalidInputException("limit", "must be 1 to " + MOST, limit);
    }
    return limit;
  }

  static long number(@Nullable String after) {
    if (after == null) {
      return 0;
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw bad(after);
    }
    return Long.parseLong(after);
  }

  static MatchId match(@Nullable String after) {
    if (after == null) {
      return new MatchId(0, 0);
    }
    if (!after.matches("[0-9]{1,18}/[0-9]{1,9}")) {
      throw bad(after);
    }
    int slash = after.indexOf('/');
    return new MatchId(
        Long.parseLong(after.substring(0, slash)), Integer.parseInt(after.substring(slash + 1)));
  }

  private static InvalidInputException bad(String after) {
    return new InvalidInputException("after", "must be what the page before said", after);
  }
}
