package org.ledgercore.reconciliation.matching;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Pass 2, and what a tolerance allows of pass 1: items that keys hold together, one of them on one
 * side and any number on the other. The one has as a key what the others have as a key or as their
 * batch, so a line may name several batches and a movement may be paid in parts. Amounts are
 * signed: a settlement is net of its refunds.
 */
final class BatchPass {

  private static final int LINE_KEY = 1;
  private static final int LINE_BATCH = 2;
  private static final int MOVEMENT_KEY = 4;
  private static final int MOVEMENT_BATCH = 8;

  private final Pool pool;
  private final Found found;
  private final KeyIndex index;
  private final Clusters clusters;
  private final BitSet linked = new BitSet();

  private BatchPass(Pool pool, Found found) {
    this.pool = pool;
    this.found = found;
    this.index = KeyIndex.withBatches(pool, pool.free());
    this.clusters = new Clusters(pool.size());
  }

  static void run(Pool pool, Found found) {
    BatchPass pass = new BatchPass(pool, found);
    pass.index.chains(pass::link);
    pass.clusters.among(pass.linked.stream().toArray()).forEach(pass::judge);
  }

  /** Links those with the key to everybody of the other side, and so to one another. */
  private void link(int head) {
    int roles = 0;
    for (int at = head; at >= 0; at = index.next(at)) {
      boolean isOutside = pool.isOutside(index.place(at));
      int key = isOutside ? LINE_KEY : MOVEMENT_KEY;
      int batch = isOutside ? LINE_BATCH : MOVEMENT_BATCH;
      roles |= index.isBatch(at) ? batch : key;
    }
    if ((roles & LINE_KEY) != 0 && (roles & (MOVEMENT_KEY | MOVEMENT_BATCH)) != 0) {
      join(head, true);
    }
    if ((roles & MOVEMENT_KEY) != 0 && (roles & (LINE_KEY | LINE_BATCH)) != 0) {
      join(head, false);
    }
  }

  private void join(int head, boolean outsideNames) {
    int first = -1;
    for (int at = head; at >= 0; at = index.next(at)) {
      int place = index.place(at);
      if (pool.isOutside(place) != outsideNames || !index.isBatch(at)) {
        first = first < 0 ? place : first;
        clusters.join(first, place);
        linked.set(place);
      }
    }
  }

  private void judge(List<Integer> cluster) {
    Sides sides = pool.sides(cluster);
    boolean isOneToMany = sides.outside().size() == 1 || sides.inside().size() == 1;
    if (!isOneToMany) {
      suggest(sides);
      return;
    }
    boolean isPair = cluster.size() == 2;
    long outside = Match.sum(sides.outside());
    long inside = Match.sum(sides.inside());
    Optional<Tolerance> tolerance =
        found.rules.tolerances().stream().filter(it -> it.covers(sides)).findFirst();
    if (outside == inside) {
      accept(cluster, Match.of(Rule.BATCH_KEY, found.rules, sides.outside(), sides.inside()));
    } else if (tolerance.isPresent()) {
      Rule rule = isPair ? Rule.KEY_WITHIN_TOLERANCE : Rule.BATCH_WITHIN_TOLERANCE;
      accept(cluster, Match.within(tolerance.get(), rule, found.rules, sides));
    } else if (Long.signum(outside) == Long.signum(inside)) {
      pool.settle(cluster);
      found.finding(
          Finding.Type.AMOUNT,
          sides,
          "one key, and outside %d where the ledger has %d".formatted(outside, inside));
    }
  }

  private void accept(List<Integer> cluster, Match match) {
    pool.settle(cluster);
    found.matches.add(match);
  }

  private void suggest(Sides sides) {
    if (sides.difference() == 0) {
      found.suggestion(Rule.GROUP, sides, "held together by keys, and the sums agree");
    }
  }
}
