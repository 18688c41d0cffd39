package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.payouts.PayoutWorld.eur;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payouts.Payout.State;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Payouts, the lines they pay, and whom they are paid to. */
@Covers({"E8", "E35"})
class PayoutsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void request_paysAllLinesUpToItsCutOff_andTheNextOneWhatCameLater() {
    PayoutWorld world = world("cutoff");
    long first = world.capture("p1", "100.00");
    long second = world.capture("p2", "50.00");
    RefundRef refund = new RefundRef(PayoutWorld.CARDS, "cutoff-refund");
    long held =
        assertAccepted(
                world.payments.holdRefund(
                    new RefundHold(
                        refund,
                        world.merchant,
                        eur("20.00"),
                        Occasion.on(PayoutWorld.DAY, "cutoff-p1"))))
            .number();
    long third = world.capture("p3", "7.00");

    assertAccepted(world.payouts.request(world.everything("a", held)));
    assertAccepted(world.payouts.request(world.everything("b", world.now())));

    Payout a = world.payout("a");
    assertThat(a.amount()).isEqualTo(eur("130.00"));
    assertThat(a.lines()).extracting(PayoutLine::entry).containsExactly(first, second, held);
    assertThat(a.lines())
        .extracting(PayoutLine::amount)
        .containsExactly(eur("100.00"), eur("50.00"), eur("-20.00"));
    assertThat(world.payout("b").lines()).extracting(PayoutLine::entry).containsExactly(third);
    assertThat(unpaid(world)).isEmpty();
    assertThat(world.payable().isZero()).isTrue();
  }

  @Test
  void request_ofAPart_carriesTheRestToTheNextPayout() {
    PayoutWorld world = world("part");
    long cutOff = world.capture("p1", "100.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff).of(eur("70.00"))));

    assertThat(amounts(world.payout("a").lines())).containsExactly("100.00", "-30.00");
    assertThat(world.payout("a").lines().getLast().isCarried()).isTrue();
    assertThat(amounts(unpaid(world))).containsExactly("30.00");

    world.capture("p2", "5.00");
    assertAccepted(world.payouts.request(world.everything("b", cutOff)));
    assertThat(amounts(world.payout("b").lines())).containsExactly("30.00");
    assertThat(amounts(unpaid(world))).containsExactly("5.00");
  }

  @Test
  void rejected_givesItsLinesBack_toOneOtherPayout() {
    PayoutWorld world = world("rejected");
    world.capture("p1", "100.00");
    long cutOff = world.capture("p2", "50.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff).of(eur("120.00"))));
    assertAccepted(world.payouts.request(world.everything("b", cutOff)));
    assertThat(amounts(world.payout("b").lines())).containsExactly("30.00");

    assertAccepted(world.rejected("a"));
    assertThat(amounts(unpaid(world))).containsExactlyInAnyOrder("100.00", "50.00", "-30.00");
    assertAccepted(world.rejected("b"));
    assertThat(amounts(unpaid(world))).containsExactly("100.00", "50.00");

    assertAccepted(world.payouts.request(world.everything("c", cutOff)));
    assertThat(amounts(world.payout("c").lines())).containsExactly("100.00", "50.00");
    assertThat(world.payout("a").state()).isEqualTo(State.REJECTED);
    assertThat(amounts(world.payout("a").lines())).containsExactly("100.00", "50.00", "-30.00");
    assertThat(unpaid(world)).isEmpty();
  }

  @Test
  void commission_isALineOfThePayoutItIsTakenFor() {
    PayoutWorld world = world("commission");
    long cutOff = world.capture("p1", "100.00");
    PayoutOrder order = world.everything("a", cutOff).charging(eur("1.50"));
    assertAccepted(world.payouts.request(order));

    assertThat(amounts(world.payout("a").lines())).containsExactly("100.00", "-1.50");
    assertThat(world.payout("a").amount()).isEqualTo(eur("98.50"));
    assertThat(world.payable().isZero()).isTrue();
    assertReplayed(world.payouts.request(order));
    assertRejected(world.payouts.request(order.charging(eur("2.00"))), Rejection.KeyReused.class);
    assertThat(world.payable().isZero()).isTrue();
  }

  @Test
  void request_again_isAReplay_whateverCameMeanwhile() {
    PayoutWorld world = world("again");
    long cutOff = world.capture("p1", "100.00");
    Outcome first = world.payouts.request(world.everything("a", cutOff));
    world.capture("p2", "50.00");
    world.named("another account");

    assertThat(assertReplayed(world.payouts.request(world.everything("a", cutOff))))
        .isEqualTo(first.orThrow());
    assertThat(
            assertRejected(
                    world.payouts.request(world.everything("a", cutOff + 1)),
                    Rejection.KeyReused.class)
                .sentence())
        .contains("metadata.cut_off");
  }

  @Test
  void request_isRefused_withoutBeneficiary_andAboveItsLines() {
    PayoutWorld world = new PayoutWorld(DB.ledger(), "refused");
    long cutOff = world.capture("p1", "100.00");
    world.capture("p2", "900.00");
    assertThat(refusal(world.payouts.request(world.everything("a", cutOff))))
        .isEqualTo(new PaymentRefusal.NoBeneficiary("refused"));

    world.named("account 1");
    assertThat(refusal(world.payouts.request(world.everything("a", cutOff).of(eur("100.10")))))
        .isEqualTo(
            new PaymentRefusal.PayoutAboveLines(world.id("a"), eur("100.00"), eur("100.10")));
    assertAccepted(world.payouts.request(world.everything("a", cutOff)));
    assertThat(refusal(world.payouts.request(world.everything("b", cutOff))))
        .isInstanceOf(PaymentRefusal.NothingToMove.class);
  }

  @Test
  void confirmedTwice_movesOnce_andWaitsInFlightUntilThen() {
    PayoutWorld world = world("confirmed");
    long cutOff = world.capture("p1", "100.00");
    Money before = world.inFlight();
    assertAccepted(world.payouts.request(world.everything("a", cutOff)));
    assertAccepted(world.released("a"));
    assertReplayed(world.released("a"));
    assertThat(world.inFlight().minus(before)).isEqualTo(eur("100.00"));
    assertThat(world.payout("a").state()).isEqualTo(State.RELEASED);

    assertAccepted(world.confirmed("a"));
    long newest = world.now();
    assertReplayed(world.confirmed("a"));
    assertThat(world.inFlight()).isEqualTo(before);
    assertThat(world.now()).isEqualTo(newest);
    assertRejected(world.failed("a"), Rejection.KeyReused.class);
    assertThat(world.payout("a").steps())
        .extracting(Payout.Step::state)
        .containsExactly(State.REQUESTED, State.RELEASED, State.CONFIRMED);
  }

  @Test
  void release_afterTheBeneficiaryChanged_isRefused() {
    PayoutWorld world = world("changed");
    long cutOff = world.capture("p1", "100.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff)));
    assertAccepted(world.named("account 2"));

    assertThat(refusal(world.released("a")))
        .isEqualTo(new PaymentRefusal.BeneficiaryChanged(world.id("a"), 1, 2));
    assertAccepted(world.rejected("a"));
    assertAccepted(world.payouts.request(world.everything("b", cutOff)));
    assertAccepted(world.released("b"));
    assertThat(world.payout("b").beneficiaryVersion()).isEqualTo(2);
  }

  @Test
  void takenBack_freesTheLines_andBlocksTheBeneficiaryUntilItChanges() {
    PayoutWorld world = world("back");
    long cutOff = world.capture("p1", "100.00");
    long later = world.capture("p2", "40.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff)));
    assertAccepted(world.released("a"));
    assertAccepted(world.confirmed("a"));
    assertAccepted(world.payouts.request(world.everything("waiting", later)));

    assertAccepted(world.takenBack("a", "5.00"));
    assertReplayed(world.takenBack("a", "5.00"));

    assertThat(world.payout("a").state()).isEqualTo(State.RETURNED);
    assertThat(amounts(unpaid(world))).containsExactly("100.00");
    assertThat(world.payouts.beneficiary(world.merchant).orElseThrow().blockedBy())
        .contains(world.id("a"));
    PaymentRefusal blocked = new PaymentRefusal.BeneficiaryBlocked("back", 1, world.id("a"));
    assertThat(refusal(world.released("waiting"))).isEqualTo(blocked);
    assertThat(refusal(world.payouts.request(world.everything("b", later)))).isEqualTo(blocked);

    assertAccepted(world.named("account 2"));
    assertReplayed(world.named("account 2"));
    assertAccepted(world.payouts.request(world.everything("b", later)));
    assertThat(amounts(world.payout("b").lines())).containsExactly("100.00");
    assertAccepted(world.released("b"));
  }

  @Test
  void takenBack_afterTheBeneficiaryChanged_blocksNothing() {
    PayoutWorld world = world("late");
    long cutOff = world.capture("p1", "100.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff)));
    assertAccepted(world.released("a"));
    assertAccepted(world.confirmed("a"));
    assertAccepted(world.named("account 2"));

    assertAccepted(world.takenBack("a", "0.00"));
    assertThat(world.payouts.beneficiary(world.merchant).orElseThrow().blockedBy()).isEmpty();
  }

  @Test
  void failedAndRetried_areReleasedAgain_withTheSameLines() {
    PayoutWorld world = world("retried");
    long cutOff = world.capture("p1", "100.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff)));
    assertAccepted(world.released("a"));
    assertAccepted(world.payments.post(new PayoutStep.Retried(world.id("a"), 1, world.when)));
    assertThat(world.payout("a").state()).isEqualTo(State.RETRIED);

    assertAccepted(world.released("a"));
    assertReplayed(world.released("a"));
    assertThat(world.payout("a").steps())
        .extracting(Payout.Step::state)
        .containsExactly(State.REQUESTED, State.RELEASED, State.RETRIED, State.RELEASED);
    assertThat(amounts(world.payout("a").lines())).containsExactly("100.00");
  }

  @Test
  void payout_ofEverything_paysWholeTransferSteps_andCarriesTheRest() {
    PayoutWorld world = world("steps");
    world.capture("p1", "1.09");
    assertAccepted(world.payouts.request(world.everything("a", world.now())));

    assertThat(world.payout("a").amount()).isEqualTo(eur("1.00"));
    assertThat(amounts(world.payout("a").lines())).containsExactly("1.09", "-0.09");
    assertThat(amounts(unpaid(world))).containsExactly("0.09");
    assertThat(refusal(world.payouts.request(world.everything("b", world.now()))))
        .isInstanceOf(PaymentRefusal.NothingToMove.class);
  }

  @Test
  void payout_unknown_isEmpty() {
    PayoutWorld world = world("unknown");
    assertThat(world.payouts.payout("nobody's")).isEmpty();
    assertRejected(world.released("nobody's"), Rejection.EntryNotFound.class);
    assertRejected(world.takenBack("nobody's", "0.00"), Rejection.EntryNotFound.class);
    assertThat(unpaid(world)).isEmpty();
  }

  private static PayoutWorld world(String merchant) {
    PayoutWorld world = new PayoutWorld(DB.ledger(), merchant);
    assertAccepted(world.named("account 1"));
    return world;
  }

  private static List<PayoutLine> unpaid(PayoutWorld world) {
    return world.payouts.unpaid(world.merchant, PayoutWorld.EUR, world.now());
  }

  private static List<String> amounts(List<PayoutLine> lines) {
    return lines.stream().map(it -> it.amount().toDecimal()).toList();
  }

  private static PaymentRefusal refusal(Outcome outcome) {
    return assertRejected(outcome, Rejection.PaymentRefused.class).reason();
  }
}
