package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** A payment is refunded as far as it was captured, by whomever and however many at once. */
@Covers("E32")
class RefundCapacityTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int THREADS = 64;

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  @Test
  void capacity_isCapturedLessRefundedHeldAndDisputed() {
    School it = open("figures");
    Payments payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(it.capture()));
    assertAccepted(payments.post(it.hold(30_000)));
    assertAccepted(payments.post(it.confirmed()));
    assertAccepted(payments.post(hold(it, "open", 20_000)));
    assertAccepted(payments.post(new DisputeStep.Opened(it.dispute, it.iqd(15_000), it.when)));

    PaymentState state = payments.payment(it.when.caseId(), it.iqd);

    assertThat(state.captured()).isEqualTo(it.iqd(125_000));
    assertThat(state.refunded()).isEqualTo(it.iqd(30_000));
    assertThat(state.held()).isEqualTo(it.iqd(20_000));
    assertThat(state.disputed()).isEqualTo(it.iqd(15_000));
    assertThat(state.refundable()).isEqualTo(it.iqd(60_000));
  }

  @Test
  void refundAboveCapacity_isRefused_andFitsAgainAfterARejection() {
    School it = open("above");
    Payments payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(it.capture()));
    assertAccepted(payments.post(it.given(500_000)));
    assertAccepted(payments.post(it.hold(50_000)));

    Rejection.PaymentRefused refused =
        assertRejected(payments.post(hold(it, "more", 75_001)), Rejection.PaymentRefused.class);
    assertThat(refused.reason())
        .isEqualTo(
            new PaymentRefusal.RefundAboveCapacity(
                it.when.caseId(), it.iqd(75_000), it.iqd(75_001)));
    assertThat(refused.sentence())
        .isEqualTo("refund of pay_above: must be at most 75000.000 IQD: 75001.000 IQD");

    assertAccepted(payments.post(it.rejected()));
    assertAccepted(payments.post(hold(it, "more", 75_001)));
  }

  @Test
  void sameRefundAgain_isReplayed_evenWhenNothingIsLeft() {
    School it = open("again");
    Payments payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(it.capture()));
    assertAccepted(payments.post(it.hold(125_000)));

    assertReplayed(payments.post(it.hold(125_000)));
    Rejection.KeyReused reused =
        assertRejected(payments.post(it.hold(124_000)), Rejection.KeyReused.class);
    assertThat(reused.sentence()).contains("125000.000 IQD").contains("124000.000 IQD");
  }

  @Test
  void manyThreadsRefundOnePayment_exactlyWhatFitsSucceeds() throws Exception {
    School it = open("threads");
    Payments payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(it.capture()));
    assertAccepted(payments.post(it.given(1_000_000)));

    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> sent = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        RefundHold hold = hold(it, "t" + i, 10_000);
        sent.add(threads.submit(() -> payments.post(hold)));
      }
      for (Future<Outcome> each : sent) {
        outcomes.add(each.get());
      }
    }

    assertThat(outcomes.stream().filter(Outcome.Accepted.class::isInstance)).hasSize(12);
    for (Outcome outcome : outcomes) {
      if (!(outcome instanceof Outcome.Accepted)) {
        Rejection.PaymentRefused refused = assertRejected(outcome, Rejection.PaymentRefused.class);
        assertThat(refused.reason()).isInstanceOf(PaymentRefusal.RefundAboveCapacity.class);
      }
    }
    assertThat(payments.payment(it.when.caseId(), it.iqd).refundable()).isEqualTo(it.iqd(5_000));
  }

  private static RefundHold hold(School it, String name, long dinars) {
    RefundRef refund = new RefundRef(it.provider, name + "_" + it.row);
    return new RefundHold(refund, it.school, it.iqd(dinars), it.when);
  }

  private static School open(String row) {
    School school = new School(row, School.IQD);
    school.open(DB.ledger());
    return school;
  }
}
