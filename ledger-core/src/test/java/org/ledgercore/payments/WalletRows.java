package org.ledgercore.payments;

import static org.ledgercore.payments.ChartRow.after;
import static org.ledgercore.payments.ChartRow.row;

import java.util.List;
import java.util.stream.Stream;
import org.ledgercore.money.Money;

/** Rows P11 to P18, without P14. */
final class WalletRows {

  private WalletRows() {}

  static List<ChartRow> all() {
    return Stream.of(first(), second(), third(), fourth(), fifth(), sixth())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ChartRow> first() {
    return List.of(
        after(it -> List.of(dollars(it)))
            .row(
                "P11a",
                it -> new FxStep.Exchanged(it.row, it.u1, conversion(it), it.when),
                "D customer_wallet:u1 1000.00 USD",
                "D fx_position:IQD 1310000",
                "C fx_position:USD 1000.00 USD",
                "C customer_wallet:u1 1300000",
                "C fx_margin 10000"),
        row(
            "P11b",
            it -> cover(it),
            "D fx_position:USD 1000.00 USD",
            "D bank:rafidain 1308000",
            "C bank:usd 1000.00 USD",
            "C fx_position:IQD 1308000"),
        row(
            "P11c",
            it -> new FxStep.Closed(it.row, it.iqd(-2_000), it.when),
            "D fx_loss 2000",
            "C fx_position:IQD 2000"),
        row(
            "P11d",
            it -> new FxStep.Closed(it.row, it.iqd(2_000), it.when),
            "D fx_position:IQD 2000",
            "C fx_gain 2000"),
        row(
            "P11e",
            it -> new FxStep.Revalued(it.row, it.iqd(-5_000), it.when),
            "D fx_unrealised 5000",
            "C fx_revaluation:IQD 5000"),
        row(
            "P12a",
            it -> new CashStep.BroughtIn(it.row, it.rafidain, it.iqd(500_000), it.when),
            "D money_in_transit 500000",
            "C bank:rafidain 500000"));
  }

  private static List<ChartRow> second() {
    return List.of(
        row(
            "P12a by the owner",
            it -> it.cash(500_000),
            "D money_in_transit 500000",
            "C owner_funds 500000"),
        after(it -> List.of(it.cash(500_000)))
            .row(
                "P12b",
                it -> it.floated(500_000),
                "D cash_desk:D1 500000",
                "C money_in_transit 500000"),
        row(
            "P12c",
            it -> it.toppedUp(200_000, 1_000),
            "D cash_desk:D1 200000",
            "C customer_wallet:u1 199000",
            "C commission 1000"),
        after(it -> List.of(it.toppedUp(200_000, 1_000)))
            .row(
                "P12d",
                it -> new CashStep.Withdrawn(it.row, it.atDesk(500), it.iqd(80_000), it.when),
                "D customer_wallet:u1 80500",
                "C cash_desk:D1 80000",
                "C commission 500"),
        after(it -> List.of(it.wallet(100_000)))
            .row(
                "P12e1",
                it -> redeem(it),
                "D customer_wallet:u1 80500",
                "C redeem_pending:u1 80500"),
        after(it -> List.of(it.cash(100_000), it.floated(100_000), it.wallet(100_000), redeem(it)))
            .row(
                "P12e2",
                it -> new RedeemStep.PaidAtDesk(it.row, it.desk, it.iqd(500), it.when),
                "D redeem_pending:u1 80500",
                "C cash_desk:D1 80000",
                "C commission 500"));
  }

  private static List<ChartRow> third() {
    return List.of(
        after(it -> List.of(it.wallet(100_000), redeem(it)))
            .row(
                "P12e3",
                it -> byBank(it),
                "D redeem_pending:u1 80500",
                "C commission 500",
                "C payout_in_flight:rafidain 80000"),
        after(it -> List.of(it.wallet(100_000), redeem(it), byBank(it)))
            .row(
                "P12e5",
                it -> new RedeemStep.Paid(it.row, it.when),
                "D payout_in_flight:rafidain 80000",
                "C bank:rafidain 80000"),
        after(it -> List.of(it.wallet(100_000), redeem(it)))
            .row(
                "P12e4",
                it -> new RedeemStep.Cancelled(it.row, it.when),
                "C customer_wallet:u1 80500",
                "D redeem_pending:u1 80500"),
        after(it -> List.of(it.cash(500_000), it.floated(500_000)))
            .row(
                "P12f1",
                it -> new CashStep.Collected(it.row, it.desk, it.iqd(400_000), it.when),
                "D money_in_transit 400000",
                "C cash_desk:D1 400000"),
        after(it -> List.of(it.cash(400_000)))
            .row(
                "P12f2",
                it -> new CashStep.Banked(it.row, it.rafidain, it.iqd(400_000), it.when),
                "D bank:rafidain 400000",
                "C money_in_transit 400000"),
        after(it -> List.of(it.toppedUp(220_000, 0)))
            .row(
                "P12g0",
                it -> counted(it, 219_500),
                "C cash_desk:D1 500",
                "D recon_suspense:cash_D1 500"));
  }

  private static List<ChartRow> fourth() {
    return List.of(
        after(it -> List.of(it.toppedUp(220_000, 0), counted(it, 219_500)))
            .row(
                "P12g1",
                it -> new CashStep.DifferenceAccepted(it.row, it.when),
                "D cash_short 500",
                "C recon_suspense:cash_D1 500"),
        after(it -> List.of(it.toppedUp(220_000, 0)))
            .row(
                "P12g2",
                it -> counted(it, 220_250),
                "D cash_desk:D1 250",
                "C recon_suspense:cash_D1 250"),
        after(it -> List.of(it.toppedUp(220_000, 0), counted(it, 220_250)))
            .row(
                "P12g3",
                it -> new CashStep.DifferenceAccepted(it.row, it.when),
                "D recon_suspense:cash_D1 250",
                "C cash_over 250"),
        row(
            "P13a",
            it -> received(it),
            "D cash_desk:D1 666000",
            "C remittance_payable:t1 660000",
            "C commission 6000"),
        after(it -> List.of(received(it)))
            .row(
                "P13b",
                it -> converted(it),
                "D remittance_payable:t1 660000",
                "D fx_position:USD 500.00 USD",
                "C fx_position:IQD 655000",
                "C fx_margin 5000",
                "C remittance_payable:t1 500.00 USD"),
        after(it -> List.of(received(it), converted(it)))
            .row(
                "P13c",
                it -> completed(it),
                "D remittance_payable:t1 500.00 USD",
                "C partner_payable:p1 500.00 USD"));
  }

  private static List<ChartRow> fifth() {
    return List.of(
        after(it -> List.of(received(it), converted(it), completed(it)))
            .row(
                "P13d",
                it -> sent(it),
                "D partner_payable:p1 500.00 USD",
                "C payout_in_flight:partner_bank 500.00 USD"),
        after(it -> List.of(received(it), converted(it), completed(it), sent(it)))
            .row(
                "P13d as P9c",
                it -> new RemittanceStep.Paid(it.transfer(), it.when),
                "D payout_in_flight:partner_bank 500.00 USD",
                "C bank:partner_bank 500.00 USD"),
        after(it -> List.of(received(it)))
            .row(
                "P13e",
                it -> failed(it),
                "C cash_desk:D1 666000",
                "D remittance_payable:t1 660000",
                "D commission 6000"),
        after(it -> List.of(received(it), converted(it)))
            .row(
                "P13e converted",
                it -> failed(it),
                "C cash_desk:D1 666000",
                "D commission 6000",
                "C fx_position:USD 500.00 USD",
                "D fx_position:IQD 655000",
                "D fx_margin 5000",
                "D remittance_payable:t1 500.00 USD"),
        row(
            "P15a",
            it -> new WalletStep.Cashback(it.row, it.u1, it.iqd(500), it.when),
            "D cashback 500",
            "C customer_wallet:u1 500"),
        after(it -> List.of(it.given(500)))
            .row(
                "P15b",
                it ->
                    new WalletStep.MerchantCashback(it.row, it.school, it.u1, it.iqd(500), it.when),
                "D merchant_payable:school 500",
                "C customer_wallet:u1 500"),
        row(
            "P15c",
            it ->
                new WalletStep.PointsGiven(it.row, it.u1, Money.ofMajor(100, School.PTS), it.when),
            "D points_issuance 100 PTS",
            "C customer_wallet:u1 100 PTS"),
        after(it -> List.of(it.wallet(20_000)))
            .row(
                "P16",
                it -> transferred(it),
                "D customer_wallet:u1 10100",
                "C customer_wallet:u2 10000",
                "C commission 100"));
  }

  private static List<ChartRow> sixth() {
    return List.of(
        after(it -> List.of(it.given(30_000)))
            .row(
                "P17",
                it -> massPaid(it),
                "D merchant_payable:school 30000",
                "C customer_wallet:u1 10000",
                "C customer_wallet:u2 20000"),
        after(it -> List.of(it.wallet(20_000)))
            .row(
                "P18",
                it -> new WalletStep.CardLoaded(it.row, it.u1, it.card(), it.iqd(20_000), it.when),
                "D customer_wallet:u1 20000",
                "C prepaid_card:c1 20000"));
  }

  private static FxStep.Conversion conversion(School it) {
    return new FxStep.Conversion(
        School.usd(1_000), it.iqd(1_300_000), it.iqd(1_310_000), "rate_" + it.row);
  }

  /** Dollars in the wallet, from somewhere. */
  private static WalletStep dollars(School it) {
    return new WalletStep.Cashback("usd_" + it.row, it.u1, School.usd(1_000), it.when);
  }

  private static FxStep cover(School it) {
    return new FxStep.Covered(
        it.row,
        new FxStep.BankMove(it.usd, School.usd(1_000)),
        new FxStep.BankMove(it.rafidain, it.iqd(1_308_000)),
        it.when);
  }

  private static RedeemStep redeem(School it) {
    return new RedeemStep.Requested(it.row, it.u1, it.iqd(80_500), it.when);
  }

  private static RedeemStep byBank(School it) {
    return new RedeemStep.ByBank(it.row, it.rafidain, it.iqd(500), it.when);
  }

  private static CashStep counted(School it, long dinars) {
    return new CashStep.Counted(it.row, it.desk, it.iqd(dinars), it.when);
  }

  private static RemittanceStep received(School it) {
    return new RemittanceStep.Received(
        it.transfer(), it.desk, it.iqd(660_000), it.iqd(6_000), it.when);
  }

  private static RemittanceStep converted(School it) {
    return new RemittanceStep.Converted(
        it.transfer(), it.iqd(660_000), it.iqd(655_000), School.usd(500), it.when);
  }

  private static RemittanceStep completed(School it) {
    return new RemittanceStep.Completed(it.transfer(), it.partner(), School.usd(500), it.when);
  }

  private static RemittanceStep sent(School it) {
    return new RemittanceStep.Released(
        it.transfer(), it.partner(), it.partnerBank, School.usd(500), it.when);
  }

  private static RemittanceStep failed(School it) {
    return new RemittanceStep.Failed(it.transfer(), it.desk, it.when);
  }

  private static WalletStep transferred(School it) {
    WalletStep.Wallets between = new WalletStep.Wallets(it.u1, it.u2);
    return new WalletStep.Transferred(it.row, between, it.iqd(10_000), it.iqd(100), it.when);
  }

  private static WalletStep massPaid(School it) {
    List<WalletStep.Part> parts =
        List.of(
            new WalletStep.Part(it.u1, it.iqd(10_000)), new WalletStep.Part(it.u2, it.iqd(20_000)));
    return new WalletStep.MassPaid(it.row, it.school, parts, it.when);
  }
}
