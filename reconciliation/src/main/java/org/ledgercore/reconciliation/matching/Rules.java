package org.ledgercore.reconciliation.matching;

import java.util.List;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * A version of the rules for one connection: everything beside the items that a result depends on.
 * Immutable; a change is a new version.
 *
 * @param version its name, kept with every match, 1 to 64 code points
 * @param windowDays how many calendar days two value dates may lie apart, 0 to 366
 * @param keysDecide whether two items that both have keys and share none are never the same money:
 *     true for a provider's file, whose keys the ledger knows; false for a bank that invents its
 *     own
 * @param tolerances tried in this order where a key agrees and the amount does not
 * @param text when words decide
 * @param subsets how far sums are searched
 */
public record Rules(
    String version,
    int windowDays,
    boolean keysDecide,
    List<Tolerance> tolerances,
    TextRule text,
    SubsetLimits subsets) {

  private static final int MAX_VERSION = 64;
  private static final int MAX_DAYS = 366;

  /**
   * When the words of two items with one amount make a match.
   *
   * @param atLeast the words both have, of the words of the one with more
   * @param lead by how much the best candidate leads the second
   * @param pairs at most so many pairs of one amount are compared; more are left to a person
   */
  public record TextRule(Overlap atLeast, Overlap lead, int pairs) {

    /** 4 of 5 words, a lead of 1 in 5, 10,000 pairs. */
    public static TextRule defaults() {
      return new TextRule(new Overlap(4, 5), new Overlap(1, 5), 10_000);
    }
  }

  /**
   * How far subset sums are searched.
   *
   * @param items at most so many items in the block, 1 to 40
   * @param size at most so many items in a sum, 1 to 8
   * @param steps at most so many steps for one sum; a step is one choice looked at
   */
  public record SubsetLimits(int items, int size, int steps) {

    static final int MOST_ITEMS = 40;
    static final int MOST_IN_A_SUM = 8;

    public SubsetLimits {
      if (items < 1 || items > MOST_ITEMS) {
        throw new InvalidInputException("items", "must be 1 to " + MOST_ITEMS, items);
      }
      if (size < 1 || size > MOST_IN_A_SUM) {
        throw new InvalidInputException("size", "must be 1 to " + MOST_IN_A_SUM, size);
      }
      if (steps < 1) {
        throw new InvalidInputException("steps", "must be positive", steps);
      }
    }

    /** 40 items, 8 in a sum, 2,000,000 steps: enough for every block of 40. */
    public static SubsetLimits defaults() {
      return new SubsetLimits(MOST_ITEMS, MOST_IN_A_SUM, 2_000_000);
    }
  }

  public Rules {
    Text.required("version", version, MAX_VERSION);
    if (windowDays < 0 || windowDays > MAX_DAYS) {
      throw new InvalidInputException("windowDays", "must be 0 to " + MAX_DAYS, windowDays);
    }
    tolerances = List.copyOf(tolerances);
  }

  /** For a bank: a window of so many days, no tolerance, keys help and do not decide. */
  public static Rules forBank(String version, int windowDays) {
    return new Rules(
        version, windowDays, false, List.of(), TextRule.defaults(), SubsetLimits.defaults());
  }

  /** For a provider whose references the ledger knows. */
  public static Rules forProvider(String version, int windowDays) {
    return new Rules(
        version, windowDays, true, List.of(), TextRule.defaults(), SubsetLimits.defaults());
  }

  /** The same with tolerances, tried in this order. */
  public Rules tolerating(Tolerance... more) {
    return new Rules(version, windowDays, keysDecide, List.of(more), text, subsets);
  }

  /** The same with other limits of subset sums. */
  public Rules searching(SubsetLimits limits) {
    return new Rules(version, windowDays, keysDecide, tolerances, text, limits);
  }
}
