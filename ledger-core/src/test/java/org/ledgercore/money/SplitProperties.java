package org.ledgercore.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Splitting loses nothing and makes nothing, whatever the amount's sign and the weights. */
class SplitProperties {

  private static final Unit EUR = Unit.fiat("EUR", 2);

  @Property
  void evenly_addsUpAndDiffersByAtMostOne(
      @ForAll long minor, @ForAll @IntRange(min = 1, max = 500) int parts) {
    List<Money> split = Split.evenly(Money.ofMinor(minor, EUR), parts);
    long most = split.stream().mapToLong(Money::minor).max().orElseThrow();
    long least = split.stream().mapToLong(Money::minor).min().orElseThrow();

    assertThat(split).hasSize(parts);
    assertThat(sum(split)).isEqualTo(BigInteger.valueOf(minor));
    assertThat(most - least).isBetween(0L, 1L);
    assertThat(split).allMatch(part -> part.unit().equals(EUR));
  }

  @Property
  void evenly_givesTheRestToTheEarlierParts(
      @ForAll long minor, @ForAll @IntRange(min = 1, max = 500) int parts) {
    List<Long> sizes =
        Split.evenly(Money.ofMinor(minor, EUR), parts).stream()
            .map(part -> Math.abs(part.minor()))
            .toList();

    assertThat(sizes).isSortedAccordingTo((a, b) -> Long.compareUnsigned(b, a));
  }

  @Property
  void byWeights_addsUpAndStaysWithinOneOfTheExactShare(
      @ForAll long minor, @ForAll("weights") long[] weights) {
    List<Money> split = Split.byWeights(Money.ofMinor(minor, EUR), weights);
    BigInteger total = sum(weights);

    assertThat(split).hasSize(weights.length);
    assertThat(sum(split)).isEqualTo(BigInteger.valueOf(minor));
    for (int i = 0; i < weights.length; i++) {
      BigInteger exact = BigInteger.valueOf(minor).multiply(BigInteger.valueOf(weights[i]));
      BigInteger given = BigInteger.valueOf(split.get(i).minor()).multiply(total);
      assertThat(given.subtract(exact).abs()).as("part %d of %s", i, split).isLessThan(total);
    }
  }

  @Property
  void byWeights_noPartHasTheOtherSign_andAWeightOfZeroGetsNothing(
      @ForAll long minor, @ForAll("weights") long[] weights) {
    List<Money> split = Split.byWeights(Money.ofMinor(minor, EUR), weights);

    for (int i = 0; i < weights.length; i++) {
      long part = split.get(i).minor();
      assertThat(part == 0 || (weights[i] > 0 && Long.signum(part) == Long.signum(minor)))
          .as("part %d of %s for %s", i, split, Arrays.toString(weights))
          .isTrue();
    }
  }

  @Property
  void byWeights_theSignMirrors(@ForAll long minor, @ForAll("weights") long[] weights) {
    long sized = minor == Long.MIN_VALUE ? Long.MAX_VALUE : minor;
    List<Money> mirrored =
        Split.byWeights(Money.ofMinor(-sized, EUR), weights).stream().map(Money::negated).toList();

    assertThat(mirrored).isEqualTo(Split.byWeights(Money.ofMinor(sized, EUR), weights));
  }

  @Example
  void byWeights_theLargestRemainderGetsTheRest() {
    assertThat(minors(Split.byWeights(Money.ofMinor(100, EUR), 1, 1, 1)))
        .containsExactly(34L, 33L, 33L);
    assertThat(minors(Split.byWeights(Money.ofMinor(10, EUR), 50, 33, 17)))
        .containsExactly(5L, 3L, 2L);
    assertThat(minors(Split.byWeights(Money.ofMinor(-1, EUR), 0, 1, 2)))
        .containsExactly(0L, 0L, -1L);
    assertThat(minors(Split.evenly(Money.ofMinor(-5, EUR), 3))).containsExactly(-2L, -2L, -1L);
  }

  @Example
  void weights_refused() {
    Money whole = Money.ofMinor(-100, EUR);
    refused("weight: must not be negative: -1", () -> Split.byWeights(whole, 2, -1));
    refused("weights: must have a positive sum: 2", () -> Split.byWeights(whole, 0, 0));
    refused("weights: must have a positive sum: 0", () -> Split.byWeights(whole));
    refused("parts: must be at least 1: 0", () -> Split.evenly(whole, 0));
    refused("parts: must be at least 1: -3", () -> Split.evenly(whole, -3));
  }

  @Provide
  Arbitrary<long[]> weights() {
    Arbitrary<Long> weight =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 3),
            Arbitraries.longs().between(0, 10_000),
            Arbitraries.longs().between(0, Long.MAX_VALUE));
    return weight
        .array(long[].class)
        .ofMinSize(1)
        .ofMaxSize(40)
        .filter(weights -> Arrays.stream(weights).anyMatch(w -> w > 0));
  }

  private static void refused(String message, Runnable split) {
    assertThatThrownBy(split::run).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  private static List<Long> minors(List<Money> parts) {
    return parts.stream().map(Money::minor).toList();
  }

  private static BigInteger sum(List<Money> parts) {
    return parts.stream()
        .map(part -> BigInteger.valueOf(part.minor()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger sum(long[] weights) {
    return Arrays.stream(weights)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
