package org.ledgercore.payments;

import static org.ledgercore.payments.ChartRow.after;
import static org.ledgercore.payments.ChartRow.row;

import java.util.List;
import java.util.stream.Stream;

/** Rows P9 and P14. */
final class PayoutRows {

  private PayoutRows() {}

  static List<ChartRow> all() {
    return Stream.of(first(), second()).flatMap(List::stream).toList();
  }

  private static List<ChartRow> first() {
    return List.of(
        after(it -> List.of(it.given(54_831_533)))
            .row(
                "P9a",
                it -> it.paidOut(54_831_533),
                "D merchant_payable:school 54831533",
                "C payout_pending:school 54831533"),
        after(it -> List.of(it.given(54_831_533), it.paidOut(54_831_533)))
            .row(
                "P9b",
                it -> released(it, 1),
                "D payout_pending:school 54831533",
                "C payout_in_flight:rafidain 54831533"),
        after(it -> List.of(it.given(54_831_533), it.paidOut(54_831_533), released(it, 1)))
            .row(
                "P9c",
                it -> confirmed(it),
                "D payout_in_flight:rafidain 54831533",
                "C bank:rafidain 54831533"),
        after(it -> List.of(it.given(54_831_533), it.paidOut(54_831_533), released(it, 1)))
            .row(
                "P9d1",
                it -> new PayoutStep.Failed("po_" + it.row, 1, it.when),
                "D payout_in_flight:rafidain 54831533",
                "C merchant_payable:school 54831533"),
        after(it -> List.of(it.given(54_831_533), it.paidOut(54_831_533), released(it, 1)))
            .row(
                "P9d2",
                it -> retried(it),
                "D payout_in_flight:rafidain 54831533",
                "C payout_pending:school 54831533"),
        after(it ->
                List.of(it.given(54_831_533), it.paidOut(54_831_533), released(it, 1), retried(it)))
            .row(
                "P9b after P9d2",
                it -> released(it, 2),
                "D payout_pending:school 54831533",
                "C payout_in_flight:rafidain 54831533"));
  }

  private static List<ChartRow> second() {
    return List.of(
        after(it ->
                List.of(
                    it.given(54_831_533), it.paidOut(54_831_533), released(it, 1), confirmed(it)))
            .row(
                "P9e1",
                it -> new PayoutStep.Returned("po_" + it.row, 1, it.iqd(5_000), it.when),
                "D bank:rafidain 54826533",
                "D bank_charges 5000",
                "C merchant_payable:school 54831533"),
        after(it -> List.of(it.given(6_000)))
            .row(
                "P9e2",
                it ->
                    new PayoutStep.ReturnChargedOn(
                        "po_" + it.row, it.school, it.iqd(5_000), it.when),
                "D merchant_payable:school 5000",
                "C bank_charges 5000"),
        after(it -> List.of(it.given(54_831_533), it.paidOut(54_831_533)))
            .row(
                "P9f",
                it -> new PayoutStep.Rejected("po_" + it.row, 1, it.when),
                "D payout_pending:school 54831533",
                "C merchant_payable:school 54831533"),
        after(it -> List.of(it.given(6_000)))
            .row(
                "P9g",
                it ->
                    new PayoutStep.Commissioned("po_" + it.row, it.school, it.iqd(1_000), it.when),
                "D merchant_payable:school 1000",
                "C commission 1000"),
        row(
            "P9h",
            it -> new PayoutStep.BankFee("po_" + it.row, it.rafidain, it.iqd(2_000), it.when),
            "D bank_charges 2000",
            "C bank_own:rafidain 2000"));
  }

  private static PayoutStep released(School it, int attempt) {
    return new PayoutStep.Released("po_" + it.row, attempt, it.rafidain, it.when);
  }

  private static PayoutStep confirmed(School it) {
    return new PayoutStep.Confirmed("po_" + it.row, 1, it.when);
  }

  private static PayoutStep retried(School it) {
    return new PayoutStep.Retried("po_" + it.row, 1, it.when);
  }
}
