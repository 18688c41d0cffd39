package org.ledgercore.query;

import java.time.LocalDate;
import java.util.List;
import org.ledgercore.chart.Account;
import org.ledgercore.money.Money;

/**
 * An account's postings over a range of effective dates, as far as they were recorded by an entry;
 * in the order of date, then of recording. The balance after a day's last line is the balance as of
 * that day; opening plus lines is closing.
 *
 * @param account the account
 * @param first the first day
 * @param last the last day
 * @param asOfEntry the newest entry that was known
 * @param opening balance as of the day before the first
 * @param lines the postings, late and early ones on their own day
 * @param closing balance as of the last day
 */
public record DatedStatement(
    Account account,
    LocalDate first,
    LocalDate last,
    long asOfEntry,
    Money opening,
    List<StatementLine> lines,
    Money closing) {}
