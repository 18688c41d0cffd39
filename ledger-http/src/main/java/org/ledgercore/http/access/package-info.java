/**
 * Who may call, how often, and what becomes of a request that is sent twice: tokens, rates,
 * sign-ins that fail, request keys, in a schema of the service's own beside the ledger.
 */
@NullMarked
package org.ledgercore.http.access;

import org.jspecify.annotations.NullMarked;
