package org.ledgercore.payments;

import org.ledgercore.chart.AccountPath;

/**
 * A merchant that is paid out.
 *
 * @param value letters, digits and {@code _ . -}; the dimension of its accounts
 */
public record MerchantId(String value) {

  public MerchantId {
    AccountPath.of("merchant:" + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
