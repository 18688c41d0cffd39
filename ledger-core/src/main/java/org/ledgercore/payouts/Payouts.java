package org.ledgercore.payouts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.Along;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.query.EntryRange;
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
  private static final String COMMISSION = "commission";

  /** So many times somebody else may come first. */
  private static final int TRIES = 100;

  private static final int ENTRIES_AT_ONCE = 1_000;

  private final Ledger ledger;
  private final Payments payments;

  private Payouts(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
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
      Optional<Fact> newest = ledger.facts().newest(ref(merchant));
      Optional<Beneficiary> now = newest.map(Beneficiary::of);
      if (now.isPresent() && now.get().account().equals(account) && isFree(now.get())) {
        return new Outcome.Replayed(newest.orElseThrow().record());
      }
      int version = now.map(Beneficiary::version).orElse(0) + 1;
      return ledger.post(
          JournalEntry.fact(ref(merchant))
              .from(newest.map(Fact::version).orElse(0))
              .by(actor, reason)
              .with(Beneficiary.ACCOUNT, account)
              .with(Beneficiary.VERSION, Integer.toString(version))
              .build());
    });
  }

  /** Where a merchant is paid to now. */
  public Optional<Beneficiary> beneficiary(MerchantId merchant) {
    return ledger.facts().newest(ref(merchant)).map(Beneficiary::of);
  }

  /**
   * P9a, and P9g for its commission: a payout of all unpaid lines up to a cut-off, or of a part of
   * them; then the rest is carried to the next payout. Refused without a beneficiary, when that is
   * blocked, and when the lines do not cover it.
   */
  public Outcome request(PayoutOrder order) {
    return retrying(() -> {
      List<RecordedEntry> steps = payments.payoutSteps(order.payout());
      return steps.isEmpty() ? requestOnce(order) : payments.post(again(order, steps.getFirst()));
    });
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
      Optional<Fact> newest = ledger.facts().newest(ref(merchant));
      Optional<PaymentRefusal> refusal =
          gate(merchant, newest).or(() -> changed(payout, steps, newest));
      return refusal.isPresent()
          ? refused(refusal.get())
          : payments.post(released, Along.onlyIf(unchanged(merchant, newest)));
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
      Optional<Fact> newest = ledger.facts().newest(ref(merchant));
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
    LineBook book = book(merchant, amount.unit(), request.number());
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
    return book(merchant, unit, ledger.newestEntry()).unpaid().stream()
        .filter(line -> line.entry() <= upToEntry)
        .toList();
  }

  private Outcome requestOnce(PayoutOrder order) {
    Optional<Fact> newest = ledger.facts().newest(ref(order.merchant()));
    Optional<PaymentRefusal> closed = gate(order.merchant(), newest);
    if (closed.isPresent()) {
      return refused(closed.get());
    }
    long asOf = ledger.newestEntry();
    Money lines =
        book(order.merchant(), order.unit(), asOf)
            .unpaidUpTo(order.cutOff())
            .minus(order.commission());
    Money amount = order.amount().orElse(wholeSteps(lines));
    if (!amount.isPositive()) {
      return refused(new PaymentRefusal.NothingToMove("payout " + order.payout()));
    }
    if (lines.minus(amount).isNegative()) {
      return refused(new PaymentRefusal.PayoutAboveLines(order.payout(), lines, amount));
    }
    int version = newest.map(Beneficiary::of).orElseThrow().version();
    List<Condition> conditions = new ArrayList<>();
    conditions.add(unchanged(order.merchant(), newest));
    payable(order.merchant(), order.unit())
        .ifPresent(account -> conditions.add(undrawn(account, asOf, order.commission())));
    List<PaymentCommand> commission =
        order.commission().isZero()
            ? List.of()
            : List.of(
                new PayoutStep.Commissioned(
                    order.payout(), order.merchant(), order.commission(), order.occasion()));
    return payments.post(
        command(order, amount, Integer.toString(version)),
        new Along(conditions, commission, List.of()));
  }

  /** The command that was posted for an order, if it still says the same. */
  private static PayoutRequest again(PayoutOrder order, RecordedEntry first) {
    Money amount = order.amount().orElse(first.entry().postings().getFirst().amount());
    return command(order, amount, first.entry().metadata().getOrDefault(BENEFICIARY, "0"));
  }

  private static PayoutRequest command(PayoutOrder order, Money amount, String version) {
    Map<String, String> facts = new HashMap<>(order.occasion().facts());
    facts.put(CUT_OFF, Long.toString(order.cutOff()));
    facts.put(BENEFICIARY, version);
    if (!order.commission().isZero()) {
      facts.put(COMMISSION, order.commission().toString());
    }
    Occasion occasion = new Occasion(order.occasion().date(), order.occasion().caseId(), facts);
    return new PayoutRequest(order.payout(), order.merchant(), amount, occasion);
  }

  /** Cut down to what a transfer can carry; the rest stays. */
  private static Money wholeSteps(Money amount) {
    long step = amount.unit().transferStep();
    return Money.ofMinor(amount.minor() / step * step, amount.unit());
  }

  private static Optional<PaymentRefusal> gate(MerchantId merchant, Optional<Fact> newest) {
    if (newest.isEmpty()) {
      return Optional.of(new PaymentRefusal.NoBeneficiary(merchant.value()));
    }
    Beneficiary now = Beneficiary.of(newest.get());
    return now.blockedBy()
        .map(by -> new PaymentRefusal.BeneficiaryBlocked(merchant.value(), now.version(), by));
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

  private static Condition unchanged(MerchantId merchant, Optional<Fact> newest) {
    return new Condition.FactAt(ref(merchant), newest.map(Fact::version).orElse(0));
  }

  /**
   * Nothing of what was read is gone but the commission, which is posted before; what came in since
   * belongs to a later payout.
   */
  private Condition undrawn(Account account, long asOf, Money commission) {
    long debits = ledger.queries().balance(account, AsOf.entry(asOf)).turnover().debits();
    Money drawn = Money.ofMinor(debits, commission.unit()).plus(commission);
    return new Condition.DrawnAtMost(account.ref(), drawn);
  }

  private LineBook book(MerchantId merchant, Unit unit, long upToEntry) {
    LineBook book = new LineBook(unit);
    Optional<Account> account = payable(merchant, unit);
    if (account.isPresent()) {
      EntryRange range = new EntryRange(1, upToEntry);
      Map<Long, RecordedEntry> steps = steps(account.get(), range);
      ledger
          .queries()
          .forEachLine(
              account.get(),
              range,
              line -> {
                book.add(line, Optional.ofNullable(steps.get(line.entryNo())));
                return true;
              });
    }
    return book;
  }

  private Map<Long, RecordedEntry> steps(Account account, EntryRange range) {
    List<Long> numbers = new ArrayList<>();
    ledger
        .queries()
        .forEachLine(
            account,
            range,
            line -> {
              if (LineBook.isStep(line.kind())) {
                numbers.add(line.entryNo());
              }
              return true;
            });
    Map<Long, RecordedEntry> steps = new HashMap<>();
    for (int from = 0; from < numbers.size(); from += ENTRIES_AT_ONCE) {
      int to = Math.min(numbers.size(), from + ENTRIES_AT_ONCE);
      ledger.entries(numbers.subList(from, to)).forEach(entry -> steps.put(entry.number(), entry));
    }
    return steps;
  }

  private Optional<Account> payable(MerchantId merchant, Unit unit) {
    return ledger.account(
        new AccountRef(AccountClass.MERCHANT_PAYABLE.path(merchant.value()), unit.code()));
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

  private static FactRef ref(MerchantId merchant) {
    return FactRef.of(Beneficiary.KIND, merchant.value());
  }
}
