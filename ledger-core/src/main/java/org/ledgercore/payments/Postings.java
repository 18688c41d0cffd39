package org.ledgercore.payments;

import static org.ledgercore.payments.AccountClass.BANK;
import static org.ledgercore.payments.AccountClass.BANK_OWN;
import static org.ledgercore.payments.AccountClass.MERCHANT_PAYABLE;
import static org.ledgercore.payments.AccountClass.MERCHANT_RESERVE;
import static org.ledgercore.payments.AccountClass.PAYOUT_IN_FLIGHT;
import static org.ledgercore.payments.AccountClass.PAYOUT_PENDING;
import static org.ledgercore.payments.AccountClass.PLATFORM_FEE;
import static org.ledgercore.payments.AccountClass.PROVIDER_COST;
import static org.ledgercore.payments.AccountClass.PROVIDER_PAYABLE;
import static org.ledgercore.payments.AccountClass.PROVIDER_RECEIVABLE;
import static org.ledgercore.payments.AccountClass.REFUND_PENDING;
import static org.ledgercore.payments.AccountClass.TAX_PAYABLE;

import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * Which accounts a payment event debits and credits: pure functions from a command to its entry,
 * each named by its row in {@code docs/postings.md}. A part of zero has no leg.
 */
final class Postings {

  /** The kind of a capture's entry; the gross of all captures is GMV. */
  static final String CAPTURE = "capture";

  /** The kind of a confirmed payout's entry. */
  static final String PAID_OUT = "payout_confirmed";

  private static final String RELEASED = "payout_released";

  private Postings() {}

  /** P1, and P1t with tax on the fee. */
  static JournalEntry capture(Capture capture) {
    Money gross = capture.gross();
    if (!gross.isPositive()) {
      throw new InvalidInputException("gross", "must be positive", gross.minor());
    }
    Terms terms = capture.terms();
    Terms.Parts parts = terms.partsOf(gross);
    String merchant = capture.merchant().value();
    EntryBuilder entry =
        entry(
                CAPTURE,
                PaymentKeys.capture(capture.provider(), capture.reference()),
                capture.occasion())
            .with("terms", describe(terms))
            .debit(PROVIDER_RECEIVABLE.path(capture.provider().value()), gross);
    credit(entry, MERCHANT_PAYABLE.path(merchant), parts.payable());
    credit(entry, MERCHANT_RESERVE.path(merchant), parts.reserve());
    credit(entry, PLATFORM_FEE.path(), parts.fee());
    credit(entry, TAX_PAYABLE.path(), parts.tax());
    return entry.build();
  }

  /** P2. */
  static JournalEntry cost(ProviderCost cost) {
    return entry(
            "provider_cost", PaymentKeys.cost(cost.provider(), cost.reference()), cost.occasion())
        .debit(PROVIDER_COST.path(), cost.amount())
        .credit(PROVIDER_PAYABLE.path(cost.provider().value()), cost.amount())
        .build();
  }

  /** P3a, and P3b1 when nothing is netted. */
  static JournalEntry settlement(ProviderSettlement settlement) {
    String provider = settlement.provider().value();
    EntryBuilder entry =
        entry(
            "provider_settlement",
            PaymentKeys.settlement(settlement.provider(), settlement.reference()),
            settlement.occasion());
    Money arrived = settlement.receivable().minus(settlement.netted());
    debit(entry, BANK.path(settlement.bank().value()), arrived);
    debit(entry, PROVIDER_PAYABLE.path(provider), settlement.netted());
    return entry.credit(PROVIDER_RECEIVABLE.path(provider), settlement.receivable()).build();
  }

  /** P4a. */
  static JournalEntry refundHold(RefundHold hold) {
    String merchant = hold.merchant().value();
    return entry("refund_hold", PaymentKeys.refundHold(hold.refund()), hold.occasion())
        .debit(MERCHANT_PAYABLE.path(merchant), hold.amount())
        .credit(REFUND_PENDING.path(merchant), hold.amount())
        .build();
  }

  /** P4b: what was held leaves with the provider's next settlement. */
  static JournalEntry refundConfirmed(RefundRef refund, JournalEntry hold, Occasion occasion) {
    Posting held = hold.postings().getLast();
    return entry("refund_confirmed", PaymentKeys.refund(refund), occasion)
        .debit(held.account(), held.amount())
        .credit(PROVIDER_RECEIVABLE.path(refund.provider().value()), held.amount())
        .build();
  }

