package org.ledgercore.payments;

import org.ledgercore.chart.AccountPath;

/**
 * A customer with a wallet: an id that says nothing about the person.
 *
 * @param value letters, digits and {@code _ . -}; the dimension of its accounts
 */
public record SubjectId(String value) {

  public SubjectId {
    AccountPath.of("subject:" + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
