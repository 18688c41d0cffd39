package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.TrialBalance;

/**
 * The invariants of payments that follow from the journal alone: every sum is zero, what is held,
 * pending and in flight is what is open, lots are the reserve, claims are the open disputes, GMV is
 * what the payments captured. Open things are told from the entries' kinds, not from their legs.
 */
final class PaymentInvariants {

  private final Ledger ledger;
  private final Payments payments;
  private final List<Unit> units = List.of(School.IQD, School.USD);
  private final Map<String, Posting> open = new HashMap<>();
  private final Set<String> cases = new TreeSet<>();
  private final Set<MerchantId> merchants = new HashSet<>();

  PaymentInvariants(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
  }

  void add(RecordedEntry recorded) {
    JournalEntry entry = recorded.entry();
    Posting last = entry.postings().getLast();
    String refund = "refund " + PaymentKeys.refundOf(entry.key());
    String payout = "payout " + entry.key().text();
    switch (entry.kind()) {
      case Capture.KIND -> {
        cases.add(entry.correlation());
        MerchantFunds.ownerIn(entry).ifPresent(merchants::add);
      }
      case RefundHold.KIND -> open.put(refund, last);
      case RefundStep.RELEASED, PayoutStep.REQUESTED, PayoutStep.RELEASED, PayoutStep.RETRIED ->
          open.put(entry.kind().startsWith("refund") ? refund : payout, last);
      case RefundStep.CONFIRMED, RefundStep.REJECTED, RefundStep.TO_WALLET, RefundStep.PAID ->
          open.remove(refund);
      case PayoutStep.CONFIRMED, PayoutStep.FAILED, "payout_rejected" -> open.remove(payout);
      case DisputeStep.HELD -> open.put("dispute " + entry.key().text(), last);
      case DisputeStep.RELEASED, DisputeStep.LOST -> open.remove("dispute " + entry.key().text());
      default -> {}
    }
  }

  void check(String as) {
    TrialBalance trial = ledger.trialBalance();
    assertThat(trial.isInBalance()).as(as).isTrue();
    assertThat(held(trial)).as(as).isEqualTo(expected());
    for (Unit unit : units) {
      checkLots(trial, unit, as);
      checkPayments(trial, unit, as);
    }
  }

  /** A refund that was accepted fits what was captured. */
  void checkCapacity(RefundHold hold, String as) {
    PaymentState state = payments.payment(hold.occasion().caseId(), hold.amount().unit());
    assertThat(state.refundable().isNegative()).as(as).isFalse();
  }

  private Map<String, Money> expected() {
    Map<String, Money> sums = new TreeMap<>();
    for (Posting each : open.values()) {
      sums.merge(each.ref().toString(), each.amount(), Money::plus);
    }
    return sums;
  }

  private static Map<String, Money> held(TrialBalance trial) {
    Map<String, Money> held = new TreeMap<>();
    for (Balance balance : trial.balances()) {
      boolean isHolding =
          List.of(
                  AccountClass.PAYOUT_PENDING,
                  AccountClass.PAYOUT_IN_FLIGHT,
                  AccountClass.REFUND_PENDING,
                  AccountClass.DISPUTE_HOLD)
              .contains(AccountClass.of(balance.account().path()));
      if (isHolding && !balance.posted().isZero()) {
        held.put(balance.account().ref().toString(), balance.posted());
      }
    }
    return held;
  }

  private void checkLots(TrialBalance trial, Unit unit, String as) {
    for (MerchantId merchant : merchants) {
      MerchantFunds funds = payments.funds(merchant, unit);
      AccountPath path = AccountClass.MERCHANT_RESERVE.path(merchant.value());
      Money reserve =
          trial.balances().stream()
              .filter(each -> each.account().ref().equals(new AccountRef(path, unit.code())))
              .map(Balance::posted)
              .findFirst()
              .orElseThrow();
      assertThat(funds.reserve()).as(as).isEqualTo(reserve);
      assertThat(funds.lots()).as(as).noneMatch(lot -> lot.left().isNegative());
    }
  }

  private void checkPayments(TrialBalance trial, Unit unit, String as) {
    Money captured = Money.zero(unit);
    Money disputed = Money.zero(unit);
    for (String each : cases) {
      PaymentState state = payments.payment(each, unit);
      captured = captured.plus(state.captured());
      disputed = disputed.plus(state.disputed());
    }
    Money claims = Money.zero(unit);
    for (Balance balance : trial.balances()) {
      boolean isClaim = AccountClass.DISPUTE_CLAIM.contains(balance.account().path());
      claims =
          isClaim && balance.account().unit().equals(unit) ? claims.plus(balance.posted()) : claims;
    }
    assertThat(disputed).as(as).isEqualTo(claims);
    assertThat(payments.ownerFigures(unit).gmv()).as(as).isEqualTo(captured);
  }
}
