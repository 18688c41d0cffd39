package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.contracts.Terms;
import org.ledgercore.contracts.Terms.FeeOnRefund;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;

/** What providers do unasked, and corrections of what was refunded meanwhile. */
class PaymentFactsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final String NETTED_50 = "CREDIT provider_receivable:local_card_switch 50000";
  private static final Terms RETURNED =
      Terms.fee(200)
          .withTax(1_500)
          .withReserve(1_000, Duration.ofDays(90))
          .onRefund(FeeOnRefund.RETURNED);

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  @Test
  void unheldRefund_givesFeeAndTaxBack_asTheTermsSay() {
    School it = captured("unheld_returned", RETURNED);

    assertThat(legs(it, unheld(it, "r", 50_000)))
        .containsExactly(
            "DEBIT platform_fee 1000",
            "DEBIT tax_payable 150",
            "DEBIT merchant_payable:school 48850",
            NETTED_50);
    unheld(it, "rest", 75_000);

    PaymentState state = payments().payment(it.when.caseId(), it.iqd);
    assertThat(state.returned()).isEqualTo(state.fee());
    assertThat(state.refunded()).isEqualTo(it.iqd(125_000));
  }

  @Test
  void unheldRefund_whenTheFeeIsKept_isChargedInFull() {
    School it = captured("unheld_kept", Terms.fee(200));

    assertThat(legs(it, unheld(it, "r", 50_000)))
        .containsExactly("DEBIT merchant_payable:school 50000", NETTED_50);
  }

  @Test
  void unheldRefund_ofWhatIsHeldAfterAll_usesTheHold() {
    School it = captured("unheld_held", Terms.fee(200));
    assertAccepted(payments().post(it.hold(60_000)));

    RecordedEntry entry =
        assertAccepted(
            payments().post(new RefundStep.Unheld(it.refund, it.school, it.iqd(50_000), it.when)));

    assertThat(legs(it, entry))
        .containsExactly(
            "DEBIT refund_pending:school 60000", "CREDIT merchant_payable:school 10000", NETTED_50);
    PaymentState state = payments().payment(it.when.caseId(), it.iqd);
    assertThat(state.held().isZero()).isTrue();
    assertThat(state.refundable()).isEqualTo(it.iqd(75_000));
  }

  @Test
  void refundHold_afterTheProviderRefunded_isRefused() {
    School it = captured("hold_late", Terms.fee(200));
    RecordedEntry done =
        assertAccepted(
            payments().post(new RefundStep.Unheld(it.refund, it.school, it.iqd(50_000), it.when)));

    Rejection.PaymentRefused refused =
        assertRejected(payments().post(it.hold(50_000)), Rejection.PaymentRefused.class);

    assertThat(refused.reason())
        .isEqualTo(
            new PaymentRefusal.AlreadySettled(
                "refund " + it.refund.reference(), "refund_confirmed", done.number()));
    assertThat(refused.sentence())
        .isEqualTo(
            "refund refund_hold_late: must still be open: entry "
                + done.number()
                + " is refund_confirmed");
  }

  @Test
  void disputeLostUnheld_ofWhatIsHeldAfterAll_usesTheHold_andNoHoldFollows() {
    School it = captured("lost_held", Terms.fee(200));
    assertAccepted(payments().post(it.opened()));
    assertAccepted(
        payments().post(new DisputeStep.Held(it.dispute, it.school, it.iqd(100_000), it.when)));

    assertThat(legs(it, lostUnheld(it, it.dispute)))
        .containsExactly(
            "DEBIT dispute_hold:school 100000",
            "DEBIT merchant_payable:school 22500",
            "DEBIT merchant_receivable:school 2500",
            "CREDIT dispute_claim:local_card_switch 125000");

    DisputeStep.DisputeRef late = new DisputeStep.DisputeRef(it.provider, "late");
    lostUnheld(it, late);
    Rejection.PaymentRefused refused =
        assertRejected(
            payments().post(new DisputeStep.Held(late, it.school, it.iqd(1), it.when)),
            Rejection.PaymentRefused.class);
    assertThat(refused.reason()).isInstanceOf(PaymentRefusal.AlreadySettled.class);
  }

  @Test
  void reversalOfACapture_isRefused_whileSomeOfItIsRefundedHeldOrDisputed() {
    School it = captured("reversed_late", RETURNED);
    assertAccepted(payments().post(it.given(500_000)));
    assertAccepted(payments().post(it.hold(50_000)));
    long newest = DB.ledger().newestEntry();

    Rejection.PaymentRefused refused =
        assertRejected(payments().post(reversal(it)), Rejection.PaymentRefused.class);

    assertThat(refused.reason())
        .isEqualTo(
            new PaymentRefusal.ReversalAboveCapacity(
                it.when.caseId(), it.iqd(75_000), it.iqd(125_000)));
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);
    assertAccepted(payments().post(it.rejected()));
    assertAccepted(payments().post(reversal(it)));
    assertThat(payments().payment(it.when.caseId(), it.iqd).refundable().isZero()).isTrue();
  }

  @Test
  void reversalOfACapture_takesFromThePayable_whatItsLotNoLongerHolds() {
    School it = captured("reversed_lot", Terms.fee(200).withReserve(1_000, Duration.ofDays(0)));
    long lot = payments().funds(it.school, it.iqd).lots().getFirst().lot();
    assertAccepted(
        payments().post(new MerchantStep.ReserveReleased(lot, it.school, it.iqd, it.when)));

    assertThat(legs(it, assertAccepted(payments().post(reversal(it)))))
        .containsExactly(
            "CREDIT provider_receivable:local_card_switch 125000",
            "DEBIT merchant_payable:school 110000",
            "DEBIT merchant_payable:school 12500",
            "DEBIT platform_fee 2500");
    assertThat(payments().funds(it.school, it.iqd).lots()).isEmpty();
  }

  @Test
  void reversalOfACapture_thatIsPaidOut_isRefused() {
    School it = captured("reversed_paid", Terms.fee(200));
    assertAccepted(payments().post(it.paidOut(1_000)));

    assertRejected(payments().post(reversal(it)), Rejection.InsufficientFunds.class);
  }

  @Test
  void reversalOfACapture_thatWasAllFee_needsNoMerchant() {
    School it = captured("reversed_fee", Terms.fee(10_000));

    assertThat(legs(it, assertAccepted(payments().post(reversal(it)))))
        .containsExactly(
            "CREDIT provider_receivable:local_card_switch 125000", "DEBIT platform_fee 125000");
  }

  private static Correction reversal(School it) {
    return new Correction.CaptureReversed(it.provider, "capture_" + it.row, it.when);
  }

  private static RecordedEntry unheld(School it, String reference, long dinars) {
    RefundRef refund = new RefundRef(it.provider, reference);
    return assertAccepted(
        payments().post(new RefundStep.Unheld(refund, it.school, it.iqd(dinars), it.when)));
  }

  private static RecordedEntry lostUnheld(School it, DisputeStep.DisputeRef dispute) {
    return assertAccepted(
        payments().post(new DisputeStep.LostUnheld(dispute, it.school, it.iqd(125_000), it.when)));
  }

  private static List<String> legs(School it, RecordedEntry entry) {
    return entry.entry().postings().stream()
        .map(leg ->
            leg.side()
                + " "
                + it.plain(leg.account().value())
                + " "
                + leg.amount().toDecimal().replace(".000", ""))
        .toList();
  }

  private static Payments payments() {
    return Payments.on(DB.ledger());
  }

  private static School captured(String row, Terms terms) {
    School school = new School(row, School.IQD);
    school.open(DB.ledger());
    assertAccepted(payments().post(school.capture(terms)));
    return school;
  }
}
