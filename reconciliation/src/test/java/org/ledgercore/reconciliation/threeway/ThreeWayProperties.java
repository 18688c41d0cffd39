package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.testing.Generate;
import org.ledgercore.testing.TestLedger;

/**
 * Payouts and lines with faults planted at random: exactly those breaks, breaks and accounts tie
 * out and the books say what the statement says, after every run and however the lines lie.
 */
class ThreeWayProperties {

  private static TestLedger test = TestLedger.fresh();
  private static ReconciliationStore store = ReconciliationStore.in(test.dataSource(), "none");

  @BeforeContainer
  static void migrate() {
    ReconciliationStore.migrate(test.dataSource(), test.schema() + "_rec");
    store = ReconciliationStore.in(test.dataSource(), test.schema() + "_rec");
  }

  @AfterContainer
  static void close() {
    test.checkInvariants();
    test.close();
  }

  @Property(tries = 12)
  void faults_areExactlyTheBreaks(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Day day = new Day(test.ledger(), store, "p" + seed);
    Map<Finding.Type, Integer> planted = new TreeMap<>();
    List<Item> lines = new ArrayList<>();
    day.funded("fund" + seed, 100_000);
    Money closing = Day.iqd(100_000);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 4; i++) {
        String payout = "po-" + seed + "-" + round + "-" + i;
        day.releasedFromFunds(payout, 1_000 + 10L * i + 100L * round);
        for (Item line : lines(day, payout, 1_000 + 10L * i + 100L * round, random, planted)) {
          lines.add(line);
          closing = closing.plus(line.amount());
        }
      }
      Collections.shuffle(lines, random);
      day.arrives("s", lines.toArray(Item[]::new));
      day.bankRun("s");
      assertThat(day.threeWay.fourFigures(day.run("s"), closing).isProved()).isTrue();
      assertThat(day.threeWay.tieOuts(BreakKind.POSTED, Day.IQD)).allMatch(TieOut::isTied);
      assertThat(day.threeWay.tieOuts(BreakKind.CARRIED, Day.IQD)).allMatch(TieOut::isTied);
      assertThat(breaks(day)).isEqualTo(planted);
      String found = day.threeWay.dryRun(day.run("s")).digest();
      Collections.shuffle(lines, random);
      day.arrives("s", lines.toArray(Item[]::new));
      assertThat(day.threeWay.dryRun(day.run("s")).digest()).isEqualTo(found);
    }
    long newest = test.ledger().newestEntry();
    day.bankRun("s");
    assertThat(test.ledger().newestEntry()).isEqualTo(newest);
    assertThat(breaks(day)).isEqualTo(planted);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Generate.seeds();
  }

  /** What the bank says of a payout: mostly the truth. */
  private static List<Item> lines(
      Day day, String payout, long dinars, Random random, Map<Finding.Type, Integer> planted) {
    Item line = day.line("line " + payout, -dinars).keyed(payout);
    return switch (random.nextInt(10)) {
      case 0 -> plant(planted, Finding.Type.MISSING_OUTSIDE, List.of());
      case 1 ->
          plant(
              planted,
              Finding.Type.DUPLICATE,
              List.of(line, day.line("again " + payout, -dinars).keyed(payout)));
      case 2 ->
          plant(
              planted,
              Finding.Type.MISSING_IN_LEDGER,
              List.of(line, day.line("odd " + payout, 7_001 + dinars)));
      case 3 ->
          plant(
              planted,
              Finding.Type.AMOUNT,
              List.of(
                  Item.outside(
                          line.id(),
                          line.account(),
                          line.amount().minus(Money.ofMinor(1 + random.nextInt(900), Day.IQD)),
                          Day.DAY)
                      .keyed(payout)));
      case 4 -> {
        day.releasedFromFunds("twin of " + payout, dinars);
        planted.merge(Finding.Type.MISSING_OUTSIDE, 2, Integer::sum);
        yield plant(
            planted, Finding.Type.AMBIGUOUS, List.of(day.line("either " + payout, -dinars)));
      }
      case 5 -> {
        // One key to the matcher, which leaves out leading zeros.
        day.releasedFromFunds("0" + payout, dinars);
        planted.merge(Finding.Type.MISSING_OUTSIDE, 2, Integer::sum);
        yield plant(planted, Finding.Type.DUPLICATE, List.of(line));
      }
      default -> List.of(line);
    };
  }

  private static List<Item> plant(
      Map<Finding.Type, Integer> planted, Finding.Type type, List<Item> lines) {
    planted.merge(type, 1, Integer::sum);
    return lines;
  }

  private static Map<Finding.Type, Integer> breaks(Day day) {
    Map<Finding.Type, Integer> found = new TreeMap<>();
    day.threeWay.breaks().of("bank:" + day.bank).stream()
        .filter(Break::isOpen)
        .forEach(each -> found.merge(each.type(), 1, Integer::sum));
    return found;
  }
}
