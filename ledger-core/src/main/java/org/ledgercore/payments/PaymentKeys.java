package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;

/**
 * The keys of payment entries, built in one place. Steps that exclude one another share a key: a
 * refund is confirmed or rejected, a payout released or rejected, then confirmed or failed; the
 * second of two is refused because the key is used.
 */
final class PaymentKeys {

  private PaymentKeys() {}

  static EntryKey capture(ProviderId provider, String reference) {
    return new EntryKey("capture/" + provider, reference);
  }

  static EntryKey cost(ProviderId provider, String reference) {
    return new EntryKey("cost/" + provider, reference);
  }

  static EntryKey settlement(ProviderId provider, String reference) {
    return new EntryKey("settlement/" + provider, reference);
  }

  static EntryKey refundHold(RefundRef refund) {
    return new EntryKey("refund_hold/" + refund.provider(), refund.reference());
  }

  static EntryKey refund(RefundRef refund) {
    return new EntryKey("refund/" + refund.provider(), refund.reference());
  }

  static EntryKey payoutRequest(String payout) {
    return new EntryKey("payout_request", payout);
  }

  static EntryKey payoutDecision(String payout) {
    return new EntryKey("payout_decision", payout);
  }

  static EntryKey payoutResult(String payout) {
    return new EntryKey("payout_result", payout);
  }

  static EntryKey sweep(String sweep) {
    return new EntryKey("sweep", sweep);
  }
}
