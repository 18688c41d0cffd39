package org.ledgercore.reconciliation.matching;

import java.util.Arrays;
import java.util.Comparator;

/** Places in the order of their value dates, to be asked for those in a window. Immutable. */
final class Dated {

  private final int[] places;
  private final long[] days;
  private final int window;

  Dated(Pool pool, int[] unordered, int window) {
    this.window = window;
    this.places =
        Arrays.stream(unordered)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer it) -> pool.get(it).valued().toEpochDay())
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.days = Arrays.stream(places).mapToLong(it -> pool.get(it).valued().toEpochDay()).toArray();
  }

  int size() {
    return places.length;
  }

  int place(int i) {
    return places[i];
  }

  /** The first one inside the window around an item. */
  int from(Item item) {
    return firstAtLeast(item.valued().toEpochDay() - window);
  }

  /** One after the last one inside the window around an item. */
  int to(Item item) {
    return firstAtLeast(item.valued().toEpochDay() + window + 1);
  }

  private int firstAtLeast(long day) {
    int low = 0;
    int high = days.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (days[middle] < day) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
