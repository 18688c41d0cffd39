/**
 * {@code ./ledger bench http}: what the service costs beside the ledger it stands on and beside a
 * route that does nothing. Server and client are two processes on one machine; only the ratios of
 * one run mean anything.
 */
@NullMarked
package org.ledgercore.http.bench;

import org.jspecify.annotations.NullMarked;
