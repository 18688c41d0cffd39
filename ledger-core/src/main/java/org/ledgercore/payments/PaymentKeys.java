package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;

/**
 * The keys of payment entries, built in one place. Steps that exclude one another share a key: a
 * refund is confirmed or rejected, a payout released or rejected, then confirmed or failed; the
 * second of two is refused because the key is used.
 */
final class PaymentKeys {

  private PaymentKeys() {}

  /** One of a provider's references: {@code capture/local_card_switch}, the reference. */
  static EntryKey at(String what, ProviderId provider, String reference) {
    return new EntryKey(what + "/" + provider, reference);
  }

  static EntryKey capture(ProviderId provider, String reference) {
    return at("capture", provider, reference);
  }

  static EntryKey refundHold(RefundRef refund) {
    return at("refund_hold", refund.provider(), refund.reference());
  }

  /** Confirmed, rejected, claimed into a wallet or released to a bank. */
  static EntryKey refund(RefundRef refund) {
    return at("refund", refund.provider(), refund.reference());
  }

  static EntryKey refundPaid(RefundRef refund) {
    return at("refund_paid", refund.provider(), refund.reference());
  }

  /** The refund that a key of any of its steps names: provider and reference. */
  static String refundOf(EntryKey key) {
    return key.namespace().substring(key.namespace().indexOf('/') + 1) + "/" + key.text();
  }

  static EntryKey payoutRequest(String payout) {
    return new EntryKey("payout_request", payout);
  }

  /** Released or rejected; the first attempt has no number. */
  static EntryKey payoutDecision(String payout, int attempt) {
    return attempt("payout_decision", payout, attempt);
  }

  /** Confirmed, failed or to be tried again. */
  static EntryKey payoutResult(String payout, int attempt) {
    return attempt("payout_result", payout, attempt);
  }

  private static EntryKey attempt(String what, String payout, int attempt) {
    return new EntryKey(attempt == 1 ? what : what + "/" + attempt, payout);
  }
}
