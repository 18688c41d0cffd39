package org.ledgercore.reconciliation.claims;

import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Origin;

/**
 * An item that is taken.
 *
 * @param account what is reconciled
 * @param origin the item's side
 * @param item the item's id
 * @param match the live match that has it
 */
public record Claim(String account, Origin origin, String item, MatchId match) {

  boolean isOf(Item other) {
    return account.equals(other.account()) && origin == other.origin() && item.equals(other.id());
  }
}
