package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
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
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payouts.Payouts;
import org.ledgercore.payouts.ToldLines;
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

  private static final Set<AccountClass> HOLDING =
      EnumSet.of(
          AccountClass.PAYOUT_PENDING,
          AccountClass.PAYOUT_IN_FLIGHT,
          AccountClass.REFUND_PENDING,
          AccountClass.REDEEM_PENDING,
          AccountClass.REMITTANCE_PAYABLE,
          AccountClass.DISPUTE_HOLD);

  private final PlayedBooks played;
  private final Map<Account, AccountClass> classes = new HashMap<>();
  private final List<Unit> units = List.of(School.IQD, School.USD);
  private final Map<String, Posting> open = new HashMap<>();
  private final Set<String> cases = new TreeSet<>();
  private final Set<MerchantId> merchants = new HashSet<>();
  private final ToldBooks books = new ToldBooks();

  private final ToldLines lines = new ToldLines();

  PaymentInvariants(PlayedBooks played) {
    this.played = played;
  }

  void add(PaymentCommand command, RecordedEntry recorded) {
    JournalEntry entry = recorded.entry();
    books.add(command);
    lines.add(recorded);
    assertThat(entry.heldUntil()).isNull();
    checkApproval(command, entry);
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
      case RemittanceStep.RECEIVED, "remittance_converted" ->
          entry.postings().stream()
              .filter(each -> each.side() == Side.CREDIT)
              .filter(each -> AccountClass.REMITTANCE_PAYABLE.contains(each.account()))
              .forEach(each -> open.put("remittance " + entry.key().text(), each));
      case RemittanceStep.COMPLETED, RemittanceStep.FAILED ->
          open.remove("remittance " + entry.key().text());
      case RemittanceStep.RELEASED -> open.put("sent " + entry.key().text(), last);
      case "remittance_paid" -> open.remove("sent " + entry.key().text());
      case DisputeStep.HELD -> open.put("dispute " + entry.key().text(), last);
      case DisputeStep.RELEASED, DisputeStep.LOST -> open.remove("dispute " + entry.key().text());
      default -> {}
    }
  }

  /** What needs an approval was executed on the one that its command names, with its digest. */
  private static void checkApproval(PaymentCommand command, JournalEntry entry) {
    Map<String, String> approved = command.occasion().facts();
    if (command.needsApproval()) {
      assertThat(entry.metadata().get("approval")).isNotNull().isEqualTo(approved.get("approval"));
      assertThat(entry.metadata().get("approval_digest"))
          .isNotNull()
          .isEqualTo(approved.get("approval_digest"));
    }
  }

  void check(Object as) {
    List<Balance> balances = played.balances();
    for (Unit unit : units) {
      Money sum = Money.zero(unit);
      for (Balance balance : balances) {
        boolean counts = balance.account().unit().equals(unit);
        sum = counts ? sum.plus(TrialBalance.signed(balance)) : sum;
      }
      requireEqual(sum, Money.zero(unit), as);
      checkLots(balances, unit, as);
      checkPayments(balances, unit, as);
    }
    for (Balance balance : balances) {
      requireEqual(balance.pendingTurnover(), Turnover.NONE, as);
    }
    requireEqual(held(balances), expected(), as);
    requireEqual(toldOf(balances), books.told(), as);
    lines.check(balances, as);
  }

  private static void requireEqual(Object found, Object expected, Object as) {
    if (!found.equals(expected)) {
      throw new AssertionError(as + ": " + found + " is not " + expected);
    }
  }

  /** What rooms and reports of a ledger tell of the same entries. */
  void compareWith(Ledger ledger) {
    lines.compareWith(Payouts.on(ledger));
    for (Unit unit : units) {
      Money captured = Money.zero(unit);
      for (String each : cases) {
        captured = captured.plus(played.payment(each, unit).captured());
      }
      assertThat(Payments.on(ledger).ownerFigures(unit).gmv()).isEqualTo(captured);
    }
    checkBankStatement(ledger);
  }

  /** The bank covers what is open, and what it costs is closed: no position is left. */
  void checkThatPositionsClose() {
    Occasion when = Occasion.on(School.DAY, "cover").approvedBy("treasury", "cover");
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
  private void checkBankStatement(Ledger ledger) {
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
  void checkWorkItems(Ledger ledger, Object as) {
    Set<String> overdrawn = new TreeSet<>();
    for (Unit unit : units) {
      for (String each : cases) {
        if (played.payment(each, unit).refundable().isNegative()) {
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
    assertThat(items).as("%s", as).doesNotHaveDuplicates().containsAll(overdrawn);
  }

  private AccountClass classOf(Balance balance) {
    return classes.computeIfAbsent(balance.account(), it -> AccountClass.of(it.path()));
  }

  private void post(PaymentCommand command) {
    add(command, played.post(command).orThrow());
  }

  private Map<String, Money> toldOf(List<Balance> balances) {
    Map<String, Money> told = new TreeMap<>();
    for (Balance balance : balances) {
      if (!balance.posted().isZero() && ToldBooks.tellsOf(classOf(balance))) {
        told.put(balance.account().ref().toString(), balance.posted());
      }
    }
    return told;
  }

  /** A refund that was accepted fits what was captured. */
  void checkCapacity(RefundHold hold, Object as) {
    PaymentState state = played.payment(hold.occasion().caseId(), hold.amount().unit());
    assertThat(state.refundable().isNegative()).as("%s", as).isFalse();
  }

  private Map<String, Money> expected() {
    Map<String, Money> sums = new TreeMap<>();
    for (Posting each : open.values()) {
      sums.merge(each.ref().toString(), each.amount(), Money::plus);
    }
    return sums;
  }

  private Map<String, Money> held(List<Balance> balances) {
    Map<String, Money> held = new TreeMap<>();
    for (Balance balance : balances) {
      if (!balance.posted().isZero() && HOLDING.contains(classOf(balance))) {
        held.put(balance.account().ref().toString(), balance.posted());
      }
    }
    return held;
  }

  private void checkLots(List<Balance> balances, Unit unit, Object as) {
    for (MerchantId merchant : merchants) {
      MerchantFunds funds = played.funds(merchant, unit);
      AccountPath path = AccountClass.MERCHANT_RESERVE.path(merchant.value());
      Money reserve =
          balances.stream()
              .filter(each -> each.account().ref().equals(new AccountRef(path, unit.code())))
              .map(Balance::posted)
              .findFirst()
              .orElseThrow();
      requireEqual(funds.reserve(), reserve, as);
      boolean isBelow = funds.lots().stream().anyMatch(lot -> lot.left().isNegative());
      requireEqual(isBelow, false, as);
    }
  }

  private void checkPayments(List<Balance> balances, Unit unit, Object as) {
    Money disputed = Money.zero(unit);
    for (String each : cases) {
      PaymentState state = played.payment(each, unit);
      disputed = disputed.plus(state.disputed());
    }
    Money claims = Money.zero(unit);
    for (Balance balance : balances) {
      boolean isClaim = classOf(balance) == AccountClass.DISPUTE_CLAIM;
      claims =
          isClaim && balance.account().unit().equals(unit) ? claims.plus(balance.posted()) : claims;
    }
    requireEqual(claims, disputed, as);
  }
}
