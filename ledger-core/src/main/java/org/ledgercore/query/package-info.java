/**
 * Reading the ledger: balances, statements, trial balances, entries, and the proof that everything
 * stored is whole. Reads the tables only, never a writer's cache, and holds no lock.
 *
 * <p>The records here are API; {@link org.ledgercore.query.Queries} and {@link
 * org.ledgercore.query.Verifier} are reached through {@code org.ledgercore.Ledger}.
 */
@NullMarked
package org.ledgercore.query;

import org.jspecify.annotations.NullMarked;
