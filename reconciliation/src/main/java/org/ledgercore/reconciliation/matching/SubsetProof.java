package org.ledgercore.reconciliation.matching;

import java.util.List;
import org.ledgercore.reconciliation.matching.Rules.SubsetLimits;

/**
 * How a sum was searched and what was found: whoever has the items can do it again and gets the
 * same. Immutable.
 *
 * @param target the amount looked for, in minor units, positive
 * @param block the amounts searched, in the order of the items' ids, positive
 * @param limits how far the search went
 * @param solutions what it found
 * @param members places in the block of the one solution; empty unless there is exactly one
 * @param steps how many subsets were looked at
 */
public record SubsetProof(
    long target,
    List<Long> block,
    SubsetLimits limits,
    Solutions solutions,
    List<Integer> members,
    int steps) {

  /** How many sums there are. */
  public enum Solutions {
    NONE,
    ONE,
    /** Two were found and no more looked for. */
    SEVERAL,
    /** The block has more items than the limit. */
    TOO_MANY_ITEMS,
    /** The steps were used up. */
    OUT_OF_STEPS
  }

  public SubsetProof {
    block = List.copyOf(block);
    members = List.copyOf(members);
  }

  /** Whether searching again finds just this. */
  public boolean holds() {
    return equals(SubsetSum.search(target, block, limits));
  }

  /** One line that holds all of it. */
  public String certificate() {
    return "target="
        + target
        + " block="
        + block
        + " items<="
        + limits.items()
        + " size<="
        + limits.size()
        + " steps<="
        + limits.steps()
        + " solutions="
        + solutions
        + " members="
        + members
        + " steps="
        + steps;
  }
}
