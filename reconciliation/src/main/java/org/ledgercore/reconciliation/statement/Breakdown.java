package org.ledgercore.reconciliation.statement;

import org.ledgercore.money.Money;

/**
 * How a net amount of a provider came about: {@code net = gross − fee}. The sign of gross is the
 * line's: a refund has a negative one. A fee is positive when the provider keeps it and negative
 * when it gives one back.
 *
 * @param gross what the payer paid or got back
 * @param fee what the provider kept of it
 */
public record Breakdown(Money gross, Money fee) {

  /** Gross without the fee: the line's amount. */
  public Money net() {
    return gross.minus(fee);
  }
}
