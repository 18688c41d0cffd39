package org.ledgercore.reconciliation.threeway;

import org.ledgercore.rules.Rejection;

/** What was expected at several banks has arrived at another one in between: look again. */
final class Overtaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Overtaken(Rejection why) {
    super(why.sentence(), null, false, false);
  }

  /** Whether a refusal can be that of cash which arrived elsewhere. */
  static boolean isBy(Rejection why) {
    return why instanceof Rejection.KeyReused || why instanceof Rejection.InsufficientFunds;
  }
}
