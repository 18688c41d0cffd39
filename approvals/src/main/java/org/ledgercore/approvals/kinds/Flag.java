package org.ledgercore.approvals.kinds;

import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Right;

/**
 * Something that is raised about a merchant or another subject by one person at once, and lifted
 * only by two: whoever may raise it asks, another person decides.
 */
public enum Flag {
  /** A name was found on a list; says the provider, the list's version and the score. */
  SCREENING("screening.flag", "screening"),
  /** A dispute is open that the merchant's held money does not cover. */
  DISPUTE("dispute.uncovered", "dispute"),
  /** Payouts are held. */
  PAYOUT_HOLD("payout.hold", "payout.hold"),
  /** The account is blocked. */
  ACCOUNT_BLOCK("block.account", "account.block");

  static final String STATE = "state";
  static final String RAISED = "raised";
  static final String LIFTED = "lifted";

  private final String fact;
  private final String action;

  Flag(String fact, String action) {
    this.fact = fact;
    this.action = action;
  }

  /** The kind of fact that keeps it, by subject. */
  public String fact() {
    return fact;
  }

  /** The kind of request that lifts it. */
  public String liftKind() {
    return fact + ".lift";
  }

  Right raise() {
    return Right.make(action);
  }

  Right raiseDirectly() {
    return new Right(action, Mark.DO);
  }

  Right decide() {
    return Right.check(action);
  }
}
