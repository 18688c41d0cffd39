package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * A payout is requested: the merchant's money waits for its release.
 *
 * @param payout the payout's id, 1 to 255 code points; all its steps carry the same one
 * @param merchant who is to be paid
 * @param amount how much, in whole transfer steps of its unit
 * @param occasion when, and the case
 */
public record PayoutRequest(String payout, MerchantId merchant, Money amount, Occasion occasion) {}
