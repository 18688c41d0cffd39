package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.gates.Gated;
import org.ledgercore.approvals.gates.Reading;
import org.ledgercore.approvals.kinds.Flag;
import org.ledgercore.approvals.kinds.PayoutGates;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.requests.State;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.FactRef;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payouts.Payout;
import org.ledgercore.payouts.Payouts;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.Covers;

/** Payouts leave through gates: what closes one is named, and nothing slips through beside it. */
@Covers({"E6", "E8", "E37"})
class PayoutReleaseTest {

  private static final int RACES = Integer.getInteger("ledger.test.races", 20);

  private static PayoutOffice office;

  @BeforeAll
  static void open() {
    office = new PayoutOffice();
  }

  @AfterAll
  static void close() {
    assertThat(office.requests().verify()).isEmpty();
    office.close();
  }

  private static List<String> reasons(Answer<Request> answer) {
    return refused(answer, Refusal.Blocked.class).reasons();
  }

  @Test
  void goldenDay_refundBlocksThePayout_untilASecondPersonDecides() {
    Requests requests = office.requests();
    MerchantId school = office.merchant("school");
    long inFlight = office.balance(AccountClass.PAYOUT_IN_FLIGHT, "rafidain");
    assertThat(office.balance(AccountClass.MERCHANT_PAYABLE, "school")).isEqualTo(110_000);
    Request refund = office.refund(requests, school, 50_000);
    assertThat(office.balance(AccountClass.REFUND_PENDING, "school")).isEqualTo(50_000);
    refused(office.askPayout(requests, school, 60_001), Refusal.LedgerRefused.class);
    Request payout = office.approvedPayout(requests, school, 60_000);
    assertThat(office.balance(AccountClass.PAYOUT_PENDING, "school")).isEqualTo(60_000);

    assertThat(reasons(office.release(requests, payout)))
        .containsExactly("refund_open: refund request " + refund.number());
    refused(
        requests.approve(office.sue, refund.number(), refund.digest(), "mine"),
        Refusal.NotPermitted.class);
    requests.approve(office.carl, refund.number(), refund.digest(), "seen").orThrow();
    requests.execute(office.carl, refund.number(), "send it").orThrow();
    RefundRef ref = new RefundRef(PayoutOffice.PROVIDER, refund.ask().subject());
    office
        .payments
        .confirmRefund(
            ref,
            PayoutOffice.when("school")
                .approvedBy(Long.toString(refund.number()), refund.digest().toString()))
        .orThrow();

    Request released = office.release(requests, payout).orThrow();
    assertThat(released.state()).isEqualTo(State.EXECUTED);
    assertThat(office.balance(AccountClass.PAYOUT_PENDING, "school")).isZero();
    assertThat(office.balance(AccountClass.PAYOUT_IN_FLIGHT, "rafidain"))
        .isEqualTo(inFlight + 60_000);
    refused(office.release(requests, payout), Refusal.WrongState.class);

    confirmTwice(payout.ask().subject());
    assertThat(office.balance(AccountClass.PAYOUT_IN_FLIGHT, "rafidain")).isEqualTo(inFlight);
    assertGatesAreKept(payout);
  }

  private static void confirmTwice(String payout) {
    Occasion line = Occasion.on(PayoutOffice.DAY, payout);
    office.payments.confirmPayout(payout, line).orThrow();
    assertThat(office.payments.confirmPayout(payout, line)).isInstanceOf(Outcome.Replayed.class);
  }

  /** What open gates read, and at which versions, is in the record of the release. */
  private static void assertGatesAreKept(Request payout) {
    Fact record =
        office
            .office
            .ledger()
            .facts()
            .newest(FactRef.of("approval.request", Long.toString(payout.number())))
            .orElseThrow();
    assertThat(record.values())
        .containsKeys(
            "gate.refund_open",
            "gate.screening_clear",
            "gate.payout_not_held",
            "gate.account_not_blocked",
            "gate.beneficiary_unchanged",
            "gate.account_not_frozen",
            "gate.safeguarding_covered");
    assertThat(record.values().get("gate.refund_open"))
        .startsWith("version 1 open, read [requests refund school @");
  }

  @Test
  void payout_isToldToTheBeneficiary_andRefusedWithoutOne() {
    Requests requests = office.requests();
    MerchantId merchant = office.merchant("paid");
    Request payout = office.approvedPayout(requests, merchant, 2_000);
    office.release(requests, payout).orThrow();
    Payout told = Payouts.on(office.office.ledger()).payout(payout.ask().subject()).orElseThrow();
    assertThat(told.beneficiaryVersion()).isEqualTo(1);
    assertThat(told.merchant()).isEqualTo(merchant);

    MerchantId nobody = new MerchantId("nobody");
    office.payments.openMerchant(nobody, PayoutOffice.IQD);
    assertThat(
            refused(office.askPayout(requests, nobody, 1), Refusal.LedgerRefused.class)
                .rejection()
                .sentence())
        .contains("nobody");
  }

