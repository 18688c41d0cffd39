package org.ledgercore.rates;

/** What a rate is for. The two never stand in for one another. */
public enum RateKind {
  /** What a customer gets: only from the one currency into the other, as it was approved. */
  CUSTOMER,
  /** What amounts are shown and positions valued at: either way. */
  REPORTING
}
