package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.charges.Charges;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.RiskDecision;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.PaymentRefusal;

/**
 * P1, P1t, and P15 in the same entry: a provider captured money for a merchant, on what its
 * contract says at that instant. The entry keeps the contract's version. A fact, refused only when
 * no contract holds, or when that asks for a {@link RiskDecision} and none allows it. Shares its
 * key with {@link Capture}: one reference is one capture.
 *
 * @param provider who captured
 * @param reference the provider's own reference, 1 to 255 code points
 * @param merchant for whom
 * @param gross what the customer paid
 * @param under which contract, and when
 * @param occasion on which business day, and the case
 */
public record ContractCapture(
    ProviderId provider,
    String reference,
    MerchantId merchant,
    Money gross,
    Under under,
    Occasion occasion)
    implements PaymentCommand {

  @Override
  public String kind() {
    return Capture.KIND;
  }

  @Override
  public EntryKey key() {
    return PaymentKeys.capture(provider, reference);
  }

  @Override
  public String asked() {
    return gross + " for " + merchant + " by " + under;
  }

  @Override
  public Needs needs() {
    return Needs.contract(contract(), under.at());
  }

  ContractRef contract() {
    return new ContractRef(merchant.value(), under.kind(), gross.unit().code());
  }

  @Override
  public Optional<PaymentRefusal> refusal(Situation situation) {
    if (situation.agreed().isEmpty()) {
      return Optional.of(new PaymentRefusal.NoContract(merchant.value(), under.kind(), under.at()));
    }
    return situation.agreed().get().isForbidden()
        ? Optional.of(new PaymentRefusal.CaptureNotAllowed(occasion.caseId()))
        : Optional.empty();
  }

  @Override
  public JournalEntry entry(Situation situation) {
    Agreed agreed = situation.agreed().orElseThrow();
    Contract contract = agreed.contract();
    boolean hasCustomer = under.customer().isPresent();
    Contract.Parts parts = contract.partsOf(Row.positive("gross", gross), hasCustomer);
    Row row =
        Row.of(this, situation)
            .with(Capture.TERMS, contract.terms().text())
            .debit(AccountClass.PROVIDER_RECEIVABLE, provider, gross)
            .debit(AccountClass.CASHBACK, parts.customer().byPlatform())
            .credit(AccountClass.MERCHANT_PAYABLE, merchant, parts.payable())
            .credit(AccountClass.MERCHANT_RESERVE, merchant, parts.reserve())
            .credit(AccountClass.PLATFORM_FEE, parts.fee())
            .credit(AccountClass.TAX_PAYABLE, parts.tax());
    under.charge().ifPresent(id -> row.with(Charges.KEPT_AS, id));
    agreed
        .decision()
        .ifPresent(it -> row.onlyIf(it.unchanged()).with(RiskDecision.KEPT_AS, it.id()));
    under
        .customer()
        .ifPresent(it -> row.credit(AccountClass.CUSTOMER_WALLET, it, parts.customer().cashback()));
    return row.build();
  }
}
