package org.ledgercore.testing;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * Everything a property of a ledger wants generated, for jqwik: the only class of the kit that
 * knows it. Each value comes from one seed; the first try gets the seed {@code ledger.test.seed},
 * the second the next number, and so on, so that a run, and any single try of it, can be had again.
 */
public final class Generate {

  /** The system property that fixes the first seed; a random one when it is not set. */
  public static final String SEED = "ledger.test.seed";

  private Generate() {}

  /** The seed of the first try of every property of this run. */
  public static long firstSeed() {
    return Seed.FIRST;
  }

  private static final class Seed {
    static final long FIRST = read(System.getProperty(SEED, ""));

    private static long read(String given) {
      return given.isBlank()
          ? ThreadLocalRandom.current().nextLong(1_000_000_000)
          : Long.parseLong(given.strip());
    }
  }

  /** Seeds, one after another. */
  public static Arbitrary<Long> seeds() {
    AtomicLong next = new AtomicLong(Seed.FIRST);
    return Arbitraries.randomValue(random -> next.getAndIncrement());
  }

  /** Days on charts of their own making, with everything that can go wrong in them. */
  public static Arbitrary<Day> days() {
    return seeds().map(Day::of);
  }

  /** Days of so many commands on your chart. */
  public static Arbitrary<Day> days(List<NewAccount> chart, int commands) {
    return seeds().map(seed -> Day.of(seed, chart, commands));
  }

  /** Balanced entries between accounts of your chart, with keys of their own. */
  public static Arbitrary<JournalEntry> entries(List<NewAccount> chart) {
    return seeds().map(seed -> EntrySource.onChart(chart, seed));
  }

  /** Units with 0 to 8 decimals, of every kind. */
  public static Arbitrary<Unit> units() {
    return drawn(draw -> draw.unit("U" + draw.below(1_000)));
  }

  /** Accounts of every type: with and without a floor, contra, numbered, with long paths. */
  public static Arbitrary<NewAccount> accounts(Unit unit) {
    return drawn(draw -> draw.account(unit));
  }

  /** Paths, some of 200 code points, some with letters from all over Unicode. */
  public static Arbitrary<AccountPath> paths() {
    return drawn(draw -> AccountPath.of(draw.path()));
  }

  /** Amounts that one posting can have, edges often. */
  public static Arbitrary<Money> amounts(Unit unit) {
    return drawn(draw -> Money.ofMinor(draw.amount(), unit));
  }

  /** Keys, some of full length, some with odd characters. */
  public static Arbitrary<EntryKey> keys() {
    return drawn(Draw::key);
  }

  /** Texts of 1 to so many code points: quotes, escapes, controls, other normal forms. */
  public static Arbitrary<String> texts(int codePoints) {
    return drawn(draw -> draw.text(codePoints));
  }

  private static <T> Arbitrary<T> drawn(Function<Draw, T> value) {
    return seeds().map(seed -> value.apply(new Draw(seed)));
  }
}
