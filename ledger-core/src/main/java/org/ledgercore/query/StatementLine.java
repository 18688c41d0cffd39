package org.ledgercore.query;

import java.time.LocalDate;
import org.ledgercore.chart.Side;
import org.ledgercore.money.Money;

/**
 * One posting on a statement.
 *
 * @param entryNo the entry it belongs to
 * @param postingNo its own number
 * @param effectiveDate the entry's business day
 * @param kind the entry's kind
 * @param description the entry's sentence, empty when it has none
 * @param side debit or credit
 * @param amount positive
 * @param balance the account's balance after it, on the account's normal side
 */
public record StatementLine(
    long entryNo,
    long postingNo,
    LocalDate effectiveDate,
    String kind,
    String description,
    Side side,
    Money amount,
    Money balance) {}
