package org.ledgercore.payments;

import org.ledgercore.chart.AccountPath;

/**
 * A payment provider that captures and settles.
 *
 * @param value letters, digits and {@code _ . -}; the dimension of its accounts
 */
public record ProviderId(String value) {

  public ProviderId {
    AccountPath.of("provider:" + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
