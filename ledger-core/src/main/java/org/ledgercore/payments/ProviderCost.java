package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * What a provider will charge the platform, accrued when it arises.
 *
 * @param provider who charges
 * @param reference what it is charged for, such as the capture's reference
 * @param amount the cost
 * @param occasion when, and the case
 */
public record ProviderCost(
    ProviderId provider, String reference, Money amount, Occasion occasion) {}
