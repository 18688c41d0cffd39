package org.ledgercore.reconciliation.statement;

/**
 * What a statement says of itself before its lines. The bank's id alone names nothing: banks use it
 * again every year.
 *
 * @param account the account it is of
 * @param statementId the bank's id of it, empty when it has none
 * @param sequence the bank's number of it, such as {@code 31/1}, empty when it has none
 */
public record StatementHead(StatementAccount account, String statementId, String sequence) {}
