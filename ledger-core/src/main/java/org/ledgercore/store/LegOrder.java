package org.ledgercore.store;

import java.util.Arrays;
import org.ledgercore.rules.Legs;

/**
 * The order in which a batch's postings are stored: by account, then by number, so that the rows of
 * an account lie together and its index pages are visited once.
 */
final class LegOrder {

  private LegOrder() {}

  /** The legs' positions in that order. */
  static int[] byAccount(Legs legs) {
    int size = legs.size();
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = ((long) legs.account(i) << Integer.SIZE) | i;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
