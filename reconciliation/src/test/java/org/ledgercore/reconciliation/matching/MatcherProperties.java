package org.ledgercore.reconciliation.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ledgercore.money.Money;
import org.ledgercore.testing.Generate;

/** Whatever the items are: every one is somewhere once, sums hold, and their order is nothing. */
class MatcherProperties {

  private static final List<String> WORDS =
      List.of("rent", "march", "flat", "gas", "twelve", "ann");

  @Property
  void order_changesNothing(@ForAll("seeds") long seed) {
    List<Item> items = items(new Random(seed));
    Rules rules = rules(new Random(seed));
    List<String> first = Matcher.match(items, rules).lines().toList();
    Collections.shuffle(items, new Random(seed + 1));
    assertThat(Matcher.match(items, rules).lines().toList()).isEqualTo(first);
  }

  @Property
  void everyItem_isInOnePlace(@ForAll("seeds") long seed) {
    List<Item> items = items(new Random(seed));
    Matching matching = Matcher.match(items, rules(new Random(seed)));
    List<Item> placed =
        Stream.concat(
                matching.matches().stream().flatMap(Match::items),
                matching.findings().stream()
                    .filter(
                        it -> it.type() != Finding.Type.DATE && it.type() != Finding.Type.REFERENCE)
                    .flatMap(it -> Stream.concat(it.outside().stream(), it.inside().stream())))
            .toList();
    assertThat(placed).containsExactlyInAnyOrderElementsOf(items);
  }

  @Property
  void sums_areWhatTheOutsideSays(@ForAll("seeds") long seed) {
    List<Item> items = items(new Random(seed));
    Matching matching = Matcher.match(items, rules(new Random(seed)));
    long explained =
        matching.matches().stream().mapToLong(Match::difference).sum()
            + matching.findings().stream()
                .filter(it -> it.type() != Finding.Type.DATE && it.type() != Finding.Type.REFERENCE)
                .mapToLong(it -> it.difference().minor())
                .sum();
    assertThat(sum(items, Origin.INSIDE) + explained).isEqualTo(sum(items, Origin.OUTSIDE));
  }

  @Property
  void matches_ofEqualAmounts_haveThem(@ForAll("seeds") long seed) {
    Matching matching = Matcher.match(items(new Random(seed)), rules(new Random(seed)));
    assertThat(matching.matches())
        .allSatisfy(match -> {
          assertThat(match.difference() != 0).isEqualTo(match.tolerance() != null);
          SubsetProof proof = match.proof();
          assertThat(proof == null || proof.holds()).isTrue();
        });
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Generate.seeds();
  }

  private static Rules rules(Random random) {
    Rules rules =
        random.nextBoolean() ? Rules.forBank("r", random.nextInt(4)) : Rules.forProvider("r", 2);
    return random.nextBoolean()
        ? rules
        : rules.tolerating(new Tolerance(Tolerance.Cause.ROUNDING, 2, 5_000));
  }

  /** Few amounts, days, keys and words, so that everything collides. */
  private static List<Item> items(Random random) {
    List<Item> items = new ArrayList<>();
    int count = random.nextInt(24);
    for (int i = 0; i < count; i++) {
      Origin origin = random.nextBoolean() ? Origin.OUTSIDE : Origin.INSIDE;
      int amount = 1 + random.nextInt(9);
      Item item =
          new Item(
              origin,
              "i" + i,
              random.nextInt(8) == 0 ? "other" : "bank",
              Items.EUR,
              random.nextInt(4) == 0 ? -amount : amount,
              LocalDate.of(2026, 3, 1),
              LocalDate.of(2026, 3, 1 + random.nextInt(8)),
              Stream.generate(() -> "k" + random.nextInt(12)).limit(random.nextInt(3)).toList(),
              random.nextInt(3) == 0 ? "k" + random.nextInt(12) : "",
              "",
              String.join(
                  " ",
                  Stream.generate(() -> WORDS.get(random.nextInt(6)))
                      .limit(random.nextInt(5))
                      .toList()),
              List.of(Nature.values()).get(random.nextInt(3)));
      items.add(item);
    }
    return items;
  }

  private static long sum(List<Item> items, Origin origin) {
    return items.stream()
        .filter(item -> item.origin() == origin)
        .map(Item::amount)
        .mapToLong(Money::minor)
        .sum();
  }
}
