package org.ledgercore.payments;

import static org.ledgercore.payments.ChartRow.after;

import java.util.List;
import java.util.stream.Stream;
import org.ledgercore.contracts.Terms.FeeOnRefund;

/** Rows P4 to P6 and P19. */
final class RefundRows {

  private static final String HELD_50 = "D refund_pending:school 50000";
  private static final String HELD_122 = "D refund_pending:school 122500";
  private static final String NETTED_50 = "C provider_receivable:local_card_switch 50000";
  private static final String NETTED_125 = "C provider_receivable:local_card_switch 125000";

  private RefundRows() {}

  static List<ChartRow> all() {
    return Stream.of(first(), second(), third()).flatMap(List::stream).toList();
  }

  private static List<ChartRow> first() {
    return List.of(
        after(it -> List.of(it.capture()))
            .row(
                "P4a",
                it -> it.hold(50_000),
                "D merchant_payable:school 50000",
                "C refund_pending:school 50000"),
        after(it -> List.of(it.capture(), it.hold(50_000)))
            .row("P4b", it -> it.confirmed(), HELD_50, NETTED_50),
        after(it -> List.of(it.capture(), it.hold(50_000)))
            .row("P4c", it -> it.rejected(), "C merchant_payable:school 50000", HELD_50),
        after(it -> List.of(feeBack(it), it.hold(50_000)))
            .row(
                "P4d",
                it -> it.confirmed(),
                HELD_50,
                "D platform_fee 1000",
                "C merchant_payable:school 1000",
                NETTED_50),
        after(it ->
                List.of(
                    it.capture(it.terms.withTax(1_500).onRefund(FeeOnRefund.RETURNED)),
                    it.hold(50_000)))
            .row(
                "P4t",
                it -> it.confirmed(),
                HELD_50,
                "D platform_fee 1000",
                "D tax_payable 150",
                "C merchant_payable:school 1150",
                NETTED_50),
        after(it -> List.of(it.capture(), it.hold(50_000), it.confirmed()))
            .row(
                "P4e",
                it -> new RefundStep.ShareFreed(it.refund, it.school, it.iqd(5_000), it.when),
                "D merchant_reserve:school 5000",
                "C merchant_payable:school 5000"));
  }

  private static List<ChartRow> second() {
    return List.of(
        after(it -> List.of(it.capture()))
            .row(
                "P5h",
                it -> it.hold(125_000),
                "D merchant_payable:school 110000",
                "D merchant_reserve:school 12500",
                "C refund_pending:school 122500"),
        after(it -> List.of(feeBack(it), it.hold(125_000)))
            .row("P5a", it -> it.confirmed(), HELD_122, "D platform_fee 2500", NETTED_125),
        after(it -> List.of(it.capture(), it.hold(125_000)))
            .row(
                "P5b",
                it -> it.confirmed(),
                HELD_122,
                "D merchant_receivable:school 2500",
                NETTED_125),
        after(it -> List.of(it.capture(), it.hold(125_000)))
            .row(
                "P5r",
                it -> it.rejected(),
                "C merchant_payable:school 110000",
                "C merchant_reserve:school 12500",
                HELD_122),
        after(it -> List.of(it.capture(), it.paidOut(110_000)))
            .row(
                "P6h",
                it -> it.hold(50_000),
                "D merchant_reserve:school 12500",
                "C refund_pending:school 12500"),
        after(it -> List.of(it.capture(), it.paidOut(110_000), it.hold(50_000)))
            .row(
                "P6a",
                it -> it.confirmed(),
                "D refund_pending:school 12500",
                "D merchant_receivable:school 37500",
                NETTED_50));
  }

  private static List<ChartRow> third() {
    return List.of(
        after(it -> List.of(feeBack(it), it.paidOut(110_000), it.hold(125_000)))
            .row(
                "P6b",
                it -> it.confirmed(),
                "D refund_pending:school 12500",
                "D platform_fee 2500",
                "D merchant_receivable:school 110000",
                NETTED_125),
        after(it ->
                List.of(
                    it.capture(),
                    it.paidOut(110_000),
                    it.hold(50_000),
                    it.confirmed(),
                    it.given(100_000)))
            .row(
                "P6c",
                it -> new MerchantStep.Recovered(it.row, it.school, it.iqd(200_000), it.when),
                "D merchant_payable:school 37500",
                "C merchant_receivable:school 37500"),
        after(it -> List.of(it.capture(), it.hold(50_000)))
            .row(
                "P6d1",
                it -> new RefundStep.Released(it.refund, it.rafidain, it.when),
                HELD_50,
                "C payout_in_flight:rafidain 50000"),
        after(it ->
                List.of(
                    it.capture(),
                    it.hold(50_000),
                    new RefundStep.Released(it.refund, it.rafidain, it.when)))
            .row(
                "P6d2",
                it -> new RefundStep.Paid(it.refund, it.when),
                "D payout_in_flight:rafidain 50000",
                "C bank:rafidain 50000"),
        after(it -> List.of(it.capture(), it.hold(50_000)))
            .row(
                "P19",
                it -> new RefundStep.ToWallet(it.refund, it.u1, it.when),
                HELD_50,
                "C customer_wallet:u1 50000"));
  }

  private static Capture feeBack(School it) {
    return it.capture(it.terms.onRefund(FeeOnRefund.RETURNED));
  }
}
