package org.ledgercore.reconciliation.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ledgercore.reconciliation.matching.Rules.SubsetLimits;
import org.ledgercore.reconciliation.matching.SubsetProof.Solutions;

/** The search for sums against looking at every subset. */
class SubsetSumProperties {

  @Property
  void search_countsWhatBruteForceCounts(
      @ForAll("blocks") List<Long> block,
      @ForAll("targets") long target,
      @ForAll("sizes") int size) {
    SubsetLimits limits = new SubsetLimits(40, size, 2_000_000);
    SubsetProof proof = SubsetSum.search(target, block, limits);
    int count = 0;
    int only = 0;
    for (int mask = 1; mask < 1 << block.size(); mask++) {
      if (Integer.bitCount(mask) <= size && sum(block, mask) == target) {
        count++;
        only = mask;
      }
    }
    Solutions expected =
        count == 0 ? Solutions.NONE : count == 1 ? Solutions.ONE : Solutions.SEVERAL;
    assertThat(proof.solutions()).isEqualTo(expected);
    assertThat(proof.members().stream().mapToInt(i -> 1 << i).sum())
        .isEqualTo(count == 1 ? only : 0);
    assertThat(proof.holds()).isTrue();
  }

  @Property
  void search_withFewSteps_neverClaimsMore(
      @ForAll("blocks") List<Long> block,
      @ForAll("targets") long target,
      @ForAll("steps") int steps) {
    SubsetProof cut = SubsetSum.search(target, block, new SubsetLimits(40, 8, steps));
    SubsetProof whole = SubsetSum.search(target, block, SubsetLimits.defaults());
    assertThat(cut.steps()).isLessThanOrEqualTo(steps + 1);
    assertThat(cut.solutions()).isIn(whole.solutions(), Solutions.OUT_OF_STEPS);
  }

  @Property(tries = 3)
  void search_ofTheLargestBlock_endsWithinItsSteps(@ForAll("large") List<Long> block) {
    long target = block.stream().limit(8).mapToLong(Long::longValue).sum();
    SubsetProof proof = SubsetSum.search(target, block, SubsetLimits.defaults());
    assertThat(proof.solutions()).isIn(Solutions.ONE, Solutions.SEVERAL);
  }

  @Provide
  Arbitrary<List<Long>> blocks() {
    return Arbitraries.longs().between(1, 30).list().ofMaxSize(11);
  }

  @Provide
  Arbitrary<Long> targets() {
    return Arbitraries.longs().between(1, 90);
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(1, 8);
  }

  @Provide
  Arbitrary<Integer> steps() {
    return Arbitraries.integers().between(1, 400);
  }

  @Provide
  Arbitrary<List<Long>> large() {
    return Arbitraries.longs().between(1, 1_000_000_000_000L).list().ofSize(40);
  }

  private static long sum(List<Long> block, int mask) {
    long sum = 0;
    for (int i = 0; i < block.size(); i++) {
      sum += (mask >> i & 1) * block.get(i);
    }
    return sum;
  }
}
