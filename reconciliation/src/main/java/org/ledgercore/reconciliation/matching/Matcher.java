package org.ledgercore.reconciliation.matching;

import java.util.Comparator;
import java.util.List;

/**
 * Puts items of the outside and of the ledger together, in passes; each works on what the earlier
 * ones left, and none of them takes the first of several.
 *
 * <table><caption>The passes</caption>
 * <tr><td>0</td><td>references in capital letters without blanks and leading zeros; one pool per
 * account and unit; amounts carry their sign</td></tr>
 * <tr><td>1</td><td>{@link Rule#EXACT_KEY}</td></tr>
 * <tr><td>2</td><td>{@link Rule#BATCH_KEY}; with a tolerance, this and pass 1</td></tr>
 * <tr><td>3</td><td>{@link Rule#AMOUNT_AND_DATE}</td></tr>
 * <tr><td>4</td><td>{@link Rule#TEXT}</td></tr>
 * <tr><td>5</td><td>{@link Rule#ELIMINATION}: suggested, never matched. An assignment finds a pair
 * for everybody, right or wrong, and what is left after pass 4 is left because nothing in it tells
 * one candidate from another</td></tr>
 * <tr><td>6</td><td>{@link Rule#SUBSET_SUM}</td></tr>
 * <tr><td>7</td><td>{@link Rule#GROUP}: suggested, never matched</td></tr>
 * </table>
 *
 * <p>The cost is that of sorting and hashing, n log n; only words (up to a number of pairs) and
 * sums (up to a number of steps) cost more, and both limits are in the {@link Rules}. Stateless.
 */
public final class Matcher {

  private Matcher() {}

  /**
   * Matches items; their order does not matter.
   *
   * @throws org.ledgercore.money.InvalidInputException when an id comes twice on one side
   */
  public static Matching match(List<Item> items, Rules rules) {
    Found found = new Found(rules);
    Leftovers leftovers = new Leftovers(found);
    for (Pool pool : Pool.of(items)) {
      KeyPass.run(pool, found);
      BatchPass.run(pool, found);
      List<List<Integer>> contested = DatePass.run(pool, found);
      TextPass.run(pool, found);
      SubsetPass.run(pool, found, contested);
      leftovers.ambiguous(pool, contested);
      leftovers.group(pool);
      leftovers.take(pool);
    }
    leftovers.judge();
    Remarks.on(found);
    found.findings.sort(
        Comparator.comparing(Finding::type)
            .thenComparing(finding -> finding.first().origin())
            .thenComparing(Finding::account)
            .thenComparing(finding -> finding.unit().code())
            .thenComparing(finding -> finding.first().id()));
    return new Matching(rules, found.matches, found.findings, found.suggestions);
  }
}
