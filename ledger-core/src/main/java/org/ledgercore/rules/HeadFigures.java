package org.ledgercore.rules;

import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.Turnover;

/**
 * What changes of an account head.
 *
 * @param state what holds of the account
 * @param posted cumulative debits and credits
 * @param pending what open holds reserve
 * @param newestEntry the newest entry that moved it, 0 for none
 */
public record HeadFigures(
    AccountState state, Turnover posted, Turnover pending, long newestEntry) {}
