/**
 * Two persons for one decision: requests with the exact postings they will make, checkers,
 * policies, gates and payout release.
 *
 * <p>It asks ledger-core to post and makes no postings of its own. The rule that maker and checker
 * differ is a constraint of the table, so that no caller can step around it.
 */
@NullMarked
package org.ledgercore.approvals;

import org.jspecify.annotations.NullMarked;
