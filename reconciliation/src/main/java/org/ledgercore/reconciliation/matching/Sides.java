package org.ledgercore.reconciliation.matching;

import java.util.List;

/**
 * Items of both sides, each in the order of their ids.
 *
 * @param outside from outside
 * @param inside of the ledger
 */
record Sides(List<Item> outside, List<Item> inside) {

  long difference() {
    return Math.subtractExact(Match.sum(outside), Match.sum(inside));
  }
}
