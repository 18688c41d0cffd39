/**
 * The postings of a payment company as typed commands: capture, provider cost, settlement, refund,
 * payout, sweep. A command says what happened in the words of payments; which accounts it debits
 * and credits is decided here, in one place, as {@code docs/postings.md} shows.
 *
 * <p>Start at {@link org.ledgercore.payments.Payments}. Account paths are built only in {@link
 * org.ledgercore.payments.AccountClass}. Commands are immutable; {@code Payments} is safe for many
 * threads.
 */
@NullMarked
package org.ledgercore.payments;

import org.jspecify.annotations.NullMarked;
