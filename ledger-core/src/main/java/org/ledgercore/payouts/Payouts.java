package org.ledgercore.payouts;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ledgercore.Ledger;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Along;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutCommission;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.Under;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * The room of payouts: name a merchant's beneficiary, ask for a payout of all lines up to a
 * cut-off, release it, take it back. Steps that need no more than the payout's own state, such as
 * its confirmation, are posted by {@link Payments}. Safe for many threads.
 *
 * <p>A question that tells lines reads the merchant's payable account from its first posting, and
 * keeps about 100 bytes a line meanwhile.
 */
public final class Payouts {

  static final String CUT_OFF = "cut_off";
  static final String BENEFICIARY = "beneficiary";

  /** So many times somebody else may come first. */
  private static final int TRIES = 100;

  private final Ledger ledger;
  private final Payments payments;
  private final LineReading lines;
  private final PayoutAsking asking;

  private Payouts(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
    this.lines = new LineReading(ledger);
    this.asking = new PayoutAsking(ledger, lines);
  }

  public static Payouts on(Ledger ledger) {
    return new Payouts(ledger);
  }

  /**
   * Names the account that a merchant is paid to from now on. A payout that was asked for before
   * and is not released yet must be asked for anew. Replayed when it is named already and not
   * blocked.
   *
   * @param account the caller's name for it, 1 to 255 code points; see {@link Beneficiary}
   * @param actor who names it, 1 to 255 code points
   * @param reason why, 1 to 1,000 code points
   */
  public Outcome nameBeneficiary(MerchantId merchant, String account, String actor, String reason) {
    return retrying(() -> {
      Optional<Fact> newest = ledger.facts().newest(Beneficiary.ref(merchant));
      Optional<Beneficiary> now = newest.map(Beneficiary::of);
      if (now.isPresent() && now.get().account().equals(account) && isFree(now.get())) {
        return new Outcome.Replayed(newest.orElseThrow().record());
      }
      int version = now.map(Beneficiary::version).orElse(0) + 1;
      return ledger.post(
          JournalEntry.fact(Beneficiary.ref(merchant))
              .from(newest.map(Fact::version).orElse(0))
              .by(actor, reason)
              .with(Beneficiary.ACCOUNT, account)
              .with(Beneficiary.VERSION, Integer.toString(version))
              .build());
    });
  }

  /** Where a merchant is paid to now. */
  public Optional<Beneficiary> beneficiary(MerchantId merchant) {
    return ledger.facts().newest(Beneficiary.ref(merchant)).map(Beneficiary::of);
  }

  /**
   * P9a, and P9g for its commission: a payout of all unpaid lines up to a cut-off, or of a part of
   * them; then the rest is carried to the next payout. Refused without a beneficiary, when that is
   * blocked, and when the lines do not cover it.
   */
  public Outcome request(PayoutOrder order) {
    return retrying(() -> {
      List<RecordedEntry> steps = payments.payoutSteps(order.payout());
      return steps.isEmpty()
          ? asking.ask(order)
          : payments.post(PayoutAsking.again(order, steps.getFirst()));
    });
  }

  /**
   * P9a under the merchant's contract: within its limits, and its commission stays behind until
   * {@link #confirm} charges it; the request keeps the contract's version. Without an amount, the
   * most that leaves the commission of it.
   *
   * @param order without a commission of its own
   * @param under which contract, and the instant that picks its version
   */
  public Outcome request(PayoutOrder order, Under under) {
    if (!order.commission().isZero()) {
      throw new InvalidInputException("commission", "must be the contract's", order.commission());
    }
    return retrying(() -> {
      List<RecordedEntry> steps = payments.payoutSteps(order.payout());
      return steps.isEmpty()
          ? asking.ask(order, under)
          : payments.post(PayoutAsking.again(order, steps.getFirst()), under);
    });
  }

  /**
   * P9c: the bank confirmed a released payout, a fact; and P9g, what the contract of its request
   * charges. May be called again after a crash between the two.
   */
  public Outcome confirm(String payout, Occasion occasion) {
    int attempt = Steps.attempt(payments.payoutSteps(payout));
    Outcome outcome = payments.post(new PayoutStep.Confirmed(payout, attempt, occasion));
    if (outcome instanceof Outcome.Rejected) {
      return outcome;
    }
    Outcome charged = payments.post(new PayoutCommission(payout, attempt, occasion));
    boolean isFree =
        charged instanceof Outcome.Rejected(Rejection.PaymentRefused(PaymentRefusal why))
            && why instanceof PaymentRefusal.NothingToMove;
    return charged instanceof Outcome.Rejected && !isFree ? charged : outcome;
  }

