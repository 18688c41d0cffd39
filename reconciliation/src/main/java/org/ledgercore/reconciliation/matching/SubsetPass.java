package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.ledgercore.reconciliation.matching.SubsetProof.Solutions;

/**
 * Pass 6: an amount that is the sum of others of the same sign inside the window, when it was
 * proved that no other subset of them has that sum. All sums are searched on what is left after
 * pass 4; two sums that want one item, or an item that is contested, are not matched.
 */
final class SubsetPass {

  private final Pool pool;
  private final Found found;
  private final BitSet contested = new BitSet();

  private SubsetPass(Pool pool, Found found, List<List<Integer>> clusters) {
    this.pool = pool;
    this.found = found;
    clusters.forEach(cluster -> cluster.forEach(contested::set));
  }

  static void run(Pool pool, Found found, List<List<Integer>> contested) {
    SubsetPass pass = new SubsetPass(pool, found, contested);
    pass.search(1);
    pass.search(-1);
  }

  private record Sum(int target, List<Integer> members, SubsetProof proof) {
    List<Integer> all() {
      List<Integer> all = new ArrayList<>(members);
      all.add(target);
      return all;
    }
  }

  private void search(int sign) {
    int[] free =
        Arrays.stream(pool.free())
            .filter(place -> Long.signum(pool.get(place).minor()) == sign)
            .toArray();
    int[] outside = Arrays.stream(free).filter(pool::isOutside).toArray();
    int[] inside = Arrays.stream(free).filter(place -> !pool.isOutside(place)).toArray();
    if (outside.length == 0 || inside.length == 0) {
      return;
    }
    List<Sum> sums = new ArrayList<>(sums(outside, inside));
    sums.addAll(sums(inside, outside));
    int[] wanted = new int[pool.size()];
    sums.forEach(sum -> sum.all().forEach(place -> wanted[place]++));
    sums.stream()
        .filter(sum -> sum.all().stream().allMatch(it -> wanted[it] == 1 && !contested.get(it)))
        .forEach(this::accept);
    sums.stream()
        .filter(sum -> sum.all().stream().allMatch(pool::isFree))
        .forEach(sum ->
            found.suggestion(
                Rule.SUBSET_SUM,
                pool.sides(sum.all()),
                "the only sum, of items that something else wants as well"));
  }

  private List<Sum> sums(int[] targets, int[] others) {
    Dated all = new Dated(pool, others, found.rules.windowDays());
    Dated keyless =
        new Dated(
            pool,
            Arrays.stream(others).filter(it -> !Normal.isKeyed(pool.get(it))).toArray(),
            found.rules.windowDays());
    List<Sum> sums = new ArrayList<>();
    for (int target : targets) {
      boolean isBound = found.rules.keysDecide() && Normal.isKeyed(pool.get(target));
      Dated block = isBound ? keyless : all;
      int from = block.from(pool.get(target));
      int to = block.to(pool.get(target));
      if (to - from > 1 && to - from <= found.rules.subsets().items()) {
        sumOf(target, IntStream.range(from, to).map(block::place).sorted().toArray(), sums);
      }
    }
    return sums;
  }

  private void sumOf(int target, int[] block, List<Sum> sums) {
    List<Long> amounts =
        Arrays.stream(block).mapToObj(place -> Math.abs(pool.get(place).minor())).toList();
    SubsetProof proof =
        SubsetSum.search(Math.abs(pool.get(target).minor()), amounts, found.rules.subsets());
    if (proof.solutions() == Solutions.ONE && proof.members().size() > 1) {
      sums.add(new Sum(target, proof.members().stream().map(it -> block[it]).toList(), proof));
    }
  }

  private void accept(Sum sum) {
    Sides sides = pool.sides(sum.all());
    pool.settle(sum.all());
    found.matches.add(
        new Match(
            Rule.SUBSET_SUM,
            found.rules.version(),
            sides.outside(),
            sides.inside(),
            null,
            null,
            sum.proof()));
  }
}
