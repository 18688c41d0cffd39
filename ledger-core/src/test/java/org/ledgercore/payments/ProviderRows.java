package org.ledgercore.payments;

import static org.ledgercore.payments.ChartRow.after;
import static org.ledgercore.payments.ChartRow.row;

import java.util.List;
import java.util.stream.Stream;

/** Rows P1 to P3. */
final class ProviderRows {

  private ProviderRows() {}

  static List<ChartRow> all() {
    return Stream.of(first(), second(), third(), collected()).flatMap(List::stream).toList();
  }

  private static List<ChartRow> first() {
    return List.of(
        row(
            "P1",
            it -> it.capture(),
            "D provider_receivable:local_card_switch 125000",
            "C merchant_payable:school 110000",
            "C merchant_reserve:school 12500",
            "C platform_fee 2500"),
        row(
            "P1t",
            it -> it.capture(it.terms.withTax(1_500)),
            "D provider_receivable:local_card_switch 125000",
            "C merchant_payable:school 109625",
            "C merchant_reserve:school 12500",
            "C platform_fee 2500",
            "C tax_payable 375"),
        row(
            "P2",
            it -> new ProviderCost(it.provider, "c_" + it.row, it.iqd(1_500), it.when),
            "D provider_cost 1500",
            "C provider_payable:local_card_switch 1500"),
        row(
            "P2t",
            it ->
                new ProviderStep.Invoiced(
                    it.provider, "inv_" + it.row, it.iqd(1_500), it.iqd(225), it.when),
            "D provider_cost 1500",
            "D input_tax 225",
            "C provider_payable:local_card_switch 1725"),
        row(
            "P3a",
            it -> it.settlement(1_500),
            "D bank:rafidain 123500",
            "D provider_payable:local_card_switch 1500",
            "C provider_receivable:local_card_switch 125000"),
        row(
            "P3b1",
            it -> it.settlement(0),
            "D bank:rafidain 125000",
            "C provider_receivable:local_card_switch 125000"));
  }

  private static List<ChartRow> second() {
    return List.of(
        row(
            "P3b2",
            it ->
                new ProviderStep.InvoicePaid(
                    it.provider, "inv_" + it.row, it.rafidain, it.iqd(1_500), it.when),
            "D provider_payable:local_card_switch 1500",
            "C bank_own:rafidain 1500"),
        row(
            "P3c",
            it -> it.settlement(1_500).shortBy(it.iqd(250)),
            "D bank:rafidain 123250",
            "D provider_payable:local_card_switch 1500",
            "C provider_receivable:local_card_switch 125000",
            "D recon_suspense:local_card_switch 250"),
        after(it -> List.of(it.settlement(1_500).shortBy(it.iqd(250))))
            .row(
                "P3d1",
                it ->
                    new ProviderStep.BreakPaid(
                        it.provider.value(), "br_" + it.row, it.rafidain, it.iqd(250), it.when),
                "D bank:rafidain 250",
                "C recon_suspense:local_card_switch 250"),
        after(it -> List.of(it.settlement(1_500).shortBy(it.iqd(250))))
            .row(
                "P3d2",
                it ->
                    new ProviderStep.BreakWrittenOff(
                        it.provider.value(), "br_" + it.row, it.iqd(250), it.when),
                "D recon_write_off 250",
                "C recon_suspense:local_card_switch 250"),
        row(
            "P3e",
            it ->
                new ProviderStep.UnknownCredit(
                    it.rafidain, "line_" + it.row, it.iqd(40_000), it.when),
            "D bank:rafidain 40000",
            "C unallocated_receipts 40000"),
        row(
            "P3f",
            it -> it.settlement(1_500).costingMore(it.iqd(250)),
            "D bank:rafidain 123250",
            "D provider_payable:local_card_switch 1500",
            "C provider_receivable:local_card_switch 125000",
            "D provider_cost 250"));
  }

  private static List<ChartRow> third() {
    return List.of(
        row(
            "P3g",
            it ->
                new ProviderStep.UnknownDebit(
                    it.rafidain, "line_" + it.row, it.iqd(7_000), it.when),
            "D recon_suspense:rafidain 7000",
            "C bank:rafidain 7000"),
        row(
            "P3h",
            it -> it.settlement(1_500).over(it.iqd(250)),
            "D bank:rafidain 123750",
            "D provider_payable:local_card_switch 1500",
            "C provider_receivable:local_card_switch 125000",
            "C unallocated_receipts 250"));
  }

  /** Settlements that net to less than nothing, or to nothing. */
  private static List<ChartRow> collected() {
    return List.of(
        row(
            "P3i1",
            it -> it.settlement(it.iqd(-20_000), 1_500),
            "C bank:rafidain 21500",
            "D provider_payable:local_card_switch 1500",
            "D provider_receivable:local_card_switch 20000"),
        row(
            "P3i1 captures below the cost",
            it -> it.settlement(it.iqd(1_000), 1_500),
            "C bank:rafidain 500",
            "D provider_payable:local_card_switch 1500",
            "C provider_receivable:local_card_switch 1000"),
        row(
            "P3i1 cost given back",
            it -> it.settlement(it.iqd(-20_000), -100),
            "C bank:rafidain 19900",
            "C provider_payable:local_card_switch 100",
            "D provider_receivable:local_card_switch 20000"),
        row(
            "P3i2",
            it -> it.settlement(it.iqd(-20_000), 1_500).shortBy(it.iqd(250)),
            "C bank:rafidain 21750",
            "D provider_payable:local_card_switch 1500",
            "D provider_receivable:local_card_switch 20000",
            "D recon_suspense:local_card_switch 250"),
        row(
            "P3i2 owed and yet collected",
            it -> it.settlement(it.iqd(1_600), 1_500).shortBy(it.iqd(250)),
            "C bank:rafidain 150",
            "D provider_payable:local_card_switch 1500",
            "C provider_receivable:local_card_switch 1600",
            "D recon_suspense:local_card_switch 250"),
        row(
            "P3i3",
            it -> it.settlement(it.iqd(-20_000), 1_500).over(it.iqd(250)),
            "C bank:rafidain 21250",
            "D provider_payable:local_card_switch 1500",
            "D provider_receivable:local_card_switch 20000",
            "C unallocated_receipts 250"),
        row(
            "P3i4",
            it -> it.settlement(it.iqd(-20_000), 1_500).costingMore(it.iqd(250)),
            "C bank:rafidain 21750",
            "D provider_payable:local_card_switch 1500",
            "D provider_receivable:local_card_switch 20000",
            "D provider_cost 250"),
        row(
            "P3j",
            it -> it.settlement(it.iqd(1_500), 1_500),
            "D provider_payable:local_card_switch 1500",
            "C provider_receivable:local_card_switch 1500"));
  }
}
