package org.ledgercore.reconciliation.matching;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which items have a key, as chains in flat arrays: a million items need some tens of megabytes and
 * no object each. A place in a chain is an occurrence: one key, or the batch, of one item. Filled
 * once, then only read.
 */
final class KeyIndex {

  static final int NONE = -1;
  static final int SEVERAL = -2;

  private final Pool pool;
  private final boolean isByAmount;

  private int[] places = new int[1024];
  private String[] keys = new String[1024];
  private int[] nexts = new int[1024];
  private boolean[] isBatch = new boolean[1024];
  private int count;

  /** Heads of chains by hash, one more than the occurrence; 0 is empty. */
  private int[] heads;

  private KeyIndex(Pool pool, boolean isByAmount, int expected) {
    this.pool = pool;
    this.isByAmount = isByAmount;
    this.heads = new int[Integer.highestOneBit(Math.max(expected, 8)) * 4];
  }

  /** The keys of these items, each together with the amount. */
  static KeyIndex byAmount(Pool pool, int[] places) {
    KeyIndex index = new KeyIndex(pool, true, places.length);
    for (int place : places) {
      index.addKeys(place);
    }
    return index;
  }

  /** The keys and batches of these items, whatever their amounts. */
  static KeyIndex withBatches(Pool pool, int[] places) {
    KeyIndex index = new KeyIndex(pool, false, 2 * places.length);
    for (int place : places) {
      index.addKeys(place);
      index.add(place, Normal.key(pool.get(place).batch()), true);
    }
    return index;
  }

  /** The one item of the other side that shares a key, {@link #NONE} or {@link #SEVERAL}. */
  int partner(int place) {
    int partner = NONE;
    Item item = pool.get(place);
    for (int i = 0; i < item.keys().size(); i++) {
      for (int at = chain(item, i); at >= 0; at = nexts[at]) {
        int other = places[at];
        if (pool.isOutside(other) != pool.isOutside(place) && other != partner) {
          if (partner >= 0) {
            return SEVERAL;
          }
          partner = other;
        }
      }
    }
    return partner;
  }

  /** The chains in which an item is with its keys, told by their heads. */
  void chainsOf(int place, IntConsumer each) {
    Item item = pool.get(place);
    for (int i = 0; i < item.keys().size(); i++) {
      int head = chain(item, i);
      if (head >= 0) {
        each.accept(head);
      }
    }
  }

  /** All chains, told by their heads. */
  void chains(IntConsumer each) {
    for (int head : heads) {
      if (head > 0) {
        each.accept(head - 1);
      }
    }
  }

  /** The next occurrence of a chain, negative at its end. */
  int next(int at) {
    return nexts[at];
  }

  /** Whose occurrence it is. */
  int place(int at) {
    return places[at];
  }

  boolean isBatch(int at) {
    return isBatch[at];
  }

  String key(int at) {
    return keys[at];
  }

  private int chain(Item item, int keyNumber) {
    String key = Normal.key(item.keys().get(keyNumber));
    return key.isEmpty() ? NONE : heads[slot(key, item.minor())] - 1;
  }

  private void addKeys(int place) {
    Item item = pool.get(place);
    for (int i = 0; i < item.keys().size(); i++) {
      add(place, Normal.key(item.keys().get(i)), false);
    }
  }

  private void add(int place, String key, boolean batch) {
    if (key.isEmpty()) {
      return;
    }
    if (2 * (count + 1) > heads.length) {
      grow();
    }
    int slot = slot(key, pool.get(place).minor());
    int head = heads[slot] - 1;
    if (head >= 0 && places[head] == place && isBatch[head] == batch) {
      return;
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      keys = Arrays.copyOf(keys, 2 * count);
      nexts = Arrays.copyOf(nexts, 2 * count);
      isBatch = Arrays.copyOf(isBatch, 2 * count);
    }
    places[count] = place;
    keys[count] = key;
    nexts[count] = head;
    isBatch[count] = batch;
    heads[slot] = ++count;
  }

  private int slot(String key, long minor) {
    long hash = Spread.of(key.hashCode() + (isByAmount ? minor * 0x9E3779B97F4A7C15L : 0));
    int slot = (int) (hash & (heads.length - 1));
    while (heads[slot] != 0 && !isAt(heads[slot] - 1, key, minor)) {
      slot = (slot + 1) & (heads.length - 1);
    }
    return slot;
  }

  private boolean isAt(int at, String key, long minor) {
    return keys[at].equals(key) && (!isByAmount || pool.get(places[at]).minor() == minor);
  }

  private void grow() {
    int[] old = heads;
    heads = new int[2 * old.length];
    for (int head : old) {
      if (head > 0) {
        heads[slot(keys[head - 1], pool.get(places[head - 1]).minor())] = head;
      }
    }
  }
}
