package org.ledgercore.reconciliation.matching;

import java.util.BitSet;
import java.util.List;

/** Pass 1: a key and an amount that both sides have once. */
final class KeyPass {

  private static final String TWICE = "one key and amount, more often on one side";
  private static final String SEVERAL = "more than one item has a key and the amount";

  private final Pool pool;
  private final Found found;
  private final KeyIndex index;

  private KeyPass(Pool pool, Found found) {
    this.pool = pool;
    this.found = found;
    this.index = KeyIndex.byAmount(pool, pool.free());
  }

  static void run(Pool pool, Found found) {
    new KeyPass(pool, found).run();
  }

  private void run() {
    BitSet contested = new BitSet();
    for (int place : pool.free()) {
      if (!pool.isOutside(place)) {
        break;
      }
      int partner = index.partner(place);
      if (partner >= 0 && index.partner(partner) == place) {
        pool.settle(place);
        pool.settle(partner);
        found.matches.add(
            Match.of(
                Rule.EXACT_KEY, found.rules, List.of(pool.get(place)), List.of(pool.get(partner))));
      } else if (partner != KeyIndex.NONE) {
        contested.set(place);
      }
    }
    if (!contested.isEmpty()) {
      giveToAPerson(contested);
    }
  }

  private void giveToAPerson(BitSet contested) {
    Clusters clusters = new Clusters(pool.size());
    BitSet members = new BitSet();
    BitSet seen = new BitSet();
    contested.stream()
        .forEach(place ->
            index.chainsOf(
                place,
                head -> {
                  if (!seen.get(head) && hasBothSides(head)) {
                    seen.set(head);
                    for (int at = head; at >= 0; at = index.next(at)) {
                      clusters.join(place, index.place(at));
                      members.set(index.place(at));
                    }
                  }
                }));
    for (List<Integer> cluster : clusters.among(members.stream().toArray())) {
      Sides sides = pool.sides(cluster);
      boolean isTwice = isLopsided(sides) && haveOneKey(cluster);
      found.finding(
          isTwice ? Finding.Type.DUPLICATE : Finding.Type.AMBIGUOUS,
          sides,
          isTwice ? TWICE : SEVERAL);
      pool.settle(cluster);
    }
  }

  private static boolean isLopsided(Sides sides) {
    return (sides.outside().size() == 1) != (sides.inside().size() == 1);
  }

  private boolean haveOneKey(List<Integer> cluster) {
    Item first = pool.get(cluster.getFirst());
    return first.keys().stream()
        .anyMatch(key ->
            cluster.stream()
                .allMatch(place ->
                    pool.get(place).keys().stream().anyMatch(it -> Normal.isSame(it, key))));
  }

  private boolean hasBothSides(int head) {
    boolean hasOutside = false;
    boolean hasInside = false;
    for (int at = head; at >= 0; at = index.next(at)) {
      hasOutside |= pool.isOutside(index.place(at));
      hasInside |= !pool.isOutside(index.place(at));
    }
    return hasOutside && hasInside;
  }
}
