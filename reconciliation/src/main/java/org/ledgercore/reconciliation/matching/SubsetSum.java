package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ledgercore.reconciliation.matching.Rules.SubsetLimits;
import org.ledgercore.reconciliation.matching.SubsetProof.Solutions;

/**
 * Which subsets of a block of positive amounts sum to a target: none, one, or more than one. Meets
 * in the middle: the subsets of the first half are put into a table by their sum, those of the
 * second half look there for what is missing. At most 2^20 each, fewer by the limit on the size and
 * because a sum beyond the target is not continued. Counts steps, not time, so that a search ends
 * the same way everywhere. Used once, by one thread.
 */
final class SubsetSum {

  private final long target;
  private final long[] amounts;
  private final SubsetLimits limits;
  private final int half;

  /** The subsets of the first half: sum, members as bits, and the next one in the same bucket. */
  private long[] sums = new long[64];

  private int[] masks = new int[64];
  private int count;

  private int steps;
  private int found;
  private long solution;

  private SubsetSum(long target, long[] amounts, SubsetLimits limits) {
    this.target = target;
    this.amounts = amounts;
    this.limits = limits;
    this.half = amounts.length / 2;
  }

  static SubsetProof search(long target, List<Long> block, SubsetLimits limits) {
    if (block.size() > limits.items()) {
      return new SubsetProof(target, block, limits, Solutions.TOO_MANY_ITEMS, List.of(), 0);
    }
    long[] amounts = block.stream().mapToLong(Long::longValue).toArray();
    SubsetSum search = new SubsetSum(target, amounts, limits);
    boolean isComplete = search.run();
    Solutions solutions =
        search.found > 1
            ? Solutions.SEVERAL
            : !isComplete
                ? Solutions.OUT_OF_STEPS
                : search.found == 1 ? Solutions.ONE : Solutions.NONE;
    List<Integer> members = solutions == Solutions.ONE ? places(search.solution) : List.of();
    return new SubsetProof(target, block, limits, solutions, members, search.steps);
  }

  /** Whether everything was looked at, or two were found. */
  private boolean run() {
    return first(0, 0, 0) && second(new Table(sums, count), 0, half, 0);
  }

  /** Puts the subsets of the first half from the i-th on, on top of a sum, into the list. */
  private boolean first(int i, long sum, int mask) {
    if (++steps > limits.steps()) {
      return false;
    }
    if (i == half) {
      keep(sum, mask);
      return true;
    }
    boolean isOpen = first(i + 1, sum, mask);
    if (isOpen && fits(sum, i) && Integer.bitCount(mask) < limits.size()) {
      return first(i + 1, sum + amounts[i], mask | 1 << i);
    }
    return isOpen;
  }

  private boolean second(Table table, long sum, int i, long mask) {
    if (++steps > limits.steps()) {
      return false;
    }
    if (found > 1) {
      return true;
    }
    if (i == amounts.length) {
      return join(sum, table, mask);
    }
    boolean isOpen = second(table, sum, i + 1, mask);
    if (isOpen && fits(sum, i) && Long.bitCount(mask) < limits.size()) {
      return second(table, sum + amounts[i], i + 1, mask | 1L << i);
    }
    return isOpen;
  }

  private boolean join(long sum, Table table, long mask) {
    long missing = target - sum;
    int left = limits.size() - Long.bitCount(mask);
    for (int at = table.first(missing); at >= 0 && found < 2; at = table.next(at)) {
      if (++steps > limits.steps()) {
        return false;
      }
      if (sums[at] == missing && Integer.bitCount(masks[at]) <= left) {
        found++;
        solution = mask | masks[at];
      }
    }
    return true;
  }

  private boolean fits(long sum, int i) {
    return amounts[i] <= target - sum;
  }

  private void keep(long sum, int mask) {
    if (count == sums.length) {
      sums = Arrays.copyOf(sums, 2 * count);
      masks = Arrays.copyOf(masks, 2 * count);
    }
    sums[count] = sum;
    masks[count++] = mask;
  }

  private static List<Integer> places(long mask) {
    List<Integer> places = new ArrayList<>();
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      places.add(Long.numberOfTrailingZeros(rest));
    }
    return places;
  }

  /** From a sum to the places in the list that have it, through buckets. */
  private static final class Table {

    private final int[] heads;
    private final int[] nexts;

    Table(long[] sums, int count) {
      heads = new int[Integer.highestOneBit(Math.max(count, 1)) * 2];
      nexts = new int[count];
      Arrays.fill(heads, -1);
      for (int i = 0; i < count; i++) {
        int bucket = bucket(sums[i]);
        nexts[i] = heads[bucket];
        heads[bucket] = i;
      }
    }

    int first(long sum) {
      return heads[bucket(sum)];
    }

    int next(int at) {
      return nexts[at];
    }

    private int bucket(long sum) {
      return (int) (Spread.of(sum) & (heads.length - 1));
    }
  }
}
