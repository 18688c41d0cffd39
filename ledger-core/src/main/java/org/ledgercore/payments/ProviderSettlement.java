package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * A provider paid what it owes, less its cost, to a bank: a fact.
 *
 * @param provider who paid
 * @param reference the provider's reference of the settlement
 * @param bank where the money arrived
 * @param receivable what was owed by the provider and is settled
 * @param netted cost that the provider kept back; zero for a gross settlement
 * @param occasion when, and the case
 */
public record ProviderSettlement(
    ProviderId provider,
    String reference,
    BankId bank,
    Money receivable,
    Money netted,
    Occasion occasion) {}
