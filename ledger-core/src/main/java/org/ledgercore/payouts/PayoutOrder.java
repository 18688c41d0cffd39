package org.ledgercore.payouts;

import java.util.Optional;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;

/**
 * A payout that is asked for. Immutable.
 *
 * @param payout its id, 1 to 255 code points
 * @param merchant who is to be paid
 * @param cutOff the last entry whose postings it pays
 * @param amount how much; empty for all there is up to the cut-off, in whole transfer steps
 * @param commission what the platform takes for it, zero or more; in the unit that is paid
 * @param occasion when, and the case
 */
public record PayoutOrder(
    String payout,
    MerchantId merchant,
    long cutOff,
    Optional<Money> amount,
    Money commission,
    Occasion occasion) {

  public PayoutOrder {
    if (cutOff < 1) {
      throw new InvalidInputException("cutOff", "must be at least 1", cutOff);
    }
    if (commission.isNegative()) {
      throw new InvalidInputException("commission", "must not be negative", commission);
    }
  }

  /** All that there is in a unit up to an entry, without commission. */
  public static PayoutOrder everything(
      String payout, MerchantId merchant, Unit unit, long cutOff, Occasion occasion) {
    return new PayoutOrder(payout, merchant, cutOff, Optional.empty(), Money.zero(unit), occasion);
  }

  /** The same for an amount; what it does not pay is carried forward. */
  public PayoutOrder of(Money wanted) {
    return new PayoutOrder(payout, merchant, cutOff, Optional.of(wanted), commission, occasion);
  }

  /** The same with a commission, taken from what is paid. */
  public PayoutOrder charging(Money taken) {
    return new PayoutOrder(payout, merchant, cutOff, amount, taken, occasion);
  }

  Unit unit() {
    return commission.unit();
  }
}
