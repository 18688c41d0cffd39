package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.ledgercore.money.InvalidInputException;

/**
 * The items of one account and unit, those from outside first, each side in the order of its ids;
 * and which of them are settled: matched or given to a person. Used by one thread.
 */
final class Pool {

  private final List<Item> items;
  private final int outsiders;
  private final BitSet settled = new BitSet();

  private Pool(List<Item> items) {
    this.items = items;
    int count = 0;
    while (count < items.size() && items.get(count).origin() == Origin.OUTSIDE) {
      count++;
    }
    this.outsiders = count;
  }

  /** One pool for each account and unit, in order of their names. */
  static List<Pool> of(List<Item> items) {
    TreeMap<String, TreeMap<String, List<Item>>> parts = new TreeMap<>();
    for (Item item : items) {
      parts
          .computeIfAbsent(item.account(), account -> new TreeMap<>())
          .computeIfAbsent(item.unit().code(), unit -> new ArrayList<>())
          .add(item);
    }
    List<Pool> pools = new ArrayList<>();
    parts.values().forEach(units -> units.values().forEach(part -> pools.add(sorted(part))));
    return pools;
  }

  private static Pool sorted(List<Item> part) {
    part.sort(Comparator.comparing(Item::origin).thenComparing(Item::id));
    for (int i = 1; i < part.size(); i++) {
      Item before = part.get(i - 1);
      Item item = part.get(i);
      if (before.origin() == item.origin() && before.id().equals(item.id())) {
        throw new InvalidInputException("id", "must be unique within its side", item.id());
      }
      if (!before.unit().equals(item.unit())) {
        throw new InvalidInputException("unit", "must be one unit by its code", item.unit());
      }
    }
    return new Pool(part);
  }

  int size() {
    return items.size();
  }

  Item get(int place) {
    return items.get(place);
  }

  boolean isOutside(int place) {
    return place < outsiders;
  }

  boolean isFree(int place) {
    return !settled.get(place);
  }

  void settle(int place) {
    settled.set(place);
  }

  void settle(Iterable<Integer> places) {
    places.forEach(settled::set);
  }

  /** Places that are free, in order. */
  int[] free() {
    int[] free = new int[items.size() - settled.cardinality()];
    int next = 0;
    for (int i = settled.nextClearBit(0); i < items.size(); i = settled.nextClearBit(i + 1)) {
      free[next++] = i;
    }
    return free;
  }

  /** The items at these places, by side. */
  Sides sides(Iterable<Integer> places) {
    List<Item> outside = new ArrayList<>();
    List<Item> inside = new ArrayList<>();
    for (int place : places) {
      (isOutside(place) ? outside : inside).add(items.get(place));
    }
    outside.sort(Comparator.comparing(Item::id));
    inside.sort(Comparator.comparing(Item::id));
    return new Sides(outside, inside);
  }
}
