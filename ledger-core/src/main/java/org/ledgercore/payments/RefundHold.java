package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * A refund is requested: the merchant's money is held until it is confirmed or rejected.
 *
 * @param refund the refund's name at its provider
 * @param merchant whose money is held
 * @param amount how much
 * @param occasion when, and the case
 */
public record RefundHold(RefundRef refund, MerchantId merchant, Money amount, Occasion occasion) {}
