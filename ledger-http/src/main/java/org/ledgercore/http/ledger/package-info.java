/**
 * The ledger's operations, one group a file: what each request and each answer holds, and the one
 * call that does it. Read {@link org.ledgercore.http.ledger.Desk} first, then any group.
 */
@NullMarked
package org.ledgercore.http.ledger;

import org.jspecify.annotations.NullMarked;
