package org.ledgercore.query;

import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.InvalidInputException;

/**
 * Which accounts are wanted, in order of path and currency. An account keeps its place for ever, so
 * asking on after the last one of a page leaves none out and gives none twice.
 *
 * @param owner only those that this organisation owns now; null for all
 * @param after the last account of the page before; null for the first page
 * @param limit at most so many, 1 to 1,000
 */
public record AccountsPage(@Nullable String owner, @Nullable AccountRef after, int limit) {

  private static final int MAX = 1_000;

  public AccountsPage {
    if (limit < 1 || limit > MAX) {
      throw new InvalidInputException("limit", "must be 1 to 1000", limit);
    }
  }
}
