package org.ledgercore.reconciliation.threeway;

import java.util.List;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.matching.Item;

/** Decides whether lines are the return of a payout, wherever approvals are kept. */
@FunctionalInterface
public interface ReturnApproval {

  /**
   * Whether the merchant gets the payout back.
   *
   * @param payout which payout
   * @param lines the lines that say so
   * @param fee what the bank kept
   */
  boolean approves(String payout, List<Item> lines, Money fee);
}