  @Test
  void rejectedPayout_givesTheMoneyBack_byThePaymentsOwnEntry() {
    Requests requests = office.requests();
    MerchantId merchant = office.merchant("back");
    Request payout = office.payout(requests, merchant, 10_000);
    requests.reject(office.tina, payout.number(), "wrong bank").orThrow();
    assertThat(office.balance(AccountClass.MERCHANT_PAYABLE, "back")).isEqualTo(110_000);
    Request refund = office.refund(requests, merchant, 20_000);
    Request recalled = requests.recall(office.sue, refund.number(), "a mistake").orThrow();
    assertThat(office.balance(AccountClass.MERCHANT_PAYABLE, "back")).isEqualTo(110_000);
    long entry = recalled.acts().getLast().posted().getFirst();
    assertThat(office.office.ledger().entry(entry).entry().kind()).isEqualTo("refund_rejected");
  }

  @Test
  void refundThatTheProviderMadeAnyway_isNotGivenBackTwice() {
    Requests requests = office.requests();
    MerchantId merchant = office.merchant("anyway");
    Request refund = office.refund(requests, merchant, 20_000);
    RefundRef ref = new RefundRef(PayoutOffice.PROVIDER, refund.ask().subject());
    long confirmed =
        office.payments.confirmRefund(ref, PayoutOffice.when("anyway")).orThrow().number();
    Request ended = requests.recall(office.sue, refund.number(), "happened").orThrow();
    assertThat(ended.acts().getLast().posted()).containsExactly(confirmed);
    assertThat(office.balance(AccountClass.MERCHANT_PAYABLE, "anyway")).isEqualTo(90_000);
  }

  @Test
  void eachGate_isClosedByWhatItIsAbout_andOpensAgain() {
    Requests requests = office.requests();
    MerchantId merchant = office.merchant("gated");
    Request payout = office.approvedPayout(requests, merchant, 1_000);

    office.raise(Flag.DISPUTE, merchant);
    office.raise(Flag.SCREENING, merchant);
    office.raise(Flag.PAYOUT_HOLD, merchant);
    office.raise(Flag.ACCOUNT_BLOCK, merchant);
    Act act = new Act("freeze-gated", "rosa", "suspicion");
    office
        .office
        .ledger()
        .accounts()
        .freeze(office.payable(merchant), AccountStatus.FROZEN_OUT, act)
        .orThrow();
    assertThat(reasons(office.release(requests, payout)))
        .containsExactly(
            "dispute_covered: dispute.uncovered gated version 1",
            "screening_clear: screening.flag gated version 1",
            "payout_not_held: payout.hold gated version 1",
            "account_not_blocked: block.account gated version 1",
            "account_not_frozen: merchant_payable:gated in IQD");
    for (Flag flag : Flag.values()) {
      office.lift(requests, flag, merchant);
    }
    office
        .office
        .ledger()
        .accounts()
        .unfreeze(office.payable(merchant), new Act("unfreeze-gated", "rosa", "cleared"))
        .orThrow();
    office.release(requests, payout).orThrow();

    office.nameBeneficiary(merchant, "iban-2");
    Request moved = office.approvedPayout(requests, merchant, 1_000);
    assertThat(reasons(office.release(requests, moved)))
        .singleElement()
        .asString()
        .startsWith("beneficiary_unchanged: beneficiary version 2 until ");
    office.nameBeneficiary(merchant, "iban-3");
    refused(office.release(requests, moved), Refusal.Changed.class);
    assertThat(office.balance(AccountClass.PAYOUT_PENDING, "gated")).isZero();
  }

  @Test
  void statementGate_wantsTheDayBefore() {
    Requests requests = office.requests(List.of(PayoutGates.statementMatched()));
    MerchantId merchant = office.merchant("matched");
    Request payout = office.approvedPayout(requests, merchant, 1_000);
    assertThat(reasons(office.release(requests, payout)))
        .containsExactly("statement_matched: rafidain matched through no day");
    office.fact(PayoutGates.STATEMENT, "rafidain", "through", "2026-06-13");
    assertThat(reasons(office.release(requests, payout)))
        .containsExactly("statement_matched: rafidain matched through 2026-06-13");
    office.fact(PayoutGates.STATEMENT, "rafidain", "through", "2026-06-14");
    office.release(requests, payout).orThrow();
  }

