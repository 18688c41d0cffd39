/** Reconciliation over a real connection. */
@NullMarked
package org.ledgercore.http.reconciliation;

import org.jspecify.annotations.NullMarked;
