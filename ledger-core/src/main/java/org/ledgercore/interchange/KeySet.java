package org.ledgercore.interchange;

import java.util.UUID;

/** The 128-bit hashes of keys, in 32 to 64 bytes each. Used by one thread. */
final class KeySet {

  private static final int INITIAL = 1_024;

  private long[] slots = new long[2 * INITIAL];
  private int size;
  private boolean hasZero;

  /** Adds a hash; false when it is there already. */
  boolean add(UUID hash) {
    if (hash.getMostSignificantBits() == 0 && hash.getLeastSignificantBits() == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    if (4 * size >= slots.length) {
      grow();
    }
    boolean isNew = put(slots, hash);
    size += isNew ? 1 : 0;
    return isNew;
  }

  /** Hashes are random already: their own bits say where to look first. */
  private static boolean put(long[] slots, UUID hash) {
    long high = hash.getMostSignificantBits();
    long low = hash.getLeastSignificantBits();
    int mask = slots.length / 2 - 1;
    int slot = (int) low & mask;
    while (slots[2 * slot] != 0 || slots[2 * slot + 1] != 0) {
      if (slots[2 * slot] == high && slots[2 * slot + 1] == low) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    slots[2 * slot] = high;
    slots[2 * slot + 1] = low;
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0 || slots[i + 1] != 0) {
        put(larger, new UUID(slots[i], slots[i + 1]));
      }
    }
    slots = larger;
  }
}
