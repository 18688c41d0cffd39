package org.ledgercore.reconciliation.imports;

import org.ledgercore.reconciliation.statement.StatementLine;

/**
 * A line that is stored, once, however many files told it.
 *
 * @param id its name, the same in whatever order files came: what makes it itself, and which of
 *     equal ones it is
 * @param lineNo its number for good: 1, 2, 3 … over all accounts, in the order of import
 * @param statementNo the statement that told it first
 * @param occurrence 1, or more for another equal line of one file
 * @param line what it says
 */
public record ImportedLine(
    String id, long lineNo, long statementNo, long occurrence, StatementLine line) {}
