package org.ledgercore.cashdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.SubjectId;
import org.ledgercore.payments.Sweep;
import org.ledgercore.query.StatementLine;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** A desk's day: what it takes and pays, what is counted, and that there is only one. */
@Covers({"S17", "S22", "S24", "S25", "S27", "S31", "S32"})
class CashDesksTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit IQD =
      Unit.fiat("IQD", 3).displayedWith(0).withCashStep(250_000).withTransferStep(1_000);
  private static final Unit USD = Unit.fiat("USD", 2).withCashStep(100);
  private static final LocalDate MONDAY = LocalDate.of(2026, 6, 15);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private final Ledger ledger = DB.ledger();
  private final Payments payments = Payments.on(ledger);
  private final CashDesks desks = CashDesks.on(ledger);

  @Test
  void day_takesAndPays_isCounted_andCloses() {
    DeskId desk = desk("day");
    long before = money(AccountClass.MONEY_IN_TRANSIT, "", IQD).minor();
    assertAccepted(payments.post(new CashStep.BroughtByOwner("day-in", iqd(500_000), when("day"))));
    assertThat(money(AccountClass.MONEY_IN_TRANSIT, "", IQD).minor() - before)
        .isEqualTo(iqd(500_000).minor());
    assertAccepted(desks.open(desk, MONDAY, "cashier"));
    assertAccepted(desks.post(new CashStep.Floated("day-float", desk, iqd(500_000), when("day"))));
    assertThat(money(AccountClass.MONEY_IN_TRANSIT, "", IQD).minor()).isEqualTo(before);
    assertAccepted(desks.post(topUp("day-1", desk, 200_000, 1_000)));
    assertAccepted(desks.post(withdrawal("day-2", desk, 80_000, 500)));
    assertAccepted(desks.post(new CashStep.Collected("day-3", desk, iqd(400_000), when("day"))));

    assertAccepted(desks.close(desk, List.of(iqd(219_500), usd(0)), when("day"), "cashier"));

    DeskReport report = desks.report(desk).getFirst();
    assertThat(report.opening().isZero()).isTrue();
    assertThat(report.in()).isEqualTo(iqd(700_000));
    assertThat(report.out()).isEqualTo(iqd(480_000));
    assertThat(report.expected()).isEqualTo(iqd(220_000));
    assertThat(report.counted()).contains(iqd(219_500));
    assertThat(report.difference()).contains(iqd(-500));
    assertThat(report.closing()).isEqualTo(iqd(219_500));
    assertThat(report.closing()).isEqualTo(money(AccountClass.CASH_DESK, desk.value(), IQD));
    assertThat(sum(report)).isEqualTo(report.closing().minus(report.opening()));
    assertThat(desks.report(desk)).hasSize(2);
    assertThat(desks.report(desk).get(1).difference()).contains(usd(0));
    assertThat(money(AccountClass.RECON_SUSPENSE, "cash_" + desk, IQD)).isEqualTo(iqd(500));
    assertAccepted(
        payments.post(
            new CashStep.DifferenceAccepted(CashDesks.countOf(report.day(), iqd(0)), when("day"))));
    assertThat(money(AccountClass.RECON_SUSPENSE, "cash_" + desk, IQD).isZero()).isTrue();
    assertThat(desks.drawers(AsOf.now())).anyMatch(it -> it.posted().equals(iqd(219_500)));
  }

  @Test
  void moneyInTransit_isListedByAge_untilItArrives() {
    Unit coins = ledger.openUnit(Unit.fiat("CNS", 0));
    DeskId desk = new DeskId("transit");
    payments.open(AccountClass.MONEY_IN_TRANSIT, coins);
    payments.open(AccountClass.OWNER_FUNDS, coins);
    payments.openDesk(desk, coins);
    Occasion monday = Occasion.on(MONDAY, "trips");
    Occasion tuesday = Occasion.on(TUESDAY, "trips");
    Money hundred = Money.ofMajor(100, coins);
    Money thirty = Money.ofMajor(30, coins);
    assertAccepted(payments.post(new CashStep.BroughtByOwner("trip-1", hundred, monday)));
    assertAccepted(payments.post(new CashStep.BroughtByOwner("trip-2", thirty, tuesday)));
    assertAccepted(desks.open(desk, TUESDAY, "cashier"));
    assertAccepted(
        desks.post(new CashStep.Floated("trip-3", desk, Money.ofMajor(80, coins), tuesday)));

    List<InTransit> open = desks.inTransit(coins);
    assertThat(open)
        .extracting(InTransit::amount)
        .containsExactly(Money.ofMajor(20, coins), thirty);
    assertThat(open).extracting(it -> it.days(TUESDAY)).containsExactly(1L, 0L);

    assertAccepted(
        desks.post(new CashStep.Floated("trip-4", desk, Money.ofMajor(50, coins), tuesday)));
    assertThat(desks.inTransit(coins)).isEmpty();
    assertThat(money(AccountClass.MONEY_IN_TRANSIT, "", coins).isZero()).isTrue();
  }

  @Test
  void whatArrives_endsTheTripItNames_orOneToWhereItArrived() {
    Unit coins = ledger.openUnit(Unit.fiat("CNW", 0));
    DeskId desk = new DeskId("ways");
    BankId bank = new BankId("ways");
    payments.open(AccountClass.MONEY_IN_TRANSIT, coins);
    payments.open(AccountClass.OWNER_FUNDS, coins);
    payments.openDesk(desk, coins);
    payments.openBank(bank, coins);
    cash(new CashStep.BroughtByOwner("in-0", Money.ofMajor(200, coins), when("w")));
    cash(new CashStep.Floated("in-0", desk, Money.ofMajor(200, coins), when("w")));
    cash(new CashStep.BroughtByOwner("in-1", Money.ofMajor(100, coins), when("w")));
    cash(new CashStep.Collected("out-1", desk, Money.ofMajor(40, coins), when("w")));
    cash(new CashStep.Collected("out-2", desk, Money.ofMajor(30, coins), when("w")));
    long all = cash(new CashStep.Collected("out-3", desk, Money.ofMajor(30, coins), when("w")));
    assertThat(trips(coins)).containsExactly("in-1 100", "out-1 40", "out-2 30", "out-3 30");
    assertThat(desks.inTransit(coins))
        .extracting(InTransit::isForABank)
        .containsExactly(false, true, true, true);

    cash(new CashStep.Banked("out-3", bank, Money.ofMajor(30, coins), when("w")));
    assertThat(trips(coins)).containsExactly("in-1 100", "out-1 40", "out-2 30");
    cash(new CashStep.Banked("slip-1", bank, Money.ofMajor(30, coins), when("w")));
    assertThat(trips(coins)).containsExactly("in-1 100", "out-1 40");
    cash(new CashStep.Floated("float-1", desk, Money.ofMajor(60, coins), when("w")));
    assertThat(trips(coins)).containsExactly("in-1 40", "out-1 40");
    long late = cash(new CashStep.Collected("out-4", desk, Money.ofMajor(10, coins), when("w")));
    ledger.reverse(late, "out-4-undone", MONDAY).orThrow();
    assertThat(trips(coins)).containsExactly("in-1 40", "out-1 40");
    cash(new CashStep.Banked("slip-2", bank, Money.ofMajor(50, coins), when("w")));
    assertThat(trips(coins)).containsExactly("in-1 30");

    assertThat(desks.inTransit(coins, all)).hasSize(4);
    assertThat(desks.inTransit(coins, all - 1)).hasSize(3);
    assertThat(money(AccountClass.MONEY_IN_TRANSIT, "", coins)).isEqualTo(Money.ofMajor(30, coins));
  }

  private long cash(CashStep step) {
    return payments.post(step).orThrow().number();
  }

  private List<String> trips(Unit unit) {
    return desks.inTransit(unit).stream()
        .map(it -> it.left().entry().key().text() + " " + it.amount().minor())
        .toList();
  }

  @Test
  void closedDesk_takesAndPaysNothing_byNoWay() {
    DeskId desk = desk("closed");
    assertThat(refusal(desks.post(topUp("closed-1", desk, 1_000, 0))))
        .isEqualTo(new PaymentRefusal.DeskClosed(desk.value(), MONDAY));
    assertAccepted(desks.open(desk, MONDAY, "cashier"));
    assertAccepted(desks.post(topUp("closed-1", desk, 1_000, 0)));
    assertAccepted(desks.close(desk, List.of(iqd(1_000), usd(0)), when("c"), "cashier"));
    long newest = ledger.newestEntry();

    assertThat(refusal(desks.post(topUp("closed-2", desk, 1_000, 0))))
        .isInstanceOf(PaymentRefusal.DeskClosed.class);
    assertRejected(payments.post(topUp("closed-2", desk, 1_000, 0)), Rejection.AccountFrozen.class);
    assertRejected(
        payments.post(withdrawal("closed-3", desk, 1_000, 0)), Rejection.AccountFrozen.class);
    assertReplayed(desks.post(topUp("closed-1", desk, 1_000, 0)));
    assertReplayed(desks.close(desk, List.of(iqd(1_000), usd(0)), when("c"), "cashier"));
    assertThat(ledger.newestEntry()).isEqualTo(newest);

    assertAccepted(desks.open(desk, TUESDAY, "cashier"));
    assertAccepted(desks.post(topUp("closed-2", desk, 1_000, 0)));
    assertThat(desks.report(desk).getFirst().opening()).isEqualTo(iqd(1_000));
    DeskReport monday = desks.report(desk, MONDAY).getFirst();
    assertThat(monday.closing()).isEqualTo(iqd(1_000));
    assertThat(monday.lines()).hasSize(1);
  }

  @Test
  void oneDayAtATime_forwardOnly() {
    DeskId desk = desk("twice");
    assertAccepted(desks.open(desk, MONDAY, "cashier"));
    assertReplayed(desks.open(desk, MONDAY, "cashier"));
    assertThat(refusal(desks.open(desk, TUESDAY, "cashier")))
        .isEqualTo(new PaymentRefusal.DeskDayRuns(desk.value(), MONDAY, TUESDAY));
    assertAccepted(desks.close(desk, List.of(iqd(0), usd(0)), when("t"), "cashier"));
    assertThat(refusal(desks.open(desk, MONDAY, "cashier")))
        .isInstanceOf(PaymentRefusal.DeskDayRuns.class);
    assertThat(desks.day(desk).orElseThrow().state()).isEqualTo(DeskDay.State.CLOSED);
    assertThat(refusal(desks.close(desk("never"), List.of(), when("n"), "cashier")))
        .isInstanceOf(PaymentRefusal.DeskClosed.class);
  }

  @Test
  void cash_comesOutOnlyIfWalletAndDeskHoldIt() {
    DeskId desk = desk("funds");
    assertAccepted(desks.open(desk, MONDAY, "cashier"));
    assertAccepted(desks.post(topUp("funds-1", desk, 10_000, 0)));

    assertRejected(
        desks.post(withdrawal("funds-2", desk, 10_000, 500)), Rejection.InsufficientFunds.class);
    assertRejected(
        desks.post(new CashStep.Collected("funds-3", desk, iqd(10_250), when("f"))),
        Rejection.InsufficientFunds.class);
    DeskId poor = desk("poor");
    assertAccepted(desks.open(poor, MONDAY, "cashier"));
    CashStep.AtDesk at = new CashStep.AtDesk(poor, subject("funds"), iqd(0));
    assertRejected(
        desks.post(new CashStep.Withdrawn("funds-4", at, iqd(1_000), when("f"))),
        Rejection.InsufficientFunds.class);
    assertAccepted(desks.post(withdrawal("funds-5", desk, 9_500, 500)));
    assertThat(money(AccountClass.CUSTOMER_WALLET, "s.funds", IQD).isZero()).isTrue();
    assertThat(money(AccountClass.CASH_DESK, desk.value(), IQD)).isEqualTo(iqd(500));
  }

  @Test
  void receipt_reachesTheWalletOnce() {
    DeskId desk = desk("receipt");
    assertAccepted(desks.open(desk, MONDAY, "cashier"));
    assertAccepted(desks.post(topUp("receipt-1", desk, 10_000, 250)));
    assertReplayed(desks.post(topUp("receipt-1", desk, 10_000, 250)));
    assertRejected(desks.post(topUp("receipt-1", desk, 11_000, 250)), Rejection.KeyReused.class);
    assertThat(money(AccountClass.CUSTOMER_WALLET, "s.receipt", IQD)).isEqualTo(iqd(9_750));
  }

  @Test
  void closingWhileOthersPost_losesNothing() throws Exception {
    DeskId desk = desk("race");
    assertAccepted(desks.open(desk, MONDAY, "cashier"));
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      CashStep step = topUp("race-" + i, desk, 250, 0);
      calls.add(() -> desks.post(step));
    }
    calls.add(8, () -> desks.close(desk, List.of(iqd(0), usd(0)), when("r"), "cashier"));
    int accepted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> answers = threads.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        accepted += i != 8 && answers.get(i).get() instanceof Outcome.Accepted ? 1 : 0;
      }
    }

    DeskReport report = desks.report(desk).getFirst();
    assertThat(report.day().state()).isEqualTo(DeskDay.State.CLOSED);
    assertThat(report.in()).isEqualTo(Money.ofMinor(accepted * 250_000L, IQD));
    assertThat(report.closing().isZero()).isTrue();
    assertThat(report.lines().stream().filter(it -> it.kind().equals("cash_count")).count())
        .isEqualTo(accepted == 0 ? 0 : 1);
    assertThat(report.lines().isEmpty() || last(report).kind().equals("cash_count")).isTrue();
  }

  @Test
  void badInput_isRefused() {
    DeskId desk = desk("bad");
    assertAccepted(desks.open(desk, MONDAY, "cashier"));
    assertThatThrownBy(() -> desks.close(desk, List.of(iqd(0)), when("b"), "cashier"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("counted: must be one amount for each of [IQD, USD]");
    assertThatThrownBy(() -> desks.post(new Sweep("bad", new BankId("b"), iqd(250), when("b"))))
        .hasMessageStartingWith("command: must take or pay cash at a desk");
    assertThatThrownBy(() -> desks.post(topUp("bad-1", desk, 100, 0)))
        .hasMessageStartingWith("amount: must be whole cash steps");
    assertThatThrownBy(() -> desks.report(desk("unopened")))
        .hasMessageStartingWith("desk: must have opened that day");
  }

  private DeskId desk(String name) {
    DeskId desk = new DeskId("D." + name);
    for (Unit unit : List.of(IQD, USD)) {
      ledger.openUnit(unit);
      for (AccountClass each :
          List.of(
              AccountClass.MONEY_IN_TRANSIT,
              AccountClass.OWNER_FUNDS,
              AccountClass.COMMISSION,
              AccountClass.CASH_SHORT,
              AccountClass.CASH_OVER)) {
        payments.open(each, unit);
      }
      payments.openDesk(desk, unit);
    }
    payments.openSubject(subject(name), IQD);
    return desk;
  }

  private static SubjectId subject(String name) {
    return new SubjectId("s." + name);
  }

  private static CashStep topUp(String id, DeskId desk, long dinars, int commission) {
    return new CashStep.ToppedUp(id, at(desk, commission), iqd(dinars), when(id));
  }

  private static CashStep withdrawal(String id, DeskId desk, long dinars, int commission) {
    return new CashStep.Withdrawn(id, at(desk, commission), iqd(dinars), when(id));
  }

  private static CashStep.AtDesk at(DeskId desk, long commission) {
    return new CashStep.AtDesk(desk, subject(desk.value().substring(2)), iqd(commission));
  }

  private static Occasion when(String id) {
    return Occasion.on(MONDAY, "case " + id);
  }

  private static Money iqd(long dinars) {
    return Money.ofMajor(dinars, IQD);
  }

  private static Money usd(long dollars) {
    return Money.ofMajor(dollars, USD);
  }

  private Money money(AccountClass of, String dimension, Unit unit) {
    Account account =
        ledger
            .account(
                new AccountRef(dimension.isEmpty() ? of.path() : of.path(dimension), unit.code()))
            .orElseThrow();
    return ledger.balance(account).posted();
  }

  private static Money sum(DeskReport report) {
    Money sum = Money.zero(report.opening().unit());
    for (StatementLine line : report.lines()) {
      sum = line.side() == Side.DEBIT ? sum.plus(line.amount()) : sum.minus(line.amount());
    }
    return sum;
  }

  private static StatementLine last(DeskReport report) {
    return report.lines().getLast();
  }

  private static PaymentRefusal refusal(Outcome outcome) {
    return assertRejected(outcome, Rejection.PaymentRefused.class).reason();
  }
}
