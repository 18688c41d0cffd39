package org.ledgercore.reconciliation.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BiConsumer;

/** The free items of a pool by their signed amount. */
final class AmountRuns {

  private AmountRuns() {}

  /** Gives the places outside and inside of every amount that both sides have, each in order. */
  static void of(Pool pool, BiConsumer<int[], int[]> each) {
    int[] places =
        Arrays.stream(pool.free())
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer it) -> pool.get(it).minor())
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    int start = 0;
    for (int i = 1; i <= places.length; i++) {
      if (i == places.length || pool.get(places[i]).minor() != pool.get(places[start]).minor()) {
        cut(pool, Arrays.copyOfRange(places, start, i), each);
        start = i;
      }
    }
  }

  private static void cut(Pool pool, int[] run, BiConsumer<int[], int[]> each) {
    int outsiders = 0;
    while (outsiders < run.length && pool.isOutside(run[outsiders])) {
      outsiders++;
    }
    if (outsiders > 0 && outsiders < run.length) {
      each.accept(Arrays.copyOf(run, outsiders), Arrays.copyOfRange(run, outsiders, run.length));
    }
  }
}
