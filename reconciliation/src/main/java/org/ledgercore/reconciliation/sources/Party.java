package org.ledgercore.reconciliation.sources;

import org.ledgercore.chart.AccountPath;
import org.ledgercore.payments.AccountClass;

/** Who sends files, and so which account of the ledger they are held against. */
public enum Party {
  /** A bank, about clients' money: 1010. */
  BANK(AccountClass.BANK),
  /** A provider, about what it captured and has not settled yet: 1020. */
  PROVIDER(AccountClass.PROVIDER_RECEIVABLE),
  /** A cash desk, about its drawer: 1030. */
  DESK(AccountClass.CASH_DESK);

  private final AccountClass accounts;

  Party(AccountClass accounts) {
    this.accounts = accounts;
  }

  /** The account of one of them. */
  public AccountPath path(String id) {
    return accounts.path(id);
  }

  /** Whose account this is. */
  public boolean has(AccountPath path) {
    return accounts.contains(path);
  }
}
