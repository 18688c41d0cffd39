package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What no pass matched, and what it is. Used by one thread. */
final class Leftovers {

  private static final int MOST_IN_A_GROUP = 8;

  private final Found found;
  private final List<Item> items = new ArrayList<>();

  /** Ids of lines whose keys the ledger has with the opposite sign. */
  private final Set<Item> cameBack = new HashSet<>();

  Leftovers(Found found) {
    this.found = found;
  }

  /** Gives contested clusters to a person, as far as they are still free. */
  void ambiguous(Pool pool, List<List<Integer>> contested) {
    for (List<Integer> cluster : contested) {
      List<Integer> free = cluster.stream().filter(pool::isFree).toList();
      Sides sides = pool.sides(free);
      if (!sides.outside().isEmpty() && !sides.inside().isEmpty()) {
        pool.settle(free);
        found.finding(
            Finding.Type.AMBIGUOUS,
            sides,
            "one amount inside the window, and nothing else tells which");
        if (free.size() == 2) {
          found.suggestion(Rule.ELIMINATION, sides, "all other candidates are matched");
        }
      }
    }
  }

  /** Pass 7: suggests the rest of a pool when it is small and both sides have one sum. */
  void group(Pool pool) {
    int[] free = pool.free();
    if (free.length < 4 || free.length > 2 * MOST_IN_A_GROUP) {
      return;
    }
    List<Integer> places = new ArrayList<>();
    for (int place : free) {
      places.add(place);
    }
    Sides sides = pool.sides(places);
    boolean isTold =
        found.suggestions.stream().anyMatch(told -> told.outside().equals(sides.outside()));
    if (!isTold
        && sides.outside().size() > 1
        && sides.inside().size() > 1
        && sides.difference() == 0) {
      found.suggestion(Rule.GROUP, sides, "what is left has the same sum on both sides");
    }
  }

  /** Keeps what is left of a pool. */
  void take(Pool pool) {
    int[] free = pool.free();
    Map<String, List<Item>> byKey = new HashMap<>();
    for (int place : free) {
      Item item = pool.get(place);
      items.add(item);
      if (pool.isOutside(place)) {
        item.keys()
            .forEach(key ->
                byKey.computeIfAbsent(Normal.key(key), each -> new ArrayList<>(1)).add(item));
      }
    }
    byKey.remove("");
    for (int place = 0; place < pool.size() && !byKey.isEmpty(); place++) {
      if (!pool.isOutside(place)) {
        meet(pool.get(place), byKey);
      }
    }
  }

  private void meet(Item inside, Map<String, List<Item>> byKey) {
    for (int i = 0; i < inside.keys().size(); i++) {
      for (Item line : byKey.getOrDefault(Normal.key(inside.keys().get(i)), List.of())) {
        if (Long.signum(line.minor()) != Long.signum(inside.minor())) {
          cameBack.add(line);
        }
      }
    }
  }

  /** Says what everything that was kept is. */
  void judge() {
    Set<Item> told = otherUnits();
    for (Item item : items) {
      if (!told.contains(item)) {
        judge(item);
      }
    }
  }

  private void judge(Item item) {
    if (item.origin() == Origin.INSIDE) {
      found.finding(
          Finding.Type.MISSING_OUTSIDE,
          new Sides(List.of(), List.of(item)),
          "no line has its key, its amount in the window, or a sum with it");
      return;
    }
    Sides alone = new Sides(List.of(item), List.of());
    if (item.nature() == Nature.RETURN || cameBack.contains(item)) {
      found.finding(Finding.Type.RETURNED, alone, "money that came back");
    } else if (item.nature() == Nature.FEE) {
      found.finding(Finding.Type.FEE, alone, "a fee that the ledger does not know");
    } else {
      found.finding(
          Finding.Type.MISSING_IN_LEDGER,
          alone,
          "the ledger has no movement with its key, its amount in the window, or a sum with it");
    }
  }

  /** Pairs that share a key and an account but not the unit, each of them once. */
  private Set<Item> otherUnits() {
    Set<Item> told = new HashSet<>();
    if (items.stream().map(item -> item.unit().code()).distinct().limit(2).count() < 2) {
      return told;
    }
    Map<String, List<Item>> lines = new HashMap<>();
    items.stream()
        .filter(item -> item.origin() == Origin.OUTSIDE)
        .forEach(item ->
            named(item)
                .forEach(
                    name -> lines.computeIfAbsent(name, each -> new ArrayList<>(1)).add(item)));
    for (Item item : items) {
      if (item.origin() == Origin.INSIDE) {
        named(item).forEach(name -> pair(item, lines.getOrDefault(name, List.of()), told));
      }
    }
    return told;
  }

  private void pair(Item inside, List<Item> lines, Set<Item> told) {
    if (lines.size() != 1 || told.contains(inside)) {
      return;
    }
    Item line = lines.getFirst();
    boolean isOtherUnit = !line.unit().equals(inside.unit());
    if (isOtherUnit && told.add(line)) {
      told.add(inside);
      found.finding(
          Finding.Type.CURRENCY,
          new Sides(List.of(line), List.of(inside)),
          "one key, in " + line.unit() + " outside and in " + inside.unit() + " in the ledger");
    }
  }

  private static List<String> named(Item item) {
    return item.keys().stream()
        .map(Normal::key)
        .filter(key -> !key.isEmpty())
        .distinct()
        .map(key -> item.account() + "\n" + key)
        .toList();
  }
}
