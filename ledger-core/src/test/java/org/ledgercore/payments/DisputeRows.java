package org.ledgercore.payments;

import static org.ledgercore.payments.ChartRow.after;
import static org.ledgercore.payments.ChartRow.row;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ledgercore.contracts.Terms;

/** Rows P7, P8 and P10. */
final class DisputeRows {

  private DisputeRows() {}

  static List<ChartRow> all() {
    return Stream.of(first(), second(), third()).flatMap(List::stream).toList();
  }

  private static List<ChartRow> first() {
    return List.of(
        after(it -> List.of(it.capture()))
            .row(
                "P7a1",
                it -> it.opened(),
                "D dispute_claim:local_card_switch 125000",
                "C provider_receivable:local_card_switch 125000"),
        after(it -> List.of(it.capture(), it.opened()))
            .row(
                "P7a2",
                it -> it.disputeHeld(),
                "D merchant_payable:school 110000",
                "D merchant_reserve:school 12500",
                "C dispute_hold:school 122500"),
        row(
            "P7a3",
            it -> new DisputeStep.Cost(it.dispute, it.iqd(15_000), it.when),
            "D dispute_cost 15000",
            "C provider_payable:local_card_switch 15000"),
        after(it -> List.of(it.capture(), it.opened()))
            .row(
                "P7b1",
                it -> new DisputeStep.Won(it.dispute, it.iqd(125_000), it.when),
                "D provider_receivable:local_card_switch 125000",
                "C dispute_claim:local_card_switch 125000"),
        after(it -> List.of(it.capture(), it.opened(), it.disputeHeld()))
            .row(
                "P7b2",
                it -> new DisputeStep.HoldReleased(it.dispute, it.when),
                "C merchant_payable:school 110000",
                "C merchant_reserve:school 12500",
                "D dispute_hold:school 122500"),
        after(it -> List.of(it.capture(), it.opened(), it.disputeHeld()))
            .row(
                "P7c1",
                it -> lost(it, 125_000),
                "D dispute_hold:school 122500",
                "D merchant_receivable:school 2500",
                "C dispute_claim:local_card_switch 125000"));
  }

  private static List<ChartRow> second() {
    return List.of(
        after(it -> List.of(it.given(20_000)))
            .row(
                "P7c2",
                it -> new DisputeStep.ChargedOn(it.dispute, it.school, it.iqd(15_000), it.when),
                "D merchant_payable:school 15000",
                "C dispute_fee_income 15000"),
        after(it -> List.of(it.capture(), it.opened(), it.disputeHeld(), lost(it, 125_000)))
            .row(
                "P7d",
                it -> new MerchantStep.WrittenOff(it.row, it.school, it.iqd(2_500), it.when),
                "D chargeback_loss 2500",
                "C merchant_receivable:school 2500"),
        after(it ->
                List.of(
                    it.capture(), it.opened(), it.disputeHeld(), lost(it, 125_000), allowed(it)))
            .row(
                "P7d with an allowance",
                it -> new MerchantStep.WrittenOff(it.row, it.school, it.iqd(2_500), it.when),
                "D merchant_receivable_allowance:school 2500",
                "C merchant_receivable:school 2500"),
        after(it -> List.of(it.capture(), it.opened()))
            .row(
                "P7e1",
                it -> new DisputeStep.Won(it.dispute, it.iqd(75_000), it.when),
                "D provider_receivable:local_card_switch 75000",
                "C dispute_claim:local_card_switch 75000"),
        after(it -> List.of(it.capture(), it.opened(), it.disputeHeld()))
            .row(
                "P7e2",
                it -> lost(it, 50_000),
                "D dispute_hold:school 122500",
                "C merchant_payable:school 72500",
                "C dispute_claim:local_card_switch 50000"),
        row(
            "P7f",
            it -> allowed(it),
            "D chargeback_loss 2500",
            "C merchant_receivable_allowance:school 2500"));
  }

  private static List<ChartRow> third() {
    return List.of(
        after(it -> List.of(it.capture()))
            .row(
                "P8",
                it -> new MerchantStep.ReserveReleased(it.first, it.school, it.iqd, it.after(90)),
                "D merchant_reserve:school 12500",
                "C merchant_payable:school 12500"),
        row(
            "P10a",
            it -> new MerchantStep.Goodwill(it.row, it.school, it.iqd(3_000), it.when),
            "D goodwill 3000",
            "C merchant_payable:school 3000"),
        after(it -> List.of(it.capture()))
            .row(
                "P10b1",
                it -> reversed(it),
                "C provider_receivable:local_card_switch 125000",
                "D merchant_payable:school 110000",
                "D merchant_reserve:school 12500",
                "D platform_fee 2500"),
        after(it -> List.of(it.capture(), reversed(it)))
            .row(
                "P10b2",
                it ->
                    new Correction.CapturedAgain(
                        it.capture(Terms.fee(180).withReserve(1_000, Duration.ofDays(90)))),
                "D provider_receivable:local_card_switch 125000",
                "C merchant_payable:school 110250",
                "C merchant_reserve:school 12500",
                "C platform_fee 2250"));
  }

  private static DisputeStep lost(School it, long dinars) {
    return new DisputeStep.Lost(it.dispute, it.iqd(dinars), it.when);
  }

  private static MerchantStep allowed(School it) {
    return new MerchantStep.Allowed(it.row, it.school, it.iqd(2_500), it.when);
  }

  private static Correction reversed(School it) {
    return new Correction.CaptureReversed(it.provider, "capture_" + it.row, it.when);
  }
}
