package org.ledgercore.reconciliation.threeway;

import java.time.LocalDate;
import java.util.List;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.ProviderSettlement;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;

/**
 * What a provider's file says it will pay to a bank: captures less refunds and chargebacks, less
 * its fees. When that is less than nothing the provider collects it; when it is nothing, no line of
 * the bank will tell of it. Immutable.
 *
 * @param provider who pays
 * @param reference the provider's name of the settlement, which the bank repeats
 * @param bank where it arrives, or from where it is collected
 * @param receivable what the ledger has of it on 1020; negative when captures are less than the
 *     rest
 * @param accrued the fees that the ledger has accrued for it
 * @param fees the fees that the file names
 * @param filed the day of the file
 * @param expectedBy the last day on which it is not late
 */
public record SettlementDue(
    ProviderId provider,
    String reference,
    BankId bank,
    Money receivable,
    Money accrued,
    Money fees,
    LocalDate filed,
    LocalDate expectedBy) {

  /** What is to arrive, negative to be collected: the receivable less the fees of the file. */
  public Money payout() {
    return receivable.minus(fees);
  }

  /** Whether it settles something: of one without receivable and fees nothing is posted. */
  public boolean isOfMoney() {
    return !receivable.isZero() || !fees.isZero();
  }

  /** Whether the bank will move; otherwise the file alone settles it. */
  boolean isOfABank() {
    return !payout().isZero();
  }

  /** P3j: the settlement of which no bank tells. */
  PaymentCommand withoutBank() {
    return arrived(payout(), Occasion.on(filed, reference));
  }

  /** The key of the entry that settles it. */
  EntryKey key() {
    return ProviderSettlement.key(provider, reference);
  }

  String receivablePath() {
    return AccountClass.PROVIDER_RECEIVABLE.path(provider.value()).value();
  }

  String bankPath() {
    return AccountClass.BANK.path(bank.value()).value();
  }

  Expectation expectation() {
    return new Expectation.Due(item(payout()), this);
  }

  /** The break that carries it until it is settled, on the account of the bank where it is due. */
  public Opening unsettled() {
    Item item = item(isOfABank() ? payout() : receivable);
    Finding finding =
        new Finding(
            Finding.Type.UNSETTLED, List.of(), List.of(item), "its settlement has not arrived");
    return Opening.carried(finding, receivable.negated(), receivablePath(), expectedBy);
  }

  private Item item(Money amount) {
    return Item.inside(id(), bankPath(), amount, filed).keyed(reference);
  }

  /** With its amounts: another file for the same settlement makes it another expectation. */
  private String id() {
    String amounts = receivable.toDecimal() + " less " + fees.toDecimal();
    return DueId.of("settlement/" + provider + "/" + reference + " " + amounts);
  }

  /** P3a, P3f, P3c, P3h, P3i or P3j, as the amount that moved has it; negative to the provider. */
  PaymentCommand arrived(Money moved, Occasion occasion) {
    Money difference = moved.minus(payout());
    Money netted = difference.isZero() ? fees.min(accrued) : fees;
    ProviderSettlement plain =
        new ProviderSettlement(provider, reference, bank, receivable, netted, occasion);
    if (difference.isNegative()) {
      return plain.shortBy(difference.negated());
    }
    if (difference.isPositive()) {
      return plain.over(difference);
    }
    Money more = fees.minus(netted);
    return more.isZero() ? plain : plain.costingMore(more);
  }

  /** Where a difference between file and bank stands. */
  String differenceOn(Money difference) {
    return difference.isNegative()
        ? AccountClass.RECON_SUSPENSE.path(provider.value()).value()
        : AccountClass.UNALLOCATED_RECEIPTS.path().value();
  }
}
