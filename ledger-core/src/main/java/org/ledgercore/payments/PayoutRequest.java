package org.ledgercore.payments;

import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.Limits;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * P9a. A payout is requested: the merchant's money waits for its release.
 *
 * @param payout the payout's id, 1 to 255 code points; all its steps carry the same one
 * @param merchant who is to be paid
 * @param amount how much, in whole transfer steps of its unit
 * @param occasion when, and the case
 */
public record PayoutRequest(String payout, MerchantId merchant, Money amount, Occasion occasion)
    implements Limited {

  @Override
  public String kind() {
    return PayoutStep.REQUESTED;
  }

  @Override
  public EntryKey key() {
    return PaymentKeys.payoutRequest(payout);
  }

  @Override
  public String limited() {
    return "payout";
  }

  @Override
  public Limits limits(Contract contract) {
    return contract.payouts();
  }

  @Override
  public JournalEntry entry(Situation situation) {
    return Row.of(this, situation)
        .debit(
            AccountClass.MERCHANT_PAYABLE,
            merchant,
            Row.wholeSteps(amount, amount.unit().transferStep(), "transfer"))
        .credit(AccountClass.PAYOUT_PENDING, merchant, amount)
        .build();
  }
}
