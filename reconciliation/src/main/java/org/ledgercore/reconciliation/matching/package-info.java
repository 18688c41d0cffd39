/**
 * The matcher: which items of the outside world and of the ledger are the same money, and what is
 * left. Pure: no clock, no database, no floating point. The same items in any order give the same
 * result to the byte.
 *
 * <p>Read {@link org.ledgercore.reconciliation.matching.Item}, then {@link
 * org.ledgercore.reconciliation.matching.Rules}, then {@link
 * org.ledgercore.reconciliation.matching.Matcher}, whose header lists the passes.
 */
@NullMarked
package org.ledgercore.reconciliation.matching;

import org.jspecify.annotations.NullMarked;
