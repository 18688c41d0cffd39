/**
 * Payouts as things with lines, a beneficiary and a state. Everything is told from the journal: a
 * payout's lines are a fold over the merchant's payable account, its state follows from its steps.
 * Only who is to be paid is a fact of its own. {@link org.ledgercore.payouts.Payouts} is the room.
 */
@NullMarked
package org.ledgercore.payouts;

import org.jspecify.annotations.NullMarked;
