package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.calendar.Validity;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Cashback;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Cashback is a leg of the payment's own entry, and goes back with its refunds. */
@Covers("S14")
class CashbackTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

  private final Payments payments = Payments.on(DB.ledger());

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  @Test
  void ofThePlatform_isAnExpense_andGoesBackShareByShare() {
    School it = open("platform", Cashback.byPlatform(100));
    assertThat(legs(it, captured(it, 1_000)))
        .containsExactly(
            "D provider_receivable:local_card_switch 1000.000",
            "D cashback 10.000",
            "C merchant_payable:school 980.000",
            "C platform_fee 20.000",
            "C customer_wallet:u1 10.000");

    assertThat(legs(it, refunded(it, "r1", 333)))
        .containsExactly(
            "D refund_pending:school 333.000",
            "D customer_wallet:u1 3.330",
            "C cashback 3.330",
            "C provider_receivable:local_card_switch 333.000");
    assertThat(legs(it, unasked(it, "r2", 667)))
        .contains("D customer_wallet:u1 6.670", "C cashback 6.670");

    PaymentState.Cashback cashback = payments.payment(it.when.caseId(), it.iqd).cashback();
    assertThat(cashback.takenBack()).isEqualTo(cashback.given()).isEqualTo(it.iqd(10));
    assertThat(wallet(it)).isEqualTo(it.iqd(0));
  }

  @Test
  void ofTheMerchant_comesOutOfItsPart_andComesBackToIt() {
    School it = open("merchant", Cashback.byMerchant(200));
    assertThat(legs(it, captured(it, 1_000)))
        .containsExactly(
            "D provider_receivable:local_card_switch 1000.000",
            "C merchant_payable:school 960.000",
            "C platform_fee 20.000",
            "C customer_wallet:u1 20.000");

    assertThat(legs(it, refunded(it, "r1", 500)))
        .containsExactly(
            "D refund_pending:school 500.000",
            "D customer_wallet:u1 10.000",
            "C merchant_payable:school 10.000",
            "C provider_receivable:local_card_switch 500.000");
    assertThat(legs(it, unasked(it, "r2", 500)))
        .containsExactly(
            "D customer_wallet:u1 10.000",
            "D merchant_payable:school 470.000",
            "D merchant_receivable:school 20.000",
            "C provider_receivable:local_card_switch 500.000");
  }

  @Test
  void whatTheCustomerSpent_staysWithWhoeverPaidForIt() {
    School it = open("spent", Cashback.byPlatform(100));
    captured(it, 1_000);
    WalletStep.Wallets away = new WalletStep.Wallets(it.u1, it.u2);
    assertAccepted(
        payments.post(
            new WalletStep.Transferred("away_" + it.row, away, it.iqd(8), it.iqd(0), it.when)));

    assertThat(legs(it, refunded(it, "r1", 500)))
        .contains("D customer_wallet:u1 2.000", "C cashback 2.000");
    assertThat(legs(it, refunded(it, "r2", 100)))
        .containsExactly(
            "D refund_pending:school 100.000", "C provider_receivable:local_card_switch 100.000");
    assertThat(wallet(it)).isEqualTo(it.iqd(0));
  }

  @Test
  void aReversedCapture_takesItBack_andWithoutCustomerThereIsNone() {
    School it = open("reversed", Cashback.byPlatform(100));
    captured(it, 1_000);
    Correction reversed = new Correction.CaptureReversed(it.provider, "capture_" + it.row, it.when);
    assertThat(legs(it, assertAccepted(payments.post(reversed))))
        .contains("C cashback 10.000", "D customer_wallet:u1 10.000");
    assertThat(payments.payment(it.when.caseId(), it.iqd).cashback().given().isZero()).isTrue();

    School none = open("none", Cashback.byPlatform(100));
    Under now = Under.contract("card", NOON);
    ContractCapture plain =
        new ContractCapture(none.provider, "plain", none.school, none.iqd(1_000), now, none.when);
    assertThat(legs(none, assertAccepted(payments.capture(plain)))).hasSize(3);
  }

  private RecordedEntry captured(School it, long dinars) {
    Under now = Under.contract("card", NOON).withCashbackTo(it.u1);
    ContractCapture capture =
        new ContractCapture(
            it.provider, "capture_" + it.row, it.school, it.iqd(dinars), now, it.when);
    RecordedEntry entry = assertAccepted(payments.capture(capture));
    assertReplayed(payments.capture(capture));
    return entry;
  }

  private RecordedEntry refunded(School it, String name, long dinars) {
    RefundRef refund = new RefundRef(it.provider, name + "_" + it.row);
    assertAccepted(payments.post(new RefundHold(refund, it.school, it.iqd(dinars), it.when)));
    RecordedEntry entry = assertAccepted(payments.confirmRefund(refund, it.when));
    assertReplayed(payments.confirmRefund(refund, it.when));
    return entry;
  }

  private RecordedEntry unasked(School it, String name, long dinars) {
    RefundRef refund = new RefundRef(it.provider, name + "_" + it.row);
    return assertAccepted(
        payments.post(new RefundStep.Unheld(refund, it.school, it.iqd(dinars), it.when)));
  }

  private Money wallet(School it) {
    return DB.ledger()
        .balance(
            DB.ledger()
                .account(
                    new AccountRef(AccountClass.CUSTOMER_WALLET.path(it.u1.value()), it.iqd.code()))
                .orElseThrow())
        .posted();
  }

  private List<String> legs(School it, RecordedEntry entry) {
    return entry.entry().postings().stream()
        .map(leg ->
            leg.side().name().charAt(0)
                + " "
                + it.plain(leg.account().value())
                + " "
                + leg.amount().toDecimal())
        .toList();
  }

  private School open(String row, Cashback cashback) {
    School school = new School(row, School.IQD);
    school.open(DB.ledger());
    Contract contract =
        Contract.of(new ContractRef(school.school.value(), "card", "IQD"), Terms.fee(200))
            .with(cashback);
    payments
        .contracts()
        .agree(contract, Validity.from(NOON), 0, new Signed("ann", "signed"))
        .orThrow();
    return school;
  }
}
