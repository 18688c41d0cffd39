package org.ledgercore.reconciliation.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Pass 3: one amount inside the window, on both sides only once. What has more than one candidate,
 * or is one of several, is contested: words may still decide, or else a person.
 */
final class DatePass {

  private final Pool pool;
  private final Found found;
  private final Clusters clusters;
  private final BitSet contested = new BitSet();
  private final int[] candidates;
  private final int[] last;

  private DatePass(Pool pool, Found found) {
    this.pool = pool;
    this.found = found;
    this.clusters = new Clusters(pool.size());
    this.candidates = new int[pool.size()];
    this.last = new int[pool.size()];
  }

  /** The clusters that are contested, each in order. */
  static List<List<Integer>> run(Pool pool, Found found) {
    DatePass pass = new DatePass(pool, found);
    AmountRuns.of(pool, pass::judge);
    return pass.clusters.among(pass.contested.stream().toArray());
  }

  private void judge(int[] outside, int[] inside) {
    if (found.rules.keysDecide()) {
      look(keyless(outside), inside);
      look(keyed(outside), keyless(inside));
    } else {
      look(outside, inside);
    }
    for (int place : outside) {
      if (candidates[place] == 1 && candidates[last[place]] == 1) {
        pool.settle(place);
        pool.settle(last[place]);
        found.matches.add(
            Match.of(
                Rule.AMOUNT_AND_DATE,
                found.rules,
                List.of(pool.get(place)),
                List.of(pool.get(last[place]))));
      }
    }
    contest(outside);
    contest(inside);
  }

  private void contest(int[] places) {
    for (int place : places) {
      if (candidates[place] > 0 && pool.isFree(place)) {
        contested.set(place);
      }
    }
  }

  private void look(int[] outside, int[] inside) {
    if (outside.length > 0 && inside.length > 0) {
      Dated lines = new Dated(pool, outside, found.rules.windowDays());
      Dated movements = new Dated(pool, inside, found.rules.windowDays());
      sweep(lines, movements);
      sweep(movements, lines);
    }
  }

  /** Counts the candidates of each and joins what hangs together; windows only move forward. */
  private void sweep(Dated these, Dated those) {
    int joined = 0;
    for (int i = 0; i < these.size(); i++) {
      int place = these.place(i);
      int from = those.from(pool.get(place));
      int to = those.to(pool.get(place));
      if (from < to) {
        candidates[place] += to - from;
        last[place] = those.place(from);
        clusters.join(place, those.place(from));
        for (int j = Math.max(joined, from + 1); j < to; j++) {
          clusters.join(those.place(j - 1), those.place(j));
        }
        joined = Math.max(joined, to);
      }
    }
  }

  private int[] keyless(int[] places) {
    return Arrays.stream(places).filter(it -> !Normal.isKeyed(pool.get(it))).toArray();
  }

  private int[] keyed(int[] places) {
    return Arrays.stream(places).filter(it -> Normal.isKeyed(pool.get(it))).toArray();
  }
}
