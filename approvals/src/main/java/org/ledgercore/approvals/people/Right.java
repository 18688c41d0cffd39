package org.ledgercore.approvals.people;

import org.ledgercore.money.Text;

/**
 * An action and what is allowed of it: {@code refund M} is to ask for refunds.
 *
 * @param action such as {@code payout.release}, 1 to 60 code points
 * @param mark what is allowed
 */
public record Right(String action, Mark mark) {

  private static final int MAX_ACTION = 60;

  public Right {
    Text.required("action", action, MAX_ACTION);
  }

  public static Right make(String action) {
    return new Right(action, Mark.MAKE);
  }

  public static Right check(String action) {
    return new Right(action, Mark.CHECK);
  }

  @Override
  public String toString() {
    return action + " " + mark.letter();
  }
}
