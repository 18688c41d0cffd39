package org.ledgercore.payments;

import org.ledgercore.chart.AccountPath;

/**
 * A cash desk with a drawer.
 *
 * @param value letters, digits and {@code _ . -}; the dimension of its accounts
 */
public record DeskId(String value) {

  public DeskId {
    AccountPath.of("desk:" + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
