package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * P3a, and P3b1 when nothing is netted. A provider paid what it owes, less its cost, to a bank: a
 * fact. When another amount arrived, {@link #shortBy}, {@link #costingMore} and {@link #over} say
 * why.
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
    Occasion occasion)
    implements PaymentCommand {

  /** P3c: the same, but an amount is missing and nobody says why: a posted break. */
  public ProviderStep shortBy(Money amount) {
    return new ProviderStep.SettledOtherwise(
        this, ProviderStep.SettledOtherwise.Why.MISSING, amount);
  }

  /** P3f: the same, but less arrived and the provider's file names the difference as cost. */
  public ProviderStep costingMore(Money amount) {
    return new ProviderStep.SettledOtherwise(
        this, ProviderStep.SettledOtherwise.Why.MORE_COST, amount);
  }

  /** P3h: the same, but more arrived than was owed: held until somebody knows whose it is. */
  public ProviderStep over(Money amount) {
    return new ProviderStep.SettledOtherwise(
        this, ProviderStep.SettledOtherwise.Why.EXCESS, amount);
  }

  @Override
  public String kind() {
    return "provider_settlement";
  }

  @Override
  public EntryKey key() {
    return PaymentKeys.at("settlement", provider, reference);
  }

  @Override
  public JournalEntry entry(Situation situation) {
    Row row = Row.of(this);
    return legs(row, receivable.minus(netted)).build();
  }

  Row legs(Row row, Money arrived) {
    return row.debit(AccountClass.BANK, bank, Row.notNegative("arrived", arrived))
        .debit(AccountClass.PROVIDER_PAYABLE, provider, netted)
        .credit(AccountClass.PROVIDER_RECEIVABLE, provider, receivable);
  }
}
