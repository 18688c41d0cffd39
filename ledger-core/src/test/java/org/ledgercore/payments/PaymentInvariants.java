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
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.AccountStatement;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StatementLine;
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
  private final ToldBooks books = new ToldBooks();

  PaymentInvariants(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
  }

  void add(PaymentCommand command, RecordedEntry recorded) {
    JournalEntry entry = recorded.entry();
    books.add(command);
    assertThat(entry.heldUntil()).isNull();
    Posting last = entry.postings().getLast();
    String refund = "refund " + PaymentKeys.refundOf(entry.key());
    String payout = "payout " + entry.key().text();
    String redeem = "redeem " + entry.key().text();
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
      case RedeemStep.REQUESTED, RedeemStep.BY_BANK -> open.put(redeem, last);
      case "redeem_cancelled", "redeem_paid" -> open.remove(redeem);
      case DisputeStep.HELD -> open.put("dispute " + entry.key().text(), last);
      case DisputeStep.RELEASED, DisputeStep.LOST -> open.remove("dispute " + entry.key().text());
      default -> {}
    }
  }

  void check(String as) {
    TrialBalance trial = ledger.trialBalance();
    assertThat(trial.isInBalance()).as(as).isTrue();
    assertThat(held(trial)).as(as).isEqualTo(expected());
    assertThat(toldOf(trial)).as(as).isEqualTo(books.told());
    assertThat(trial.balances()).as(as).allMatch(each -> each.pending().isZero());
    for (Unit unit : units) {
      checkLots(trial, unit, as);
      checkPayments(trial, unit, as);
    }
  }

  /** The bank covers what is open, and what it costs is closed: no position is left. */
  void checkThatPositionsClose() {
    Occasion when = Occasion.on(School.DAY, "cover");
    Money open = books.position(School.USD);
    if (open.isPositive()) {
      Money price = Money.ofMinor(open.minor() * 13_001, School.IQD);
      post(
          new FxStep.Covered(
              "all",
              new FxStep.BankMove(RandomPayments.BANK, open),
              new FxStep.BankMove(RandomPayments.BANK, price),
              when));
    }
    Money left = books.position(School.IQD);
    if (books.position(School.USD).isZero() && !left.isZero()) {
      post(new FxStep.Closed("all", left, when));
    }
    check("after full cover");
    assertThat(books.position(School.USD).isPositive()).isFalse();
    if (books.position(School.USD).isZero()) {
      assertThat(books.position(School.IQD).isZero()).isTrue();
    }
  }

  /** A bank's lines lead from nothing to what the books say, one after another. */
  void checkBankStatement() {
    for (Unit unit : units) {
      AccountPath path = AccountClass.BANK.path(RandomPayments.BANK.value());
      Account bank = ledger.account(new AccountRef(path, unit.code())).orElseThrow();
      AccountStatement statement = ledger.statement(bank, EntryRange.all());
      Money balance = Money.zero(unit);
      for (StatementLine line : statement.lines()) {
        balance =
            line.side() == Side.DEBIT ? balance.plus(line.amount()) : balance.minus(line.amount());
        assertThat(line.balance()).isEqualTo(balance);
      }
      assertThat(balance).isEqualTo(ledger.balance(bank).posted());
    }
  }

  /** Payments of which more was taken than was captured each have one open work item. */
  void checkWorkItems(String as) {
    Set<String> overdrawn = new TreeSet<>();
    for (Unit unit : units) {
      for (String each : cases) {
        if (payments.payment(each, unit).refundable().isNegative()) {
          overdrawn.add(each);
        }
      }
    }
    List<String> items =
        ledger.facts().page(WorkItems.KIND, "payment_overdrawn/", 1_000).stream()
            .filter(fact -> fact.ref().id().startsWith("payment_overdrawn/"))
            .filter(fact -> "open".equals(fact.values().get("state")))
            .map(fact -> fact.values().getOrDefault("payment", ""))
            .toList();
    assertThat(items).as(as).doesNotHaveDuplicates().containsAll(overdrawn);
  }

  private void post(PaymentCommand command) {
    add(command, payments.post(command).orThrow());
  }

  private static Map<String, Money> toldOf(TrialBalance trial) {
    Map<String, Money> told = new TreeMap<>();
    for (Balance balance : trial.balances()) {
      if (ToldBooks.tellsOf(balance.account().path()) && !balance.posted().isZero()) {
        told.put(balance.account().ref().toString(), balance.posted());
      }
    }
    return told;
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
                  AccountClass.REDEEM_PENDING,
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
