package org.ledgercore.reconciliation.claims;

/**
 * A stored match.
 *
 * @param act the act that made it
 * @param ordinal its place among those of the act, from 1
 */
public record MatchId(long act, int ordinal) {

  @Override
  public String toString() {
    return act + "/" + ordinal;
  }
}