  /** A gate made of one function. */
  private record TestGate(String name, BiFunction<Gated, Reading, List<String>> rule)
      implements Gate {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      return rule.apply(gated, reading);
    }
  }

  @Test
  void gateThatThrows_orTakesTooLong_isClosed_andSaysSo() {
    CountDownLatch never = new CountDownLatch(1);
    Gate throwing =
        new TestGate(
            "broken",
            (gated, reading) -> {
              throw new IllegalStateException("no answer from the bureau");
            });
    Gate sleeping =
        new TestGate(
            "slow",
            (gated, reading) -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            });
    Requests requests = office.requests(List.of(throwing, sleeping));
    MerchantId merchant = office.merchant("broken");
    Request payout = office.approvedPayout(requests, merchant, 1_000);
    assertThat(reasons(office.release(requests, payout)))
        .containsExactly(
            "broken: failed: java.lang.IllegalStateException: no answer from the bureau",
            "slow: gave no answer within 1000 ms");
    assertThat(office.balance(AccountClass.PAYOUT_PENDING, "broken")).isEqualTo(1_000);
  }

  /** Between the gate and the turn somebody raises a flag: the gates are asked again. */
  @Test
  void whatChangesAfterTheGate_isSeenUnderTheTurn() {
    AtomicInteger asked = new AtomicInteger();
    Gate hasty =
        new TestGate(
            "hasty",
            (gated, reading) -> {
              boolean flagged =
                  reading
                      .fact(Flag.SCREENING.fact(), gated.counterparty())
                      .map(it -> "raised".equals(it.values().get("state")))
                      .orElse(false);
              if (asked.incrementAndGet() == 1) {
                office.raise(Flag.SCREENING, new MerchantId(gated.counterparty()));
              }
              return flagged ? List.of("flag") : List.of();
            });
    Requests requests = office.requests(List.of(hasty));
    MerchantId merchant = office.merchant("hasty");
    Request payout = office.approvedPayout(requests, merchant, 1_000);
    assertThat(reasons(office.release(requests, payout))).containsExactly("hasty: flag");
    assertThat(asked).hasValue(2);
    assertThat(office.balance(AccountClass.PAYOUT_PENDING, "hasty")).isEqualTo(1_000);
  }

  @Test
  void releaseAndANewRefund_atTheSameInstant_oneComesFirst() {
    Requests requests = office.requests();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < RACES; i++) {
      MerchantId merchant = office.merchant("race" + i);
      Request payout = office.approvedPayout(requests, merchant, 1_000);
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<Answer<Request>> release =
          CompletableFuture.supplyAsync(() -> {
            await(start);
            return office.release(requests, payout);
          });
      await(start);
      Request refund = office.refund(requests, merchant, 10_000);
      long asked = entryOf(refund, 1);
      Answer<Request> answer = release.join();
      if (answer instanceof Answer.Done<Request>(Request done)) {
        if (entryOf(done, done.acts().size()) > asked) {
          wrong.add(merchant + ": released after the refund was asked for");
        }
      } else if (!reasons(answer)
          .equals(List.of("refund_open: refund request " + refund.number()))) {
        wrong.add(merchant + ": " + answer);
      }
      long waits = answer instanceof Answer.Done<Request> ? 0 : 1_000;
      assertThat(office.balance(AccountClass.PAYOUT_PENDING, merchant.value())).isEqualTo(waits);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void releaseAndANewDispute_atTheSameInstant_oneComesFirst() {
    Requests requests = office.requests();
    for (int i = 0; i < RACES; i++) {
      MerchantId merchant = office.merchant("disputed" + i);
      Request payout = office.approvedPayout(requests, merchant, 1_000);
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<Answer<Request>> release =
          CompletableFuture.supplyAsync(() -> {
            await(start);
            return office.release(requests, payout);
          });
      await(start);
      office.raise(Flag.DISPUTE, merchant);
      FactRef flag = FactRef.of(Flag.DISPUTE.fact(), merchant.value());
      long raised = office.office.ledger().facts().newest(flag).orElseThrow().record().number();
      Answer<Request> answer = release.join();
      boolean done = answer instanceof Answer.Done<Request>;
      if (answer instanceof Answer.Done<Request>(Request released)) {
        assertThat(entryOf(released, released.acts().size())).isLessThan(raised);
      } else {
        assertThat(reasons(answer))
            .containsExactly("dispute_covered: dispute.uncovered " + merchant + " version 1");
      }
      assertThat(office.balance(AccountClass.PAYOUT_PENDING, merchant.value()))
          .isEqualTo(done ? 0 : 1_000);
    }
  }

  private static long entryOf(Request request, int act) {
    return office
        .office
        .ledger()
        .facts()
        .history(FactRef.of("approval.request", Long.toString(request.number())))
        .get(act - 1)
        .record()
        .number();
  }

  private static void await(CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
