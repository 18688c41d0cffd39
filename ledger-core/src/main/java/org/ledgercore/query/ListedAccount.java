package org.ledgercore.query;

import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.Balance;

/**
 * An account in a list: its figures, and what held of it then.
 *
 * @param balance posted, pending and available, as of {@link Balance#asOfEntry}
 * @param state status, limits, owner and dimensions, as of the same entry
 */
public record ListedAccount(Balance balance, AccountState state) {}
