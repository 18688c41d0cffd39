package org.ledgercore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of one kind from several rounds. Not safe for many threads. */
final class Samples {

  private final List<Double> sorted = new ArrayList<>();

  void add(double figure) {
    sorted.add(figure);
    sorted.sort(null);
  }

  double median() {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest and the largest: {@code 81,000 to 88,000}. */
  String spread() {
    return String.format(Locale.ROOT, "%,.0f to %,.0f", sorted.getFirst(), sorted.getLast());
  }
}
