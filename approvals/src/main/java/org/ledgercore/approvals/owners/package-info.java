/**
 * Owners of accounts: how well they are identified, and how much they may move before another
 * person has to agree. Read {@link org.ledgercore.approvals.owners.Identity} first, then {@link
 * org.ledgercore.approvals.owners.OwnerLimits}.
 */
@NullMarked
package org.ledgercore.approvals.owners;

import org.jspecify.annotations.NullMarked;
