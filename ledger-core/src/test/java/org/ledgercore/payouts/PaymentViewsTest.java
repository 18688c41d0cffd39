package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.payouts.PayoutWorld.eur;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.payments.Correction;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payouts.PaymentView.Reached;
import org.ledgercore.payouts.PaymentView.Stage;
import org.ledgercore.testing.LedgerExtension;

/** What a payment has come to, told from the journal, stage by stage. */
class PaymentViewsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void paymentPaidOut_isCompleted_withItsTimes() {
    PayoutWorld world = world("paid");
    long capture = world.capture("p1", "100.00");
    long other = world.capture("p2", "11.00");
    assertThat(view(world, "p1").stage()).isEqualTo(Stage.PENDING);
    assertAccepted(world.payouts.request(world.everything("a", other)));
    assertAccepted(world.released("a"));
    assertThat(view(world, "p1").stage()).isEqualTo(Stage.PENDING);
    long confirmed = assertAccepted(world.confirmed("a")).number();

    PaymentView view = view(world, "p1");

    assertThat(view.stages())
        .extracting(Reached::stage)
        .containsExactly(Stage.RECEIVED, Stage.VALIDATED, Stage.PENDING, Stage.COMPLETED);
    assertThat(view.stages())
        .extracting(Reached::entry)
        .containsExactly(capture, capture, capture, confirmed);
    assertThat(view.stages().getLast().at()).isEqualTo(world.ledger.entry(confirmed).recordedAt());
    assertThat(view.stages()).extracting(Reached::at).isSortedAccordingTo(Instant::compareTo);
    assertThat(view.lines()).hasSize(1);
    assertThat(view.lines().getFirst().payout()).isEqualTo(world.id("a"));
    assertThat(view.lines().getFirst().paid()).isTrue();
    assertThat(view.state().captured()).isEqualTo(eur("100.00"));
    assertThat(view.lots()).isEmpty();
  }

  @Test
  void payoutThatCameBack_makesItPendingAgain() {
    PayoutWorld world = world("returned");
    long cutOff = world.capture("p1", "100.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff)));
    assertAccepted(world.released("a"));
    assertAccepted(world.confirmed("a"));
    assertAccepted(world.takenBack("a", "0.00"));

    PaymentView view = view(world, "p1");

    assertThat(view.stage()).isEqualTo(Stage.PENDING);
    assertThat(view.lines().getFirst().payout()).isEmpty();
    assertAccepted(world.named("account 2"));
    assertAccepted(world.payouts.request(world.everything("b", cutOff)));
    assertAccepted(world.released("b"));
    assertAccepted(world.confirmed("b"));
    assertThat(view(world, "p1").stages())
        .extracting(Reached::stage)
        .containsExactly(
            Stage.RECEIVED,
            Stage.VALIDATED,
            Stage.PENDING,
            Stage.COMPLETED,
            Stage.PENDING,
            Stage.COMPLETED);
    assertThat(view(world, "p1").lines().getFirst().payout()).isEqualTo(world.id("b"));
  }

  @Test
  void refundAndReserve_areShown_andKeepItOpen() {
    PayoutWorld world = world("refund");
    long cutOff = world.captureWithReserve("p1", "100.00");
    RefundRef refund = new RefundRef(PayoutWorld.CARDS, "refund-1");
    Occasion occasion = Occasion.on(PayoutWorld.DAY, world.id("p1"));
    assertAccepted(
        world.payments.holdRefund(new RefundHold(refund, world.merchant, eur("30.00"), occasion)));
    PaymentView held = view(world, "p1");
    assertThat(held.state().held()).isEqualTo(eur("30.00"));
    assertThat(held.state().refundable()).isEqualTo(eur("70.00"));
    assertThat(held.lots()).hasSize(1);
    assertThat(held.lots().getFirst().left()).isEqualTo(eur("10.00"));
    assertThat(held.lots().getFirst().releaseOn()).isEqualTo(PayoutWorld.DAY.plusDays(90));

    assertAccepted(world.payouts.request(world.everything("a", world.now())));
    assertAccepted(world.released("a"));
    assertAccepted(world.confirmed("a"));
    assertThat(view(world, "p1").stage()).isEqualTo(Stage.PENDING);
    assertAccepted(world.payments.confirmRefund(refund, occasion));

    PaymentView done = view(world, "p1");
    assertThat(done.stage()).isEqualTo(Stage.COMPLETED);
    assertThat(done.state().refunded()).isEqualTo(eur("30.00"));
    assertThat(done.lines())
        .extracting(it -> it.line().amount().toDecimal())
        .containsExactly("90.00", "-30.00");
    assertThat(done.lines()).allMatch(it -> it.payout().equals(world.id("a")));
    assertThat(done.lines().getFirst().line().entry()).isEqualTo(cutOff);
  }

  @Test
  void reversedCapture_hasFailed() {
    PayoutWorld world = world("reversed");
    world.capture("p1", "100.00");
    assertAccepted(
        world.payments.post(
            new Correction.CaptureReversed(
                PayoutWorld.CARDS, world.id("p1"), Occasion.on(PayoutWorld.DAY, world.id("p1")))));

    assertThat(view(world, "p1").stages())
        .extracting(Reached::stage)
        .containsExactly(Stage.RECEIVED, Stage.VALIDATED, Stage.PENDING, Stage.FAILED);
  }

  @Test
  void unknownPayment_isEmpty() {
    assertThat(PaymentViews.on(DB.ledger()).payment("nobody's", PayoutWorld.EUR)).isEmpty();
    PayoutWorld world = world("bare");
    world.capture("p1", "1.00");
    List<Reached> stages = view(world, "p1").stages();
    assertThat(stages.getFirst().stage()).isEqualTo(Stage.RECEIVED);
  }

  private static PaymentView view(PayoutWorld world, String payment) {
    return PaymentViews.on(DB.ledger()).payment(world.id(payment), PayoutWorld.EUR).orElseThrow();
  }

  private static PayoutWorld world(String merchant) {
    PayoutWorld world = new PayoutWorld(DB.ledger(), merchant);
    assertAccepted(world.named("account 1"));
    return world;
  }
}
