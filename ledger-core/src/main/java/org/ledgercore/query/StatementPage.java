package org.ledgercore.query;

import java.util.List;
import org.ledgercore.chart.Account;
import org.ledgercore.money.Money;

/**
 * Some lines of a statement in the order they were recorded, with what is carried into and out of
 * them.
 *
 * @param account the account
 * @param opening balance before the page, on the account's normal side
 * @param lines the postings, at most as many as asked for
 * @param closing balance after the page
 * @param after the posting to ask after for the next page
 * @param isLast whether there was nothing more at the time of asking
 */
public record StatementPage(
    Account account,
    Money opening,
    List<StatementLine> lines,
    Money closing,
    long after,
    boolean isLast) {}
