package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.threeway.Day.DAY;
import static org.ledgercore.reconciliation.threeway.Day.iqd;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.breaks.WriteOffApproval.Answer;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.testing.Covers;

/** What a provider files and what arrives at the bank: net, short, over, and with another fee. */
@Covers("E7")
class SettlementTest extends ThreeWayCase {

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
    assertThat(only(day, Finding.Type.UNSETTLED).isOpen()).isFalse();
    assertProved(day, 73_500, "s1");
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
  void settlement_belowNothing_isCollectedByTheProvider() {
    Day day = collected("collects");
    Break due = only(day, Finding.Type.UNSETTLED);
    assertThat(due.amount()).isEqualTo(iqd(19_000));
    assertThat(due.heldOn()).isEqualTo(receivable(day).value());
    breaksTieOut();

    day.arrives("s1", day.line("bank-40", -19_012).keyed("S-1"));
    assertThat(day.bankRun("s1").settled().breaks()).isEmpty();
    assertThat(find(day, due).standing().resolution()).isEqualTo(Break.Resolution.MATCHED);
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("-19012.000");
    assertThat(day.balance(receivable(day))).isEqualTo("0.000");
    assertThat(payable(day)).isEqualTo("0.000");
    assertProved(day, -19_012, "s1");
  }

  @Test
  void settlement_belowNothing_ofWhichMoreIsTaken_isAPostedBreak() {
    Day day = collected("takes");
    day.arrives("s1", day.line("bank-41", -19_112).keyed("S-1"));
    day.bankRun("s1");
    Break found = only(day, Finding.Type.AMOUNT);
    assertThat(found.amount()).isEqualTo(iqd(-100));
    assertThat(found.heldOn()).isEqualTo("recon_suspense:" + day.provider);
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("-19112.000");
    assertThat(day.balance(receivable(day))).isEqualTo("0.000");
    assertProved(day, -19_112, "s1");
  }

  @Test
  void settlement_belowNothing_ofWhichLessIsTaken_isHeld() {
    Day day = collected("leaves");
    day.arrives("s1", day.line("bank-42", -18_912).keyed("S-1"));
    day.bankRun("s1");
    Break found = only(day, Finding.Type.AMOUNT);
    assertThat(found.amount()).isEqualTo(iqd(100));
    assertThat(found.heldOn()).isEqualTo(UNALLOCATED.value());
    assertThat(day.balance(receivable(day))).isEqualTo("0.000");
    assertProved(day, -18_912, "s1");
  }

  @Test
  void settlement_belowNothing_farOff_confirmsNothing() {
    Day day = collected("far");
    day.arrives("s1", day.line("bank-43", -10_000).keyed("S-1"));
    day.bankRun("s1");
    assertThat(only(day, Finding.Type.MISSING_IN_LEDGER).heldOn()).isEqualTo(suspense(day).value());
    assertThat(only(day, Finding.Type.UNSETTLED).amount()).isEqualTo(iqd(19_000));
    assertThat(day.balance(receivable(day))).isEqualTo("-19000.000");
    assertProved(day, -10_000, "s1");
  }

  @Test
  void settlement_belowNothing_becauseOfFeesAlone_isCollected() {
    Day day = day("fees");
    day.captured("c1", 1_000);
    day.disputed("d1", 1_000);
    day.arrives("f1", day.filed("c1", 1_000), day.filed("d1", -1_000));
    due(day, day.providerRun("f1"), iqd(12));
    day.arrives("s1", day.line("bank-44", -12).keyed("S-1"));
    assertThat(day.bankRun("s1").settled().breaks()).isEmpty();
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("-12.000");
    assertThat(payable(day)).isEqualTo("0.000");
    assertProved(day, -12, "s1");
  }

  @Test
  void settlement_ofNothing_isPostedWithoutALine_once() {
    Day day = day("nothing");
    day.captured("c1", 1_000);
    day.disputed("d1", 988);
    day.arrives("f1", day.filed("c1", 1_000), day.filed("d1", -988));
    due(day, day.providerRun("f1"), iqd(12));
    long act = store().newestAct();
    assertThat(day.threeWay.dryRun(day.run("none")).matching().findings()).isEmpty();
    assertThat(day.balance(receivable(day))).isEqualTo("12.000");

    Runs.Done done = day.bankRun("none");
    assertThat(done.settled().breaks()).isEmpty();
    assertThat(day.threeWay.breaks().of(path(day))).isEmpty();
    assertThat(day.balance(receivable(day))).isEqualTo("0.000");
    assertThat(payable(day)).isEqualTo("0.000");
    assertThat(balance(day, AccountClass.BANK)).isEqualTo("0.000");
    assertThat(store().newestAct()).isEqualTo(act + 1);
    long entry = DB.ledger().newestEntry();
    day.bankRun("none");
    assertThat(DB.ledger().newestEntry()).isEqualTo(entry);
    assertThat(day.threeWay.replay(done.act(), day.run("none")).isIdentical()).isTrue();
  }

  /** A settlement of a capture of 1,000 and a dispute of 20,000, waiting for the bank. */
  private static Day collected(String name) {
    Day day = day(name);
    day.captured("c1", 1_000);
    day.disputed("d1", 20_000);
    day.arrives("f1", day.filed("c1", 1_000), day.filed("d1", -20_000));
    due(day, day.providerRun("f1"), iqd(12));
    day.bankRun("none");
    return day;
  }

  private static String payable(Day day) {
    return day.balance(Day.account(AccountClass.PROVIDER_PAYABLE, day.provider.value()));
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
}
