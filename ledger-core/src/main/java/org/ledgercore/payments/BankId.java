package org.ledgercore.payments;

import org.ledgercore.chart.AccountPath;

/**
 * A bank that holds money.
 *
 * @param value letters, digits and {@code _ . -}; the dimension of its accounts
 */
public record BankId(String value) {

  public BankId {
    AccountPath.of("bank:" + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
