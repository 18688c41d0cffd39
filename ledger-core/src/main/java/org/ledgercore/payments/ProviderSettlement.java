package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * P3a, and P3b1 when nothing is netted. A provider paid what it owes, less its cost, to a bank: a
 * fact. When that is less than nothing, because refunds, chargebacks and cost exceed captures, the
 * provider collected it from the bank (P3i); when it is nothing, the bank is not moved (P3j). When
 * another amount moved, {@link #shortBy}, {@link #costingMore} and {@link #over} say why.
 *
 * @param provider who paid, or collected
 * @param reference the provider's reference of the settlement
 * @param bank where the money arrived, or from where it was collected
 * @param receivable what was owed by the provider and is settled; negative when the provider is the
 *     one to whom it was owed
 * @param netted cost that the provider kept back; zero for a gross settlement, negative when it
 *     gave more cost back than it took
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

  /**
   * P3c, P3i2: the same, but an amount is missing, or was collected beyond what was owed, and
   * nobody says why: a posted break.
   */
  public ProviderStep shortBy(Money amount) {
    return new ProviderStep.SettledOtherwise(
        this, ProviderStep.SettledOtherwise.Why.MISSING, amount);
  }

  /** P3f: the same, but less arrived and the provider's file names the difference as cost. */
  public ProviderStep costingMore(Money amount) {
    return new ProviderStep.SettledOtherwise(
        this, ProviderStep.SettledOtherwise.Why.MORE_COST, amount);
  }

  /**
   * P3h, P3i3: the same, but more arrived than was owed, or less was collected: held until somebody
   * knows whose it is.
   */
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
    return key(provider, reference);
  }

  /** The key of a provider's settlement, however it was posted. */
  public static EntryKey key(ProviderId provider, String reference) {
    return PaymentKeys.at("settlement", provider, reference);
  }

  @Override
  public JournalEntry entry(Situation situation) {
    return legs(Row.of(this), net()).build();
  }

  /** What comes to the bank; negative when the provider collects it there. */
  Money net() {
    return receivable.minus(netted);
  }

  Row legs(Row row, Money arrived) {
    return row.debitSigned(AccountClass.BANK.path(bank.value()), arrived)
        .debitSigned(AccountClass.PROVIDER_PAYABLE.path(provider.value()), netted)
        .debitSigned(AccountClass.PROVIDER_RECEIVABLE.path(provider.value()), receivable.negated());
  }
}
