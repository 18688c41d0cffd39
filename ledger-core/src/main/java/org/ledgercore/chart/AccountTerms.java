package org.ledgercore.chart;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * What may change about an open account. Limits are balances on the normal side in minor units and
 * are judged after each whole entry: one that moves the balance further beyond a limit is refused.
 *
 * @param floor the lowest available balance, at least −(2^63 − 1); null for none
 * @param ceiling the highest balance, at most 2^63 − 2 and not below the floor; null for none
 * @param owner the organisation that owns the account, 1 to 255 code points; null for none
 * @param dimensions up to 32 facts to report by: names of 1 to 50, values of 1 to 255 code points
 */
public record AccountTerms(
    @Nullable Long floor,
    @Nullable Long ceiling,
    @Nullable String owner,
    SortedMap<String, String> dimensions) {

  /** No limits, no owner, no dimensions. */
  public static final AccountTerms NONE =
      new AccountTerms(null, null, null, Collections.emptySortedMap());

  private static final int MAX_DIMENSIONS = 32;
  private static final int MAX_NAME = 50;
  private static final int MAX_TEXT = 255;

  public AccountTerms {
    if (floor != null && floor == Long.MIN_VALUE) {
      throw new InvalidInputException("floor", "must be at least " + -Long.MAX_VALUE, floor);
    }
    if (ceiling != null && ceiling == Long.MAX_VALUE) {
      throw new InvalidInputException(
          "ceiling", "must be at most " + (Long.MAX_VALUE - 1), ceiling);
    }
    if (floor != null && ceiling != null && ceiling < floor) {
      throw new InvalidInputException("ceiling", "must be at least the floor " + floor, ceiling);
    }
    if (owner != null) {
      Text.required("owner", owner, MAX_TEXT);
    }
    if (dimensions.size() > MAX_DIMENSIONS) {
      throw new InvalidInputException("dimensions", "must be at most 32", dimensions.size());
    }
    dimensions.forEach((name, value) -> {
      Text.required("dimension", name, MAX_NAME);
      Text.required("dimension " + name, value, MAX_TEXT);
    });
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }

  /** The same with other limits; null for none. */
  public AccountTerms within(@Nullable Long lowest, @Nullable Long highest) {
    return new AccountTerms(lowest, highest, owner, dimensions);
  }

  /** The same with another owner, null for none, and other dimensions. */
  public AccountTerms assignedTo(@Nullable String organisation, Map<String, String> facts) {
    return new AccountTerms(floor, ceiling, organisation, new TreeMap<>(facts));
  }
}
