/**
 * A provider's file, the ledger and the bank's statement, brought to one figure. A line that
 * matches what is expected confirms it: the payment command is posted with the line as evidence.
 * What does not agree is posted or carried, so that the books say what the statement says.
 */
@NullMarked
package org.ledgercore.reconciliation.threeway;

import org.jspecify.annotations.NullMarked;
