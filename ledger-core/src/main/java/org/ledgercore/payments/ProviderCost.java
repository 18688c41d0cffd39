package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * P2. What a provider will charge the platform, accrued when it arises.
 *
 * @param provider who charges
 * @param reference what it is charged for, such as the capture's reference
 * @param amount the cost
 * @param occasion when, and the case
 */
public record ProviderCost(ProviderId provider, String reference, Money amount, Occasion occasion)
    implements PaymentCommand {

  @Override
  public String kind() {
    return "provider_cost";
  }

  @Override
  public EntryKey key() {
    return PaymentKeys.at("cost", provider, reference);
  }

  @Override
  public JournalEntry entry(Situation situation) {
    return Row.of(this)
        .debit(AccountClass.PROVIDER_COST, amount)
        .credit(AccountClass.PROVIDER_PAYABLE, provider, amount)
        .build();
  }
}
