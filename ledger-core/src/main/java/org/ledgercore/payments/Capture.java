package org.ledgercore.payments;

import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * P1, and P1t with tax on the fee. A provider captured money for a merchant: a fact. The provider's
 * reference names it for ever.
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
    Occasion occasion)
    implements PaymentCommand {

  /** The kind of a capture's entry; the gross of all captures is GMV. */
  static final String KIND = "capture";

  /** The name under which an entry keeps the terms it was made on. */
  static final String TERMS = "terms";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public EntryKey key() {
    return PaymentKeys.capture(provider, reference);
  }

  /** Its entry, as {@link Payments#capture} posts it: for posting many at once. */
  public JournalEntry entry() {
    return entry(Situation.none());
  }

  @Override
  public JournalEntry entry(Situation situation) {
    return legs(Row.of(this)).build();
  }

  Row legs(Row row) {
    Terms.Parts parts = terms.partsOf(Row.positive("gross", gross));
    return row.with(TERMS, terms.text())
        .debit(AccountClass.PROVIDER_RECEIVABLE, provider, gross)
        .credit(AccountClass.MERCHANT_PAYABLE, merchant, parts.payable())
        .credit(AccountClass.MERCHANT_RESERVE, merchant, parts.reserve())
        .credit(AccountClass.PLATFORM_FEE, parts.fee())
        .credit(AccountClass.TAX_PAYABLE, parts.tax());
  }

  /** The terms a capture was posted with. */
  static Terms termsOf(JournalEntry capture) {
    String text = capture.metadata().get(TERMS);
    return text == null ? Terms.fee(0) : Terms.parse(text);
  }
}
