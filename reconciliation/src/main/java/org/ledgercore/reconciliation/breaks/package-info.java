/**
 * What does not agree: typed, owned, due and aged until it is resolved. A break is posted, carried,
 * or without money, and cannot be closed by hiding it: its money ties out to the ledger.
 */
@NullMarked
package org.ledgercore.reconciliation.breaks;

import org.jspecify.annotations.NullMarked;
