package org.ledgercore.reconciliation.matching;

/** Which items may be the same money at all. */
final class Candidates {

  private Candidates() {}

  /** Whether the keys of two items leave it open; those that share one met in pass 1. */
  static boolean mayMeet(Item one, Item other, Rules rules) {
    return !rules.keysDecide()
        || !Normal.isKeyed(one)
        || !Normal.isKeyed(other)
        || Normal.shareKey(one, other);
  }
}
