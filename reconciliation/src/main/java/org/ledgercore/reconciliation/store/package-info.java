/**
 * Reconciliation's own schema: its migrations, its transactions and its turn. Knows tables, decides
 * nothing.
 */
@NullMarked
package org.ledgercore.reconciliation.store;

import org.jspecify.annotations.NullMarked;
