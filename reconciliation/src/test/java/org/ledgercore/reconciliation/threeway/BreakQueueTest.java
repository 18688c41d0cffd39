package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.threeway.Day.DAY;
import static org.ledgercore.reconciliation.threeway.Day.IQD;
import static org.ledgercore.reconciliation.threeway.Day.iqd;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.ProviderStep;
import org.ledgercore.reconciliation.breaks.Ageing;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.breaks.WriteOffApproval.Answer;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Suspicion;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.testing.Covers;

/** What does not agree is in one queue, posted or not, until somebody resolves it. */
@Covers({"E31", "S33"})
class BreakQueueTest extends ThreeWayCase {

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
}
