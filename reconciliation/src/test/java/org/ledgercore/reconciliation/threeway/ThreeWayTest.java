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
import org.junit.jupiter.api.Test;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.RemittanceStep;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Nature;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.matching.Tolerance;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.testing.Covers;

/** A line of the bank confirms what the ledger expects, once, and the books say what it says. */
@Covers({"E39", "O5"})
class ThreeWayTest extends ThreeWayCase {

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
  void aTolerance_keepsTheDifferenceAsALeg() {
    Day day = day("tolerance");
    day.released("PO-13", 1_000);
    day.arrives("s1", day.line("bank-31", -1_001).keyed("PO-13"));
    Rules rules = Day.BANK.tolerating(new Tolerance(Tolerance.Cause.FEE, iqd(2).minor(), 50));
    Money before = charges(day);
    BankRun run = new BankRun(day.bank, IQD, List.of("s1"), rules, List.of());
    assertThat(day.threeWay.bank(run, "treasury").settled().breaks()).isEmpty();
    assertThat(charges(day).minus(before)).isEqualTo(iqd(1));
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("-1.000");
    assertProved(day, -1, "s1");
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
}
