package org.ledgercore.query;

import java.util.List;
import org.ledgercore.chart.Account;
import org.ledgercore.money.Money;

/**
 * An account's postings over a range of entries, in the order they were recorded, with the balance
 * before and after; opening plus lines is closing.
 *
 * @param account the account
 * @param range the entries asked for
 * @param opening balance before the range, on the account's normal side
 * @param lines the postings
 * @param closing balance after the last line
 */
public record AccountStatement(
    Account account, EntryRange range, Money opening, List<StatementLine> lines, Money closing) {}
