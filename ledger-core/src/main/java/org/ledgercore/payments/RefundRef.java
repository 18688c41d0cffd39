package org.ledgercore.payments;

/**
 * Names a refund: all its steps carry the same one.
 *
 * @param provider who refunds the customer
 * @param reference the refund's reference there, 1 to 255 code points
 */
public record RefundRef(ProviderId provider, String reference) {}
