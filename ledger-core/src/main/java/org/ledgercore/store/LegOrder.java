package org.ledgercore.store;

import java.util.Arrays;
import org.ledgercore.rules.Legs;

/**
 * The order in which a batch's postings are stored: by account, then by number, so that the rows of
 * an account lie together and its index pages are visited once. Reused from batch to batch; not
 * safe for many threads.
 */
final class LegOrder {

  /** The leg's account, then the leg. */
  private long[] keys = new long[0];

  private int size;

  /** Puts the legs of a batch in order. */
  LegOrder of(Legs legs) {
    size = legs.size();
    if (keys.length < size) {
      keys = new long[size];
    }
    for (int i = 0; i < size; i++) {
      keys[i] = ((long) legs.account(i) << Integer.SIZE) | i;
    }
    Arrays.sort(keys, 0, size);
    return this;
  }

  int size() {
    return size;
  }

  /** The leg at a place. */
  int leg(int place) {
    return (int) keys[place];
  }
}
