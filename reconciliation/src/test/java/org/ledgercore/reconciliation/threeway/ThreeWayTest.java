package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.threeway.Day.DAY;
import static org.ledgercore.reconciliation.threeway.Day.IQD;
import static org.ledgercore.reconciliation.threeway.Day.iqd;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.ProviderStep;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payments.RemittanceStep;
import org.ledgercore.reconciliation.breaks.Ageing;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.breaks.WriteOffApproval.Answer;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Nature;
import org.ledgercore.reconciliation.matching.Suspicion;
import org.ledgercore.reconciliation.runs.FourFigures;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Provider, ledger and bank on one figure; what does not agree is posted, carried and resolved. */
@Covers({"E7", "E31", "E39", "S33"})
class ThreeWayTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final AccountPath UNALLOCATED = AccountClass.UNALLOCATED_RECEIPTS.path();

  @BeforeAll
  static void migrate() {
    ReconciliationStore.migrate(DB.dataSource(), DB.schema() + "_rec");
  }

  private static ReconciliationStore store() {
    return ReconciliationStore.in(DB.dataSource(), DB.schema() + "_rec");
  }

  private static Day day(String name) {
    return new Day(DB.ledger(), store(), name);
  }

  /** Invariant 3: breaks and the accounts that hold their money agree after every test. */
  @AfterEach
  void breaksTieOut() {
    ThreeWay any = day("any").threeWay;
    assertThat(any.tieOuts(BreakKind.POSTED, IQD)).allMatch(TieOut::isTied);
    assertThat(any.tieOuts(BreakKind.CARRIED, IQD)).allMatch(TieOut::isTied);
  }

  @Test
  void payout_isConfirmedByItsLine() {
    Day day = day("paid");
    day.released("PO-1", 54_831);
    day.arrives("s1", day.line("bank-1", -54_831).keyed("PO-1"));
    Runs.Done done = day.bankRun("s1");
    assertThat(done.settled().matches()).hasSize(1);
    assertThat(done.settled().breaks()).isEmpty();
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("0.000");
    assertThat(day.balance(Day.account(AccountClass.PAYOUT_IN_FLIGHT, day.bank.value())))
        .isEqualTo("0.000");
    Traced last = day.threeWay.trace("PO-1").getLast();
    assertThat(last.entry().entry().kind()).isEqualTo(PayoutStep.CONFIRMED);
    assertThat(last.line()).contains("bank-1");
    assertThat(last.claims()).hasSize(1);
    assertThat(day.bankRun("s1").report().matching().lines()).hasSize(1);
    assertProved(day, 0, "s1");
  }

  @Test
  void payout_withoutItsLine_isCarriedUntilItCame() {
    Day day = day("carried");
    day.released("PO-2", 100);
    Runs.Done first = day.bankRun("empty");
    assertThat(first.settled().breaks()).hasSize(1);
    Break carried = only(day, Finding.Type.MISSING_OUTSIDE);
    assertThat(carried.kind()).isEqualTo(BreakKind.CARRIED);
    assertThat(carried.amount()).isEqualTo(iqd(100));
    assertThat(carried.heldOn()).isEqualTo("payout_in_flight:" + day.bank);
    assertThat(carried.standing().due()).isEqualTo(DAY.plusDays(5));
    assertThat(first.report().notYetSettled(DAY)).hasSize(1);
    day.arrives("s1", day.line("bank-2", -100).keyed("PO-2"));
    day.bankRun("s1");
    assertThat(find(day, carried).standing().resolution()).isEqualTo(Break.Resolution.MATCHED);
  }

  @Test
  void payout_oneMinorUnitOff_isAnAmountBreakOfOne() {
    Day day = day("off");
    day.released("PO-3", 54_831_533);
    Item line = day.line("bank-3", -54_831_533).keyed("PO-3");
    day.arrives(
        "s1",
        Item.outside(line.id(), line.account(), Money.of("-54831533.001", IQD), DAY).keyed("PO-3"));
    day.bankRun("s1");
    Break found = only(day, Finding.Type.AMOUNT);
    assertThat(found.kind()).isEqualTo(BreakKind.POSTED);
    assertThat(found.amount()).isEqualTo(Money.ofMinor(-1, IQD));
    assertThat(day.balance(suspense(day))).isEqualTo("0.001");
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("-0.001");
  }

  @Test
  void payout_farOff_confirmsNothing() {
    Day day = day("far");
    day.released("PO-4", 1_000);
    day.arrives("s1", day.line("bank-4", -900).keyed("PO-4"));
    day.bankRun("s1");
    assertThat(day.balance(suspense(day))).isEqualTo("900.000");
    assertThat(day.balance(Day.account(AccountClass.PAYOUT_IN_FLIGHT, day.bank.value())))
        .isEqualTo("-1000.000");
    assertThat(only(day, Finding.Type.MISSING_OUTSIDE).amount()).isEqualTo(iqd(1_000));
    assertThat(only(day, Finding.Type.MISSING_IN_LEDGER).amount()).isEqualTo(iqd(-900));
  }

  @Test
  void settlement_netOfFeesAndARefund_isOneLine() {
    Day day = day("net");
    day.captured("c1", 125_000);
    RefundRef refund = new RefundRef(day.provider, "r1");
    Occasion when = day.on("pay-c1" + day.provider);
    day.payments.holdRefund(new RefundHold(refund, day.school, iqd(50_000), when)).orThrow();
    day.payments.confirmRefund(refund, when).orThrow();
    day.arrives("f1", day.filed("c1", 125_000), day.filed("r1", -50_000));
    due(day, day.providerRun("f1"), iqd(1_500));
    day.bankRun("none");
    day.arrives("s1", day.line("bank-5", 73_500).keyed("S-1"));
    assertThat(day.bankRun("s1").settled().breaks()).isEmpty();
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("73500.000");
    assertThat(day.balance(receivable(day))).isEqualTo("0.000");
    assertThat(only(day, Finding.Type.MISSING_OUTSIDE).isOpen()).isFalse();
    assertProved(day, 73_500, "s1");
  }

  @Test
  void aRunThatStopped_isTakenUpByTheNext() {
    Day day = day("stopped");
    Occasion when = day.on("break-x").withEvidence("bank-24");
    day.payments.post(new ProviderStep.UnknownCredit(day.bank, "x", iqd(70), when)).orThrow();
    day.arrives("s1", day.line("bank-24", 70));
    day.bankRun("s1");
    assertThat(only(day, Finding.Type.MISSING_IN_LEDGER).amount()).isEqualTo(iqd(70));
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("70.000");
  }

  @Test
  void settlement_short_isAPostedBreakUntilItIsWrittenOff() {
    Day day = settled("short", 125_000);
    day.arrives("s1", day.line("bank-6", 123_250).keyed("S-1"));
    day.bankRun("s1");
    Break found = only(day, Finding.Type.AMOUNT);
    assertThat(found.amount()).isEqualTo(iqd(-250));
    assertThat(found.heldOn()).isEqualTo("recon_suspense:" + day.provider);
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("123250.000");

    Breaks breaks = day.threeWay.breaks();
    Breaks.Request request =
        new Breaks.Request(found.id(), "maker", "provider will not pay", DAY.plusDays(40));
    assertThat(breaks.writeOff(request, asked -> new Answer.Refused("too much")))
        .isEqualTo(new Resolving.Refused(Resolving.Reason.NOT_APPROVED));
    assertThat(breaks.writeOff(request, asked -> new Answer.Approved("r1", "d1", "maker")))
        .isEqualTo(new Resolving.Refused(Resolving.Reason.ONE_PERSON));
    assertThat(
            breaks.writeOff(
                request,
                asked -> {
                  assertThat(asked.amount()).isEqualTo(iqd(250));
                  assertThat(asked.age()).isEqualTo(40);
                  return new Answer.Approved("r1", "d1", "checker");
                }))
        .isInstanceOf(Resolving.Resolved.class);
    assertThat(day.balance(Day.account(AccountClass.RECON_SUSPENSE, day.provider.value())))
        .isEqualTo("0.000");
    assertThat(breaks.writeOff(request, asked -> new Answer.Approved("r1", "d1", "checker")))
        .isEqualTo(new Resolving.Refused(Resolving.Reason.ALREADY_RESOLVED));
  }

  @Test
  void settlement_short_isResolvedByTheRest() {
    Day day = settled("rest", 125_000);
    day.arrives("s1", day.line("bank-29", 123_250).keyed("S-1"), day.line("bank-30", 250));
    day.bankRun("s1");
    long entry =
        DB.ledger()
            .post(
                JournalEntry.on(DAY)
                    .key("rest" + day.bank)
                    .debit(UNALLOCATED, iqd(250))
                    .credit(
                        Day.account(AccountClass.RECON_SUSPENSE, day.provider.value()), iqd(250))
                    .build())
            .orThrow()
            .number();
    Breaks breaks = day.threeWay.breaks();
    for (Finding.Type type : List.of(Finding.Type.AMOUNT, Finding.Type.MISSING_IN_LEDGER)) {
      assertThat(breaks.correct(only(day, type).id(), entry, "ann"))
          .isInstanceOf(Resolving.Resolved.class);
    }
    assertThat(breaks.of(path(day))).noneMatch(Break::isOpen);
  }

  @Test
  void settlement_over_isHeldForWhoeverItIs() {
    Day day = settled("over", 125_000);
    day.arrives("s1", day.line("bank-7", 123_750).keyed("S-1"));
    day.bankRun("s1");
    Break found = only(day, Finding.Type.AMOUNT);
    assertThat(found.amount()).isEqualTo(iqd(250));
    assertThat(found.heldOn()).isEqualTo(UNALLOCATED.value());

    long wrong = move(day, "wrong", 249);
    assertThat(day.threeWay.breaks().correct(found.id(), wrong, "ann"))
        .isEqualTo(new Resolving.Refused(Resolving.Reason.DOES_NOT_CORRECT));
    DB.ledger().reverse(wrong, "undo-wrong", DAY).orThrow();
    long right = move(day, "right", 250);
    assertThat(day.threeWay.breaks().correct(found.id(), right, "ann"))
        .isInstanceOf(Resolving.Resolved.class);
  }

  @Test
  void settlement_withAHigherFeeInTheFile_isCostAndNoBreak() {
    Day day = day("fee");
    day.captured("c1", 125_000);
    day.arrives("f1", day.filed("c1", 125_000));
    due(day, day.providerRun("f1"), iqd(1_750));
    day.arrives("s1", day.line("bank-8", 123_250).keyed("S-1"));
    assertThat(day.bankRun("s1").settled().breaks()).isEmpty();
    assertThat(day.balance(Day.account(AccountClass.PROVIDER_PAYABLE, day.provider.value())))
        .isEqualTo("0.000");
  }

  @Test
  void unknownLines_arePostedAndTheBooksAgree() {
    Day day = day("unknown");
    day.arrives("s1", day.line("bank-9", 40_000), day.line("bank-10", -7_000));
    Runs.Done done = day.bankRun("s1");
    assertThat(done.settled().breaks()).hasSize(2);
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("33000.000");
    assertThat(day.balance(suspense(day))).isEqualTo("7000.000");
    assertProved(day, 33_000, "s1");
    assertThat(day.bankRun("s1").settled().breaks()).isEmpty();
    Ageing ageing = Ageing.of(day.threeWay.breaks().of(path(day)), DAY.plusDays(31));
    assertThat(ageing.rows()).extracting(row -> row.group().bucket()).containsOnly("31-60");
    assertThat(ageing.csv())
        .contains(
            "2026-07-16,31-60,MISSING_IN_LEDGER,POSTED,recon_suspense:%s,IQD,unassigned,1,-7000.000"
                .formatted(day.bank));
  }

  @Test
  void oneLineTwice_postsTheSecondOnly() {
    Day day = day("twice");
    day.released("PO-5", 100);
    day.arrives(
        "s1", day.line("bank-11", -100).keyed("PO-5"), day.line("bank-12", -100).keyed("PO-5"));
    day.bankRun("s1");
    assertThat(only(day, Finding.Type.DUPLICATE).amount()).isEqualTo(iqd(-100));
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("-100.000");
    assertProved(day, -100, "s1");
  }

  @Test
  void aReturn_withItsFeeInOneLineOrTwo_isTheMerchantsAgain() {
    for (boolean isOneLine : new boolean[] {true, false}) {
      Day day = day("return" + isOneLine);
      String payout = "PO-6" + isOneLine;
      day.released(payout, 1_000);
      day.arrives("s1", day.line("bank-13", -1_000).keyed(payout));
      day.bankRun("s1");
      if (isOneLine) {
        day.arrives("s2", day.line("bank-14", 995).keyed(payout).as(Nature.RETURN));
      } else {
        day.arrives(
            "s2",
            day.line("bank-14", 1_000).keyed(payout),
            day.line("bank-15", -5).keyed(payout).as(Nature.FEE));
      }
      assertThat(day.bankRun("s1", "s2").settled().breaks()).isEmpty();
      assertThat(balance(day, AccountClass.BANK)).isEqualTo("995.000");
      assertThat(day.balance(Day.account(AccountClass.MERCHANT_PAYABLE, day.school.value())))
          .isEqualTo("-1000.000");
      assertProved(day, 995, "s1", "s2");
    }
  }

  @Test
  void aReturn_thatNobodyApproves_isHeld() {
    Day day = day("held");
    day.returnsApproved = false;
    day.released("PO-7", 1_000);
    day.arrives("s1", day.line("bank-16", -1_000).keyed("PO-7"));
    day.bankRun("s1");
    day.arrives("s2", day.line("bank-17", 995).keyed("PO-7").as(Nature.RETURN));
    day.bankRun("s1", "s2");
    assertThat(only(day, Finding.Type.RETURNED).heldOn()).isEqualTo(UNALLOCATED.value());
  }

  @Test
  void aProvidersFile_withFaults_hasExactlyThose() {
    Day day = day("file");
    day.captured("c1", 100);
    day.captured("c2", 200);
    day.captured("c3", 300);
    day.arrives("f1", day.filed("c1", 100), day.filed("c2", 199), day.filed("c4", 400));
    Runs.Done done = day.providerRun("f1");
    assertThat(done.report().matching().findings())
        .extracting(it -> it.type() + " " + it.first().id())
        .containsExactlyInAnyOrder(
            "AMOUNT file c2",
            "MISSING_IN_LEDGER file c4",
            "MISSING_OUTSIDE " + done.report().notYetSettled(DAY).getFirst().id());
    due(day, done, iqd(0));
    day.bankRun("none");
  }

  @Test
  void aCountOfCash_isReconciledLikeAStatement() {
    Day day = day("cash");
    DeskId desk = new DeskId("D1");
    day.payments.openDesk(desk, IQD);
    day.payments.open(AccountClass.OWNER_FUNDS, IQD);
    day.payments.open(AccountClass.MONEY_IN_TRANSIT, IQD);
    day.payments.open(AccountClass.CASH_SHORT, IQD);
    day.payments.post(new CashStep.BroughtByOwner("b", iqd(500), day.on("desk"))).orThrow();
    day.payments.post(new CashStep.Floated("f", desk, iqd(500), day.on("desk"))).orThrow();
    Item count = Item.outside("count 1", "cash_desk:D1", iqd(-500), DAY);
    day.arrives("count", count);
    day.threeWay.desk(desk, IQD, List.of("count"), Day.BANK, "cashier");
    Break found = day.threeWay.breaks().of("cash_desk:D1").stream().findFirst().orElseThrow();
    assertThat(found.heldOn()).isEqualTo("recon_suspense:cash_D1");
    assertThat(day.balance(AccountClass.CASH_DESK.path("D1"))).isEqualTo("0.000");
    Breaks.Request request = new Breaks.Request(found.id(), "cashier", "lost", DAY);
    assertThat(
            day.threeWay
                .breaks()
                .writeOff(request, asked -> new Answer.Approved("r2", "d2", "accountant")))
        .isInstanceOf(Resolving.Resolved.class);
    assertThat(day.balance(AccountClass.CASH_SHORT.path())).isEqualTo("500.000");
  }

  @Test
  @Covers("O5")
  void aRemittance_leadsToItsLine() {
    Day day = day("remit");
    Unit usd = DB.ledger().openUnit(Unit.fiat("USD", 2));
    BankId partnerBank = new BankId("partner_bank");
    day.threeWay.openBank(partnerBank, usd);
    day.payments.open(AccountClass.REMITTANCE_PAYABLE, "t1", usd);
    day.payments.open(AccountClass.PARTNER_PAYABLE, "p1", usd);
    Money sent = Money.of("500.00", usd);
    Occasion when = day.on("case-t1");
    DB.ledger()
        .post(
            JournalEntry.on(DAY)
                .key("received-t1")
                .correlatedWith("case-t1")
                .debit(AccountClass.BANK.path("partner_bank"), sent)
                .credit(AccountClass.REMITTANCE_PAYABLE.path("t1"), sent)
                .build())
        .orThrow();
    day.payments.post(new RemittanceStep.Completed("t1", "p1", sent, when)).orThrow();
    day.payments.post(new RemittanceStep.Released("t1", "p1", partnerBank, sent, when)).orThrow();
    day.arrives(
        "usd",
        Item.outside("bank-25", "bank:partner_bank", sent, DAY).keyed("received-t1"),
        Item.outside("bank-26", "bank:partner_bank", sent.negated(), DAY).keyed("t1"));
    BankRun run = new BankRun(partnerBank, usd, List.of("usd"), Day.BANK, List.of());
    assertThat(day.threeWay.bank(run, "treasury").settled().breaks()).isEmpty();
    List<Traced> trace = day.threeWay.trace("case-t1");
    assertThat(trace).hasSize(4);
    assertThat(trace.getFirst().claims()).hasSize(1);
    assertThat(trace.getLast().entry().entry().kind()).isEqualTo("remittance_paid");
    assertThat(trace.getLast().line()).contains("bank-26");
    assertThat(trace.getLast().claims()).hasSize(1);
  }

  @Test
  void aRun_doneAgain_isTheSameToTheByte() {
    Day day = day("again");
    day.released("PO-8", 100);
    day.arrives("s1", day.line("bank-18", -100).keyed("PO-8"), day.line("bank-19", 5));
    Runs.Done done = day.bankRun("s1");
    day.released("PO-9", 300);
    day.bankRun("s1");
    Runs.Again again = day.threeWay.replay(done.act(), day.run("s1"));
    assertThat(again.isIdentical()).isTrue();
    assertThat(again.report().lines()).containsExactlyElementsOf(done.report().lines().toList());
    assertThat(again.report().matchesCsv()).hasSize(3);
    assertThat(again.report().findingsCsv()).hasSize(2);
    assertThat(again.run().author()).isEqualTo("treasury");
  }

  @Test
  void theGate_isOpenWhenNothingIsLeft() {
    Day day = day("gate");
    assertThat(day.threeWay.gate(day.bank, DAY).isOpen()).isFalse();
    day.released("PO-12", 100);
    day.bankRun("none");
    assertThat(day.threeWay.gate(day.bank, DAY.plusDays(5)).isOpen()).isTrue();
    assertThat(day.threeWay.gate(day.bank, DAY.plusDays(6)).blocking()).hasSize(1);
    day.arrives("s1", day.line("bank-27", -100).keyed("PO-12"), day.line("bank-28", 5));
    day.bankRun("s1");
    assertThat(day.threeWay.gate(day.bank, DAY).blocking())
        .extracting(Break::type)
        .containsExactly(Finding.Type.MISSING_IN_LEDGER);
  }

  @Test
  void aDryRun_leavesNothing() {
    Day day = day("dry");
    day.released("PO-10", 100);
    day.arrives("s1", day.line("bank-20", -100).keyed("PO-10"), day.line("bank-21", 5));
    long entry = DB.ledger().newestEntry();
    long act = store().newestAct();
    assertThat(day.threeWay.dryRun(day.run("s1")).matching().matches()).hasSize(1);
    assertThat(DB.ledger().newestEntry()).isEqualTo(entry);
    assertThat(store().newestAct()).isEqualTo(act);
    day.bankRun("s1");
  }

  @Test
  void twoRunsAtOnce_postOnce() throws Exception {
    Day day = day("race");
    day.released("PO-11", 100);
    day.arrives("s1", day.line("bank-22", -100).keyed("PO-11"), day.line("bank-23", 40));
    Callable<Runs.Done> run = () -> day.bankRun("s1");
    int matches = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      for (Future<Runs.Done> each : pool.invokeAll(List.of(run, run, run))) {
        matches += each.get().settled().matches().size();
      }
    }
    assertThat(matches).isEqualTo(2);
    assertProved(day, 40, "s1");
  }

  @Test
  void aPossibleDuplicate_raisesOneWorkItemAndPostsNothing() {
    Day day = day("suspicion");
    Item first = day.filed("c1", 100).paidBy("Ann").saying("invoice 7");
    Item second = day.filed("c2", 100).paidBy("ann").saying("Invoice 7");
    long entry = DB.ledger().newestEntry();
    Breaks breaks = day.threeWay.breaks();
    List<String> raised =
        breaks.raise(Suspicion.among(List.of(first, second), 2), "watch", DAY.plusDays(1));
    assertThat(breaks.raise(Suspicion.among(List.of(second, first), 2), "watch", DAY))
        .isEqualTo(raised);
    assertThat(only(day, receivable(day).value(), Finding.Type.POSSIBLE_DUPLICATE).outside())
        .containsExactly("file c1", "file c2");
    assertThat(DB.ledger().newestEntry()).isEqualTo(entry);
    assertThat(breaks.assign(raised.getFirst(), "bob", DAY.plusDays(2), "ann"))
        .isInstanceOf(Resolving.Resolved.class);
    assertThat(breaks.settle(raised.getFirst(), "bob", "two invoices"))
        .isInstanceOf(Resolving.Resolved.class);
    breaks.raise(Suspicion.among(List.of(first, second), 2), "watch", DAY);
    assertThat(breaks.find(raised.getFirst()).orElseThrow().isOpen()).isFalse();
    assertThat(breaks.settle("nothing", "bob", "?"))
        .isEqualTo(new Resolving.Refused(Resolving.Reason.UNKNOWN));
  }

  /** Captures of these amounts, filed and waiting for the bank. */
  private static Day settled(String name, long... captures) {
    Day day = day(name);
    Item[] filed = new Item[captures.length];
    Money fees = iqd(0);
    for (int i = 0; i < captures.length; i++) {
      day.captured("c" + i, captures[i]);
      filed[i] = day.filed("c" + i, captures[i]);
      fees = fees.plus(iqd(captures[i] * 12 / 1_000));
    }
    day.arrives("f1", filed);
    due(day, day.providerRun("f1"), fees);
    day.bankRun("none");
    return day;
  }

  private static void due(Day day, Runs.Done filed, Money fees) {
    Money accrued = iqd(1_500).min(fees);
    day.dues.add(
        ThreeWay.due(
            filed.report().matching(),
            new FileSays(
                day.provider,
                "S-1",
                day.bank,
                fees.equals(iqd(1_750)) ? accrued : fees,
                fees,
                DAY,
                DAY.plusDays(2))));
  }

  private static long move(Day day, String key, long dinars) {
    return DB.ledger()
        .post(
            JournalEntry.on(DAY)
                .key(key + day.bank)
                .debit(UNALLOCATED, iqd(dinars))
                .credit(Day.account(AccountClass.MERCHANT_PAYABLE, day.school.value()), iqd(dinars))
                .build())
        .orThrow()
        .number();
  }

  private static void assertProved(Day day, long closing, String... files) {
    FourFigures figures = day.threeWay.fourFigures(day.run(files), iqd(closing));
    assertThat(figures.isProved()).as(figures.toString()).isTrue();
  }

  private static Break only(Day day, Finding.Type type) {
    return only(day, path(day), type);
  }

  private static Break only(Day day, String account, Finding.Type type) {
    List<Break> found =
        day.threeWay.breaks().of(account).stream().filter(it -> it.type() == type).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static Break find(Day day, Break known) {
    return day.threeWay.breaks().find(known.id()).orElseThrow();
  }

  private static String path(Day day) {
    return AccountClass.BANK.path(day.bank.value()).value();
  }

  private static AccountPath suspense(Day day) {
    return Day.account(AccountClass.RECON_SUSPENSE, day.bank.value());
  }

  private static AccountPath receivable(Day day) {
    return Day.account(AccountClass.PROVIDER_RECEIVABLE, day.provider.value());
  }

  private static String balance(Day day, AccountClass of) {
    return day.balance(Day.account(of, day.bank.value()));
  }
}
