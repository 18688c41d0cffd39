package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Pass 4: one amount, and words that nearly agree. Each must be the other's best, by a lead over
 * its second best. An amount that differs is never matched by words.
 */
final class TextPass {

  private final Pool pool;
  private final Found found;

  private TextPass(Pool pool, Found found) {
    this.pool = pool;
    this.found = found;
  }

  static void run(Pool pool, Found found) {
    AmountRuns.of(pool, new TextPass(pool, found)::judge);
  }

  /** The best candidate of one item and the overlap with the second best. */
  private static final class Best {
    private int place = -1;
    private Overlap first = Overlap.NONE;
    private Overlap second = Overlap.NONE;

    void see(int candidate, Overlap overlap) {
      if (place < 0 || overlap.compareTo(first) > 0) {
        second = place < 0 ? Overlap.NONE : first;
        first = overlap;
        place = candidate;
      } else if (overlap.compareTo(second) > 0) {
        second = overlap;
      }
    }

    boolean decides(Rules.TextRule rule) {
      return first.isAtLeast(rule.atLeast()) && first.leads(second, rule.lead());
    }
  }

  private void judge(int[] outside, int[] inside) {
    Rules.TextRule rule = found.rules.text();
    if ((long) outside.length * inside.length > rule.pairs()) {
      return;
    }
    Best[] lines = bests(outside, inside);
    Best[] movements = bests(inside, outside);
    for (int i = 0; i < outside.length; i++) {
      Best line = lines[i];
      if (line.place < 0 || !line.decides(rule)) {
        continue;
      }
      Best movement = movements[Arrays.binarySearch(inside, line.place)];
      if (movement.place == outside[i] && movement.decides(rule)) {
        accept(outside[i], line);
      }
    }
  }

  private void accept(int place, Best line) {
    pool.settle(place);
    pool.settle(line.place);
    found.matches.add(
        new Match(
            Rule.TEXT,
            found.rules.version(),
            List.of(pool.get(place)),
            List.of(pool.get(line.place)),
            line.first,
            null,
            null));
  }

  private Best[] bests(int[] these, int[] those) {
    List<Set<String>> theirs = words(those);
    List<Set<String>> ours = words(these);
    Best[] bests = new Best[these.length];
    for (int i = 0; i < these.length; i++) {
      bests[i] = new Best();
      for (int j = 0; j < those.length; j++) {
        if (Candidates.mayMeet(pool.get(these[i]), pool.get(those[j]), found.rules)) {
          bests[i].see(those[j], Normal.overlap(ours.get(i), theirs.get(j)));
        }
      }
    }
    return bests;
  }

  private List<Set<String>> words(int[] places) {
    List<Set<String>> words = new ArrayList<>(places.length);
    for (int place : places) {
      words.add(Normal.words(pool.get(place)));
    }
    return words;
  }
}
