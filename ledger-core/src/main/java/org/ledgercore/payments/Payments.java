package org.ledgercore.payments;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * Payments on a ledger: captures, refunds, settlements, payouts, in their own words. Every method
 * is idempotent by the reference it is given: the same call again is {@link Outcome.Replayed}, the
 * same reference with other content is {@link Rejection.KeyReused}. Safe for many threads.
 */
public final class Payments {

  private static final int SWEEP_TRIES = 20;

  private final Ledger ledger;

  private Payments(Ledger ledger) {
    this.ledger = ledger;
  }

  public static Payments on(Ledger ledger) {
    return new Payments(ledger);
  }

  /** Opens the accounts that belong to nobody in particular: fees, cost, tax. */
  public void openPlatform(Unit unit) {
    open(AccountClass.PLATFORM_FEE, unit);
    open(AccountClass.PROVIDER_COST, unit);
    open(AccountClass.TAX_PAYABLE, unit);
  }

  /** Opens a merchant's accounts. */
  public void openMerchant(MerchantId merchant, Unit unit) {
    List.of(
            AccountClass.MERCHANT_PAYABLE,
            AccountClass.MERCHANT_RESERVE,
            AccountClass.PAYOUT_PENDING,
            AccountClass.REFUND_PENDING)
        .forEach(each -> open(each, each.path(merchant.value()), unit));
  }

  /** Opens a provider's accounts. */
  public void openProvider(ProviderId provider, Unit unit) {
    List.of(AccountClass.PROVIDER_RECEIVABLE, AccountClass.PROVIDER_PAYABLE)
        .forEach(each -> open(each, each.path(provider.value()), unit));
  }

  /** Opens a bank's accounts: clients' money, own money, payouts in flight. */
  public void openBank(BankId bank, Unit unit) {
    List.of(AccountClass.BANK, AccountClass.BANK_OWN, AccountClass.PAYOUT_IN_FLIGHT)
        .forEach(each -> open(each, each.path(bank.value()), unit));
  }

  /** P1: a provider captured money. The same provider reference gives one entry, for ever. */
  public Outcome capture(Capture capture) {
    return ledger.post(Postings.capture(capture));
  }

  /** P2: provider cost is accrued. */
  public Outcome accrue(ProviderCost cost) {
    return ledger.post(Postings.cost(cost));
  }

  /** P3a: a provider settled to a bank. */
  public Outcome settle(ProviderSettlement settlement) {
    return ledger.post(Postings.settlement(settlement));
  }

  /** P4a: a refund is requested and its money held. */
  public Outcome holdRefund(RefundHold hold) {
    return ledger.post(Postings.refundHold(hold));
  }

  /** P4b: the provider refunded what was held. */
  public Outcome confirmRefund(RefundRef refund, Occasion occasion) {
    return follow(
        PaymentKeys.refundHold(refund), hold -> Postings.refundConfirmed(refund, hold, occasion));
  }

  /** P4c: the refund was rejected, recalled or expired; the merchant has the money back. */
  public Outcome rejectRefund(RefundRef refund, Occasion occasion) {
    return follow(
        PaymentKeys.refundHold(refund), hold -> Postings.refundRejected(refund, hold, occasion));
  }

  /** P9a: a payout is requested. */
  public Outcome requestPayout(PayoutRequest request) {
    return ledger.post(Postings.payoutRequested(request));
  }

  /** P9b: a requested payout is released to a bank. */
  public Outcome releasePayout(String payout, BankId bank, Occasion occasion) {
    return follow(
        PaymentKeys.payoutRequest(payout),
        request -> Postings.payoutReleased(request, bank, occasion));
  }

  /** P9f: a requested payout is rejected or recalled before its release. */
  public Outcome rejectPayout(String payout, Occasion occasion) {
    return follow(
        PaymentKeys.payoutRequest(payout), request -> Postings.payoutRejected(request, occasion));
  }

  /** P9c: the bank confirmed a released payout. */
  public Outcome confirmPayout(String payout, Occasion occasion) {
    return followRelease(payout, release -> Postings.payoutConfirmed(release, occasion));
  }

  /** P9d1: a released payout failed before it left the bank. */
  public Outcome failPayout(String payout, Occasion occasion) {
    return followRelease(payout, release -> Postings.payoutFailed(release, occasion));
  }

  /**
   * P14: earned money moves to the platform's own account; refused when clients' money would then
   * not be covered. Decided on the journal as it stands: when another entry comes in between, the
   * cover is looked at again.
   */
  public Outcome sweep(Sweep sweep) {
    Outcome outcome = sweepOnce(sweep);
    for (int i = 1; i < SWEEP_TRIES && isOvertaken(outcome); i++) {
      outcome = sweepOnce(sweep);
    }
    return outcome;
  }

  /** The owner's figures in one unit, as of the newest entry. */
  public OwnerFigures ownerFigures(Unit unit) {
    return new Figures(ledger, unit).owner(ledger);
  }

  /** What banks confirmed as paid out, in one unit, as of the newest entry. */
  public Money paidOut(Unit unit) {
    return ledger.debitsOf(Postings.PAID_OUT, unit, ledger.newestEntry());
  }

  /** Whether clients' money is covered in one unit, as of the newest entry. */
  public Safeguarding safeguarding(Unit unit) {
    return new Figures(ledger, unit).safeguarding();
  }

  private Outcome sweepOnce(Sweep sweep) {
    Safeguarding now = safeguarding(sweep.amount().unit());
    JournalEntry entry = Postings.sweep(sweep, now.asOfEntry());
    boolean known = ledger.entry(entry.key()).isPresent();
    Money after = now.held().minus(sweep.amount());
    if (!known && after.minus(now.required()).isNegative()) {
      return new Outcome.Rejected(
          new Rejection.InsufficientFunds(
              entry.postings().getLast().ref(), now.held(), after, now.required()));
    }
    return ledger.post(entry);
  }

  private static boolean isOvertaken(Outcome outcome) {
    return outcome instanceof Outcome.Rejected(Rejection.NotNewest ignored);
  }

  private Outcome followRelease(String payout, UnaryOperator<JournalEntry> next) {
    EntryKey key = PaymentKeys.payoutDecision(payout);
    return follow(key, Postings::isRelease, next);
  }

  private Outcome follow(EntryKey key, UnaryOperator<JournalEntry> next) {
    return follow(key, before -> true, next);
  }

  /** Posts what follows from an entry that must be there already; entries never change. */
  private Outcome follow(
      EntryKey key, Predicate<JournalEntry> fits, UnaryOperator<JournalEntry> next) {
    return ledger
        .entry(key)
        .map(RecordedEntry::entry)
        .filter(fits)
        .map(next)
        .map(ledger::post)
        .orElseGet(() -> new Outcome.Rejected(new Rejection.EntryNotFound(key)));
  }

  private void open(AccountClass accountClass, Unit unit) {
    open(accountClass, accountClass.path(), unit);
  }

  private void open(AccountClass accountClass, AccountPath path, Unit unit) {
    ledger.openAccount(accountClass.newAccount(path, unit));
  }
}
