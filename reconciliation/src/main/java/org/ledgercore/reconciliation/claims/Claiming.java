package org.ledgercore.reconciliation.claims;

import java.util.List;

/** What became of an attempt to take items. */
public sealed interface Claiming {

  /**
   * All are taken.
   *
   * @param act the act that took them; its matches are numbered from 1
   */
  record Taken(long act) implements Claiming {}

  /**
   * None is taken: others were first.
   *
   * @param held what others have, at least one
   */
  record Lost(List<Claim> held) implements Claiming {
    public Lost {
      held = List.copyOf(held);
    }
  }
}
