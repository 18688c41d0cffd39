package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * An amount taken from a merchant, in the order of its contract.
 *
 * @param payable taken from what is available
 * @param lots taken from reserve lots
 * @param rest what nothing covers
 */
record Taking(Money payable, LotUses lots, Money rest) {

  /** What is covered. */
  Money covered() {
    return payable.plus(lots.sum(payable.unit()));
  }
}
