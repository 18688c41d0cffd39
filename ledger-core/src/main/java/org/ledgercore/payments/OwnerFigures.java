package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * The six figures by which an owner tells revenue from liabilities, in one unit, as of one entry.
 * Queries over accounts, never stored numbers.
 *
 * @param asOfEntry the newest entry included
 * @param gmv gross of all captures
 * @param platformFee credits less debits of the fee account
 * @param providerCost debits less credits of the cost account
 * @param reserveLiability what is kept back from merchants
 * @param merchantPayable what merchants can ask for
 */
public record OwnerFigures(
    long asOfEntry,
    Money gmv,
    Money platformFee,
    Money providerCost,
    Money reserveLiability,
    Money merchantPayable) {

  /** Platform fee less provider cost. */
  public Money netContribution() {
    return platformFee.minus(providerCost);
  }
}
