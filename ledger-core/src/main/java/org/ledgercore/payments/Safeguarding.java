package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * Whether clients' money is covered, in one unit, as of one entry.
 *
 * @param asOfEntry the newest entry included
 * @param required what is owed to clients
 * @param held what the clients' accounts at banks hold
 * @param onItsWay what providers owe and what is between places
 */
public record Safeguarding(long asOfEntry, Money required, Money held, Money onItsWay) {

  /** Held less required; negative is a shortfall. */
  public Money surplus() {
    return held.minus(required);
  }

  /** The same with what is on its way. */
  public Money surplusWithOnItsWay() {
    return surplus().plus(onItsWay);
  }
}