  /**
   * P9b: releases a payout that waits, to the beneficiary it was asked for. Refused when that has
   * changed since, or is blocked.
   */
  public Outcome release(String payout, BankId bank, Occasion occasion) {
    return retrying(() -> {
      List<RecordedEntry> steps = payments.payoutSteps(payout);
      PayoutStep.Released released =
          new PayoutStep.Released(payout, Steps.attempt(steps), bank, occasion);
      if (steps.isEmpty() || !Steps.isWaiting(steps)) {
        return payments.post(released);
      }
      MerchantId merchant = Steps.merchant(steps);
      Optional<Fact> newest = ledger.facts().newest(Beneficiary.ref(merchant));
      Optional<PaymentRefusal> refusal =
          Beneficiary.gate(merchant, newest).or(() -> changed(payout, steps, newest));
      return refusal.isPresent()
          ? refused(refusal.get())
          : payments.post(released, Along.onlyIf(Beneficiary.unchanged(merchant, newest)));
    });
  }

  /**
   * P9e1: a confirmed payout came back. The merchant has its lines again, and the version of the
   * beneficiary it went to is blocked until it changes.
   *
   * @param fee what the bank kept, zero or more
   * @param actor who blocks the beneficiary, 1 to 255 code points
   */
  public Outcome takeBack(String payout, Money fee, Occasion occasion, String actor) {
    return retrying(() -> {
      List<RecordedEntry> steps = payments.payoutSteps(payout);
      PaymentCommand returned =
          new PayoutStep.Returned(payout, Steps.attempt(steps), fee, occasion);
      if (steps.isEmpty()) {
        return payments.post(returned);
      }
      MerchantId merchant = Steps.merchant(steps);
      Optional<Fact> newest = ledger.facts().newest(Beneficiary.ref(merchant));
      Optional<Beneficiary> now = newest.map(Beneficiary::of);
      boolean blocks =
          now.isPresent()
              && now.get().version() == Steps.beneficiary(steps)
              && now.get().blockedBy().isEmpty();
      return blocks
          ? payments.post(returned, Along.recording(block(newest.get(), payout, actor)))
          : payments.post(returned);
    });
  }

  /** A payout as the journal tells it; empty when it was never asked for. */
  public Optional<Payout> payout(String payout) {
    List<RecordedEntry> steps = payments.payoutSteps(payout);
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    RecordedEntry request = steps.getFirst();
    Money amount = request.entry().postings().getFirst().amount();
    MerchantId merchant = Steps.merchant(steps);
    LineBook book = lines.book(merchant, amount.unit(), request.number());
    return Optional.of(
        new Payout(
            payout,
            merchant,
            amount,
            LineBook.cutOff(request.entry(), request.number()),
            Steps.beneficiary(steps),
            book.linesOf(payout),
            Steps.of(steps)));
  }

  /** A merchant's lines up to an entry that no payout pays, in the order of their postings. */
  public List<PayoutLine> unpaid(MerchantId merchant, Unit unit, long upToEntry) {
    return lines.book(merchant, unit, ledger.newestEntry()).unpaid().stream()
        .filter(line -> line.entry() <= upToEntry)
        .toList();
  }

  private static Optional<PaymentRefusal> changed(
      String payout, List<RecordedEntry> steps, Optional<Fact> newest) {
    int asked = Steps.beneficiary(steps);
    int now = newest.map(Beneficiary::of).orElseThrow().version();
    return asked == now
        ? Optional.empty()
        : Optional.of(new PaymentRefusal.BeneficiaryChanged(payout, asked, now));
  }

  private static JournalEntry block(Fact newest, String payout, String actor) {
    return JournalEntry.fact(newest.ref())
        .from(newest.version())
        .by(actor, "payout " + payout + " came back")
        .with(Beneficiary.ACCOUNT, newest.values().getOrDefault(Beneficiary.ACCOUNT, ""))
        .with(Beneficiary.VERSION, newest.values().getOrDefault(Beneficiary.VERSION, ""))
        .with(Beneficiary.BLOCKED, payout)
        .build();
  }

  private static Outcome retrying(Supplier<Outcome> attempt) {
    Outcome outcome = attempt.get();
    for (int i = 1; i < TRIES && isOvertaken(outcome); i++) {
      outcome = attempt.get();
    }
    return outcome;
  }

  private static boolean isOvertaken(Outcome outcome) {
    return outcome instanceof Outcome.Rejected(Rejection why)
        && (why instanceof Rejection.FactChanged
            || why instanceof Rejection.NotNewest
            || why instanceof Rejection.ConditionNotMet);
  }

  private static boolean isFree(Beneficiary beneficiary) {
    return beneficiary.blockedBy().isEmpty();
  }

  private static Outcome refused(PaymentRefusal why) {
    return new Outcome.Rejected(new Rejection.PaymentRefused(why));
  }
}
