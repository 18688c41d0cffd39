/**
 * What the outside world says, as pure values: a bank's, a provider's or a cash desk's statement
 * with its lines and balances, whatever file it came in.
 *
 * <p>Reading order: {@link org.ledgercore.reconciliation.statement.StatementAccount} says how
 * amounts are read, {@link org.ledgercore.reconciliation.statement.StatementLine} is one movement,
 * {@link org.ledgercore.reconciliation.statement.ReceivedStatement} is a whole one, and {@link
 * org.ledgercore.reconciliation.statement.StatementSink} takes one that is too large to hold.
 * Everything is immutable; amounts are exact integers of minor units; a positive amount is money
 * that came into the account, a negative one money that left it.
 */
@NullMarked
package org.ledgercore.reconciliation.statement;

import org.jspecify.annotations.NullMarked;
