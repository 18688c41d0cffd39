package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.HERE;
import static org.ledgercore.approvals.Office.refused;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.CashKinds;
import org.ledgercore.approvals.kinds.CashKinds.CashMove;
import org.ledgercore.approvals.kinds.CashKinds.Step;
import org.ledgercore.approvals.kinds.ParkedKind;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.requests.Search;
import org.ledgercore.cashdesk.CashDesks;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.RedeemStep;
import org.ledgercore.payments.SubjectId;
import org.ledgercore.subjects.Subjects;
import org.ledgercore.testing.Covers;

/**
 * Cash, wallets and operations over a limit: one person asks, another decides, money moves once.
 */
class CashKindsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  private static final DeskId DESK = new DeskId("D1");
  private static final DeskId COUNTED = new DeskId("D2");
  private static final BankId BANK = new BankId("rafidain");
  private static final SubjectId USER = new SubjectId("u1");
  private static final int RACES = 10;

  private static Office office;
  private static Requests requests;
  private static Payments payments;
  private static Principal max;
  private static Principal carl;
  private static Principal cass;
  private static Principal mona;
  private static int ids;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    Ledger ledger = office.ledger();
    ledger.openUnit(PayoutOffice.IQD);
    payments = Payments.on(ledger);
    payments.openPlatform(PayoutOffice.IQD);
    payments.openBank(BANK, PayoutOffice.IQD);
    payments.openDesk(DESK, PayoutOffice.IQD);
    payments.openDesk(COUNTED, PayoutOffice.IQD);
    for (AccountClass each :
        List.of(
            AccountClass.MONEY_IN_TRANSIT,
            AccountClass.OWNER_FUNDS,
            AccountClass.COMMISSION,
            AccountClass.CASH_SHORT)) {
      payments.open(each, PayoutOffice.IQD);
    }
    payments.openSubject(USER, PayoutOffice.IQD);
    ledger.openAccount(NewAccount.liability("parked:u1", PayoutOffice.IQD).neverOverdrawn());
    ledger.openAccount(NewAccount.liability("shop:s1", PayoutOffice.IQD));
    Policy policy = Policy.onePerson("cash", 1, Duration.ofHours(2), Duration.ofDays(1));
    List<Kind> kinds = new ArrayList<>(CashKinds.of(ledger, policy));
    kinds.add(ParkedKind.of(ledger, policy));
    requests = office.approvals(kinds).requests();
    max = office.hire("max", "ACCOUNTANT");
    carl = office.hire("carl", "CFO");
    cass = office.hire("cass", "CASHIER");
    mona = office.hire("mona", "MERCHANT");
    office.hire("bot", "SERVICE");
    office.hire("rosa", "RISK");
    bring(2_000_000);
    done(max, carl, move(Step.FLOATED, "D1", 1_500_000));
    CashDesks.on(ledger).open(DESK, DAY, "cass").orThrow();
    payments.post(topUp(500_000)).orThrow();
  }

  @AfterAll
  static void close() {
    assertThat(requests.verify()).isEmpty();
    office.test.checkInvariants();
    office.close();
  }

  private static CashStep.ToppedUp topUp(long dinars) {
    CashStep.AtDesk at = new CashStep.AtDesk(DESK, USER, Money.ofMajor(0, PayoutOffice.IQD));
    return new CashStep.ToppedUp("top-" + ++ids, at, money(dinars), when());
  }

  private static Money money(long dinars) {
    return Money.ofMajor(dinars, PayoutOffice.IQD);
  }

  private static Occasion when() {
    return Occasion.on(DAY, "desk D1");
  }

  private static Ask move(Step step, @Nullable String place, long dinars) {
    CashMove move = new CashMove("m-" + ++ids, step, place, money(dinars), when());
    return CashKinds.move(move, HERE, "the desk needs it");
  }

  private static void bring(long dinars) {
    done(max, carl, move(Step.BROUGHT_BY_OWNER, null, dinars));
  }

  private static Request approved(Principal maker, Principal checker, Ask ask) {
    Request asked = requests.ask(maker, ask).orThrow();
    return requests.approve(checker, asked.number(), asked.digest(), "fine").orThrow();
  }

  private static Request done(Principal maker, Principal checker, Ask ask) {
    Request approved = approved(maker, checker, ask);
    return requests.execute(checker, approved.number(), "fine").orThrow();
  }

  private static long balance(AccountPath path) {
    AccountRef ref = new AccountRef(path, "IQD");
    return office
            .ledger()
            .account(ref)
            .map(account -> office.ledger().balance(account).posted().minor())
            .orElse(0L)
        / 1_000;
  }

  private static long desk() {
    return balance(AccountClass.CASH_DESK.path("D1"));
  }

  private static long wallet() {
    return balance(AccountClass.CUSTOMER_WALLET.path("u1"));
  }

  @Test
  @Covers({"S18", "S30"})
  void cash_isMovedByTwoPeople() {
    long transit = balance(AccountClass.MONEY_IN_TRANSIT.path());
    Request asked = requests.ask(max, move(Step.BROUGHT_BY_OWNER, null, 500_000)).orThrow();
    refused(
        requests.approve(max, asked.number(), asked.digest(), "mine"), Refusal.NotPermitted.class);
    refused(requests.ask(cass, move(Step.FLOATED, "D1", 250)), Refusal.NotPermitted.class);
    refused(requests.ask(carl, move(Step.FLOATED, "D1", 250)), Refusal.NotPermitted.class);
    assertThat(balance(AccountClass.MONEY_IN_TRANSIT.path())).isEqualTo(transit);
    requests.approve(carl, asked.number(), asked.digest(), "fine").orThrow();
    requests.execute(carl, asked.number(), "fine").orThrow();
    assertThat(balance(AccountClass.MONEY_IN_TRANSIT.path())).isEqualTo(transit + 500_000);

    long before = desk();
    done(max, carl, move(Step.FLOATED, "D1", 250_000));
    assertThat(desk()).isEqualTo(before + 250_000);
    done(max, carl, move(Step.COLLECTED, "D1", 250_000));
    done(max, carl, move(Step.BANKED, BANK.value(), 250_000));
    assertThat(desk()).isEqualTo(before);
  }

  @Test
  @Covers("S28")
  void aWithdrawal_isHeldFirst_andPaidOrCancelledOnce() throws Exception {
    long before = wallet();
    Ask ask = redeem(50_000);
    Request asked = requests.ask(mona, ask).orThrow();
    assertThat(wallet()).isEqualTo(before - 50_000);
    requests.reject(max, asked.number(), "not now").orThrow();
    assertThat(wallet()).isEqualTo(before);

    for (int i = 0; i < RACES; i++) {
      long held = wallet();
      long cash = desk();
      Request one = approved(mona, max, redeem(1_000));
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<Boolean> pays =
          CompletableFuture.supplyAsync(
              () -> isDone(start, () -> requests.execute(max, one.number(), "pay")));
      boolean cancels = isDone(start, () -> requests.recall(mona, one.number(), "stop"));
      assertThat(pays.get()).isNotEqualTo(cancels);
      assertThat(wallet()).isEqualTo(cancels ? held : held - 1_000);
      assertThat(desk()).isEqualTo(cancels ? cash : cash - 1_000);
    }
  }

  @Test
  @Covers("S23")
  void theDifferenceOfACount_isPostedOnceTheAccountantAcceptsIt() {
    CashDesks desks = CashDesks.on(office.ledger());
    desks.open(COUNTED, DAY, "cass").orThrow();
    done(max, carl, move(Step.FLOATED, "D2", 10_000));
    Money counted = money(9_750);
    String count = CashDesks.countOf(desks.day(COUNTED).orElseThrow(), counted);
    desks.close(COUNTED, List.of(counted), when(), "cass").orThrow();
    assertThat(balance(AccountClass.CASH_SHORT.path())).isZero();
    Ask ask =
        CashKinds.difference(new CashStep.DifferenceAccepted(count, when()), HERE, "was counted");

    refused(requests.ask(max, ask), Refusal.NotPermitted.class);
    Request asked = requests.ask(cass, ask).orThrow();
    refused(
        requests.approve(cass, asked.number(), asked.digest(), "mine"), Refusal.NotPermitted.class);
    requests.approve(max, asked.number(), asked.digest(), "fine").orThrow();
    requests.execute(max, asked.number(), "fine").orThrow();
    assertThat(balance(AccountClass.CASH_SHORT.path())).isEqualTo(250);
  }

  private interface Act {
    Answer<Request> act();
  }

  private static boolean isDone(CyclicBarrier start, Act act) {
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return act.act() instanceof Answer.Done<Request>;
  }

  private static Ask redeem(long dinars) {
    RedeemStep.Requested wanted =
        new RedeemStep.Requested("r-" + ++ids, USER, money(dinars), when());
    CashKinds.Way atDesk = new CashKinds.Way(true, "D1", money(0));
    return CashKinds.redeem(wanted, atDesk, HERE, "wants cash");
  }

  @Test
  @Covers("S37")
  void anOperationOverItsLimit_waitsWithItsMoneyKeptBack() {
    Principal bot = office.login("bot");
    Principal rosa = office.login("rosa");
    long before = wallet();
    Request asked = requests.ask(bot, parked("app-1", "12345.678")).orThrow();
    assertThat(balance(AccountPath.of("parked:u1"))).isEqualTo(12_345);
    Search exact = Search.in(HERE).of(new Request.Impact(12_345_678, "IQD"));
    assertThat(requests.search(exact, 0, 10))
        .extracting(Request::number)
        .containsExactly(asked.number());
    assertThat(requests.search(Search.in(HERE).of(new Request.Impact(12_345_679, "IQD")), 0, 10))
        .isEmpty();
    assertThat(requests.search(Search.in(HERE).ofKind("parked").about("app-1").open(), 0, 10))
        .hasSize(1);

    requests.reject(rosa, asked.number(), "too much").orThrow();
    assertThat(wallet()).isEqualTo(before);
    assertThat(requests.search(exact.open(), 0, 10)).isEmpty();

    Request second = approved(bot, rosa, parked("app-2", "1000"));
    requests.execute(rosa, second.number(), "fine").orThrow();
    refused(requests.execute(rosa, second.number(), "again"), Refusal.WrongState.class);
    assertThat(balance(AccountPath.of("shop:s1"))).isEqualTo(1_000);
    assertThat(balance(AccountPath.of("parked:u1"))).isZero();
  }

  @Test
  @Covers("S37")
  void applications_areFoundByTheEmailAddressOfTheirApplicant() {
    byte[] key = "only for this test".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Subjects personal = office.ledger().subjects().searchableWith(key);
    UUID subject = UUID.randomUUID();
    personal
        .register(subject, Map.of("email", "u1@example.test"), Set.of(), "bot", "is new")
        .orThrow();
    Principal bot = office.login("bot");
    Request asked =
        requests
            .ask(bot, ParkedKind.ask(application("app-3", "1000", subject), HERE, "over the limit"))
            .orThrow();
    Request other = requests.ask(bot, parked("app-4", "1000")).orThrow();

    Search byEmail = Search.in(HERE).by(personal.find("email", "u1@example.test"));
    assertThat(requests.search(byEmail, 0, 10))
        .extracting(Request::number)
        .containsExactly(asked.number());
    assertThat(requests.search(byEmail.about("app-4"), 0, 10)).isEmpty();
    Search unknown = Search.in(HERE).by(personal.find("email", "u2@example.test"));
    assertThat(requests.search(unknown, 0, 10)).isEmpty();
    assertThat(asked.content()).noneMatch(line -> line.contains("example.test"));
    requests.recall(bot, asked.number(), "not now").orThrow();
    requests.recall(bot, other.number(), "not now").orThrow();
    assertThat(requests.search(byEmail.open(), 0, 10)).isEmpty();
  }

  private static Ask parked(String application, String amount) {
    return ParkedKind.ask(
        application(application, amount, null), HERE, "over the limit of the day");
  }

  private static ParkedKind.Application application(
      String id, String amount, @Nullable UUID applicant) {
    return new ParkedKind.Application(
        id,
        AccountClass.CUSTOMER_WALLET.path("u1"),
        AccountPath.of("parked:u1"),
        AccountPath.of("shop:s1"),
        Money.of(amount, PayoutOffice.IQD),
        when(),
        applicant);
  }
}
