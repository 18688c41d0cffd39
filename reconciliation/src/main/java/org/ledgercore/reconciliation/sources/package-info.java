/**
 * What is declared about the outside: where files come from and how they are read ({@link
 * org.ledgercore.reconciliation.sources.Source}), and by which rules an account is matched. Kept in
 * versions, so that a run of last year can be done again.
 */
@NullMarked
package org.ledgercore.reconciliation.sources;

import org.jspecify.annotations.NullMarked;
