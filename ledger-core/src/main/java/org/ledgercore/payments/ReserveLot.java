package org.ledgercore.payments;

import java.time.LocalDate;
import org.ledgercore.money.Money;

/**
 * What one capture put into a merchant's reserve, less what was taken from it.
 *
 * @param lot the number of the capture's entry
 * @param payment the case the capture belongs to
 * @param releaseOn the day on which the rest is due
 * @param left what is left of it, zero or more
 */
public record ReserveLot(long lot, String payment, LocalDate releaseOn, Money left) {

  /** The same lot with another rest. */
  ReserveLot leaving(Money rest) {
    return new ReserveLot(lot, payment, releaseOn, rest);
  }
}
