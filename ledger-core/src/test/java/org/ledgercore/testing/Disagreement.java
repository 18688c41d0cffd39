package org.ledgercore.testing;

/** A model and a ledger that were asked the same and answered differently. */
public final class Disagreement extends AssertionError {

  private static final long serialVersionUID = 1L;

  Disagreement(String message) {
    super(message);
  }

  Disagreement(String message, Throwable cause) {
    super(message + ": " + cause, cause);
  }

  /** Throws unless both said the same about {@code what}. */
  static void unlessEqual(String what, Object model, Object ledger) {
    if (!model.equals(ledger)) {
      throw new Disagreement(what + ": the model says " + model + ", the ledger says " + ledger);
    }
  }
}
