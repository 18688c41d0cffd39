package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Each row of the posting table: who is debited and who is credited, and by how much. */
class PostingsTest {

  private static final Unit IQD = Unit.fiat("IQD", 3).withTransferStep(1_000);
  private static final MerchantId SCHOOL = new MerchantId("school");
  private static final ProviderId SWITCH = new ProviderId("local_card_switch");
  private static final BankId RAFIDAIN = new BankId("rafidain");
  private static final Occasion DAY = Occasion.on(LocalDate.of(2026, 6, 15), "case");
  private static final Terms TERMS = Terms.fee(200).withReserve(1_000, Duration.ofDays(90));
  private static final RefundRef REFUND = new RefundRef(SWITCH, "r1");
  private static final JournalEntry HELD =
      Postings.refundHold(new RefundHold(REFUND, SCHOOL, dinars(50_000), DAY));
  private static final JournalEntry REQUESTED =
      Postings.payoutRequested(new PayoutRequest("p1", SCHOOL, dinars(54_831_533), DAY));
  private static final JournalEntry RELEASED = Postings.payoutReleased(REQUESTED, RAFIDAIN, DAY);

  static Stream<Arguments> captureAndSettlementRows() {
    return Stream.of(
        row(
            "P1",
            Postings.capture(capture(125_000_000, TERMS)),
            "D provider_receivable:local_card_switch 125000.000",
            "C merchant_payable:school 110000.000",
            "C merchant_reserve:school 12500.000",
            "C platform_fee 2500.000"),
        row(
            "P1t",
            Postings.capture(capture(125_000_000, TERMS.withTax(1_500))),
            "D provider_receivable:local_card_switch 125000.000",
            "C merchant_payable:school 109625.000",
            "C merchant_reserve:school 12500.000",
            "C platform_fee 2500.000",
            "C tax_payable 375.000"),
        row(
            "P1 without parts",
            Postings.capture(capture(1_000, Terms.fee(0))),
            "D provider_receivable:local_card_switch 1.000",
            "C merchant_payable:school 1.000"),
        row(
            "P1 rounded", Postings.capture(capture(125, TERMS)),
            "D provider_receivable:local_card_switch 0.125", "C merchant_payable:school 0.111",
            "C merchant_reserve:school 0.012", "C platform_fee 0.002"),
        row(
            "P2",
            Postings.cost(new ProviderCost(SWITCH, "c", dinars(1_500), DAY)),
            "D provider_cost 1500.000",
            "C provider_payable:local_card_switch 1500.000"),
        row(
            "P3a",
            Postings.settlement(settlement(125_000, 1_500)),
            "D bank:rafidain 123500.000",
            "D provider_payable:local_card_switch 1500.000",
            "C provider_receivable:local_card_switch 125000.000"),
        row(
            "P3b1",
            Postings.settlement(settlement(125_000, 0)),
            "D bank:rafidain 125000.000",
            "C provider_receivable:local_card_switch 125000.000"));
  }

  static Stream<Arguments> refundAndPayoutRows() {
    return Stream.of(
        row(
            "P4a",
            HELD,
            "D merchant_payable:school 50000.000",
            "C refund_pending:school 50000.000"),
        row(
            "P4b",
            Postings.refundConfirmed(REFUND, HELD, DAY),
            "D refund_pending:school 50000.000",
            "C provider_receivable:local_card_switch 50000.000"),
        row(
            "P4c",
            Postings.refundRejected(REFUND, HELD, DAY),
            "C merchant_payable:school 50000.000",
            "D refund_pending:school 50000.000"),
        row(
            "P9a",
            REQUESTED,
            "D merchant_payable:school 54831533.000",
            "C payout_pending:school 54831533.000"),
        row(
            "P9b",
            RELEASED,
            "D payout_pending:school 54831533.000",
            "C payout_in_flight:rafidain 54831533.000"),
        row(
            "P9c",
            Postings.payoutConfirmed(RELEASED, DAY),
            "D payout_in_flight:rafidain 54831533.000",
            "C bank:rafidain 54831533.000"),
        row(
            "P9d1",
            Postings.payoutFailed(RELEASED, DAY),
            "D payout_in_flight:rafidain 54831533.000",
            "C merchant_payable:school 54831533.000"),
        row(
            "P9f",
            Postings.payoutRejected(REQUESTED, DAY),
            "C merchant_payable:school 54831533.000",
            "D payout_pending:school 54831533.000"),
        row(
            "P14",
            Postings.sweep(new Sweep("s", RAFIDAIN, dinars(1_000), DAY), 9),
            "D bank_own:rafidain 1000.000",
            "C bank:rafidain 1000.000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"captureAndSettlementRows", "refundAndPayoutRows"})
  void posting_hasExactlyTheseLegs(String name, JournalEntry entry, List<String> legs) {
    assertThat(entry.postings())
        .as(name)
        .extracting(leg ->
            leg.side().name().charAt(0) + " " + leg.account() + " " + leg.amount().toDecimal())
        .containsExactlyElementsOf(legs);
  }

  @Test
  void capture_partsAboveGross_isRefused() {
    assertThatThrownBy(() ->
            Postings.capture(
                capture(1_000, Terms.fee(6_000).withReserve(6_000, Duration.ofDays(1)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("terms: fee, tax and reserve must not exceed the gross");
  }

  @Test
  void payout_offItsTransferStep_isRefused() {
    PayoutRequest off = new PayoutRequest("p2", SCHOOL, Money.ofMinor(1_500, IQD), DAY);
    assertThatThrownBy(() -> Postings.payoutRequested(off))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("amount: must be whole transfer steps of 1.000 IQD: 1.500 IQD");
  }

  private static Capture capture(long minor, Terms terms) {
    return new Capture(SWITCH, "c", SCHOOL, Money.ofMinor(minor, IQD), terms, DAY);
  }

  private static ProviderSettlement settlement(int receivable, long netted) {
    return new ProviderSettlement(SWITCH, "s", RAFIDAIN, dinars(receivable), dinars(netted), DAY);
  }

  private static Arguments row(String name, JournalEntry entry, String... legs) {
    return Arguments.of(name, entry, List.of(legs));
  }

  private static Money dinars(long amount) {
    return Money.ofMajor(amount, IQD);
  }
}
