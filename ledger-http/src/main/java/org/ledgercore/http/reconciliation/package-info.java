/**
 * Reconciliation over HTTP: which of its calls are operations, what is refused as which problem,
 * and its breaks as requests of approvals.
 */
@NullMarked
package org.ledgercore.http.reconciliation;

import org.jspecify.annotations.NullMarked;
