package org.ledgercore.chart;

/**
 * What holds of an account since one of its changes.
 *
 * @param version 1 for its opening, one more with each change
 * @param status which postings it takes
 * @param terms limits, owner and dimensions
 */
public record AccountState(int version, AccountStatus status, AccountTerms terms) {

  /** The next version with another status. */
  public AccountState becoming(AccountStatus next) {
    return new AccountState(version + 1, next, terms);
  }

  /** The next version with other terms. */
  public AccountState under(AccountTerms next) {
    return new AccountState(version + 1, status, next);
  }
}
