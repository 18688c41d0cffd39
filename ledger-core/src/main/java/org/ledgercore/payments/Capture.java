package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * A provider captured money for a merchant: a fact. The provider's reference names it for ever.
 *
 * @param provider who captured
 * @param reference the provider's own reference, 1 to 255 code points
 * @param merchant for whom
 * @param gross what the customer paid
 * @param terms fee, tax and reserve
 * @param occasion when, and the case
 */
public record Capture(
    ProviderId provider,
    String reference,
    MerchantId merchant,
    Money gross,
    Terms terms,
    Occasion occasion) {}