  /** P4c: the exact inverse of the hold. */
  static JournalEntry refundRejected(RefundRef refund, JournalEntry hold, Occasion occasion) {
    return inverse(entry("refund_rejected", PaymentKeys.refund(refund), occasion), hold);
  }

  /** P9a. */
  static JournalEntry payoutRequested(PayoutRequest request) {
    Money amount = request.amount();
    long step = amount.unit().transferStep();
    if (amount.minor() % step != 0) {
      throw new InvalidInputException(
          "amount",
          "must be whole transfer steps of " + Money.ofMinor(step, amount.unit()),
          amount);
    }
    String merchant = request.merchant().value();
    return entry(
            "payout_requested", PaymentKeys.payoutRequest(request.payout()), request.occasion())
        .debit(MERCHANT_PAYABLE.path(merchant), amount)
        .credit(PAYOUT_PENDING.path(merchant), amount)
        .build();
  }

  /** Whether the payout was released, and not rejected. */
  static boolean isRelease(JournalEntry decision) {
    return decision.kind().equals(RELEASED);
  }

  /** P9b. */
  static JournalEntry payoutReleased(JournalEntry request, BankId bank, Occasion occasion) {
    Posting waiting = request.postings().getLast();
    return entry(RELEASED, PaymentKeys.payoutDecision(request.key().text()), occasion)
        .debit(waiting.account(), waiting.amount())
        .credit(PAYOUT_IN_FLIGHT.path(bank.value()), waiting.amount())
        .build();
  }

  /** P9f: the exact inverse of the request. */
  static JournalEntry payoutRejected(JournalEntry request, Occasion occasion) {
    EntryKey key = PaymentKeys.payoutDecision(request.key().text());
    return inverse(entry("payout_rejected", key, occasion), request);
  }

  /** P9c. */
  static JournalEntry payoutConfirmed(JournalEntry release, Occasion occasion) {
    Posting inFlight = release.postings().getLast();
    return entry(PAID_OUT, PaymentKeys.payoutResult(release.key().text()), occasion)
        .debit(inFlight.account(), inFlight.amount())
        .credit(BANK.path(inFlight.account().dimension()), inFlight.amount())
        .build();
  }

  /** P9d1: it never left, so the merchant has it back. */
  static JournalEntry payoutFailed(JournalEntry release, Occasion occasion) {
    Posting inFlight = release.postings().getLast();
    String merchant = release.postings().getFirst().account().dimension();
    return entry("payout_failed", PaymentKeys.payoutResult(release.key().text()), occasion)
        .debit(inFlight.account(), inFlight.amount())
        .credit(MERCHANT_PAYABLE.path(merchant), inFlight.amount())
        .build();
  }

  /** P14, to be posted only if {@code newestEntry} still is the newest. */
  static JournalEntry sweep(Sweep sweep, long newestEntry) {
    String bank = sweep.bank().value();
    return entry("sweep", PaymentKeys.sweep(sweep.sweep()), sweep.occasion())
        .onlyIfNewest(newestEntry)
        .debit(BANK_OWN.path(bank), sweep.amount())
        .credit(BANK.path(bank), sweep.amount())
        .build();
  }

  private static EntryBuilder entry(String kind, EntryKey key, Occasion occasion) {
    return JournalEntry.on(occasion.date()).kind(kind).key(key).correlatedWith(occasion.caseId());
  }

  private static JournalEntry inverse(EntryBuilder entry, JournalEntry of) {
    for (Posting posting : of.postings()) {
      entry.leg(new Posting(posting.account(), posting.side().opposite(), posting.amount()));
    }
    return entry.build();
  }

  private static void debit(EntryBuilder entry, AccountPath account, Money amount) {
    leg(entry, Side.DEBIT, account, amount);
  }

  private static void credit(EntryBuilder entry, AccountPath account, Money amount) {
    leg(entry, Side.CREDIT, account, amount);
  }

  private static void leg(EntryBuilder entry, Side side, AccountPath account, Money amount) {
    if (!amount.isZero()) {
      entry.leg(new Posting(account, side, amount));
    }
  }

  private static String describe(Terms terms) {
    return "fee="
        + terms.feeBasisPoints()
        + "bp tax="
        + terms.taxBasisPoints()
        + "bp reserve="
        + terms.reserveBasisPoints()
        + "bp days="
        + terms.reserveDays();
  }
}
