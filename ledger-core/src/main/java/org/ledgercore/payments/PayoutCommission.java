package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.PaymentRefusal;

/**
 * P9g by the contract: what the payout's request was made under prices it, once the bank has
 * confirmed. Taken from what is available, then as the contract's shortfall order says. Shares its
 * key with {@link PayoutStep.Commissioned}: one commission per payout.
 *
 * @param payout which payout
 * @param attempt the attempt that was confirmed, 1 for the first
 * @param occasion when, and the case
 */
public record PayoutCommission(String payout, int attempt, Occasion occasion)
    implements PaymentCommand {

  @Override
  public String kind() {
    return "payout_commission";
  }

  @Override
  public EntryKey key() {
    return new EntryKey("payout_commission", payout);
  }

  @Override
  public String asked() {
    return "by contract";
  }

  @Override
  public Needs needs() {
    return Needs.entry(PaymentKeys.payoutResult(payout, attempt), PayoutStep.CONFIRMED)
        .beside(PaymentKeys.payoutRequest(payout))
        .withFunds();
  }

  @Override
  public Optional<PaymentRefusal> refusal(Situation situation) {
    return commission(situation).isZero()
        ? Optional.of(new PaymentRefusal.NothingToMove("commission of payout " + payout))
        : Optional.empty();
  }

  @Override
  public JournalEntry entry(Situation situation) {
    Money commission = commission(situation);
    return Row.of(this, situation)
        .charge(merchant(situation), situation.take(commission))
        .credit(AccountClass.COMMISSION, commission)
        .build();
  }

  /** Nothing when the request was not made under a contract. */
  private static Money commission(Situation situation) {
    Money paid = request(situation).postings().getLast().amount();
    return situation
        .agreed()
        .map(agreed -> agreed.version().contract().payoutCommission().of(paid))
        .orElse(Money.zero(paid.unit()));
  }

  private static MerchantId merchant(Situation situation) {
    return MerchantFunds.ownerIn(request(situation)).orElseThrow();
  }

  private static JournalEntry request(Situation situation) {
    return situation.beside().orElseThrow().entry();
  }
}
