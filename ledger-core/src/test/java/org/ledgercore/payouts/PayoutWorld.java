package org.ledgercore.payouts;

import java.time.Duration;
import java.time.LocalDate;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.rules.Outcome;

/** A merchant with captures to be paid out; each merchant by itself. */
final class PayoutWorld {

  /** A transfer carries whole tens of cents. */
  static final Unit EUR = Unit.fiat("EUR", 2).withTransferStep(10);

  static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  static final ProviderId CARDS = new ProviderId("cards");
  static final BankId BANK = new BankId("main");

  final Ledger ledger;
  final Payments payments;
  final Payouts payouts;
  final MerchantId merchant;
  final Occasion when;

  PayoutWorld(Ledger ledger, String merchant) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
    this.payouts = Payouts.on(ledger);
    this.merchant = new MerchantId(merchant);
    this.when = Occasion.on(DAY, "payouts of " + merchant);
    ledger.openUnit(EUR);
    payments.openPlatform(EUR);
    payments.open(AccountClass.COMMISSION, EUR);
    payments.open(AccountClass.BANK_CHARGES, EUR);
    payments.openProvider(CARDS, EUR);
    payments.openBank(BANK, EUR);
    payments.openMerchant(this.merchant, EUR);
  }

  static Money eur(String decimal) {
    return Money.of(decimal, EUR);
  }

  /** A capture without fee and reserve: all of it is payable. The number of its entry. */
  long capture(String payment, String amount) {
    return capture(payment, amount, Terms.charging(Fee.none()));
  }

  /** A capture of which a tenth is kept for 90 days. */
  long captureWithReserve(String payment, String amount) {
    return capture(
        payment, amount, Terms.charging(Fee.none()).withReserve(1_000, Duration.ofDays(90)));
  }

  private long capture(String payment, String amount, Terms terms) {
    Capture capture =
        new Capture(
            CARDS,
            merchant + "-" + payment,
            merchant,
            eur(amount),
            terms,
            Occasion.on(DAY, merchant + "-" + payment));
    return payments.capture(capture).orThrow().number();
  }

  Outcome named(String account) {
    return payouts.nameBeneficiary(merchant, account, "ann", "asked for in writing");
  }

  PayoutOrder everything(String payout, long cutOff) {
    return PayoutOrder.everything(id(payout), merchant, EUR, cutOff, when);
  }

  Payout payout(String payout) {
    return payouts.payout(id(payout)).orElseThrow();
  }

  Outcome released(String payout) {
    return payouts.release(id(payout), BANK, when);
  }

  Outcome confirmed(String payout) {
    return payments.post(new PayoutStep.Confirmed(id(payout), 1, when));
  }

  Outcome rejected(String payout) {
    return payments.rejectPayout(id(payout), when);
  }

  Outcome failed(String payout) {
    return payments.failPayout(id(payout), when);
  }

  Outcome takenBack(String payout, String fee) {
    return payouts.takeBack(id(payout), eur(fee), when, "bank");
  }

  String id(String payout) {
    return merchant + "-" + payout;
  }

  long now() {
    return ledger.newestEntry();
  }

  Money payable() {
    return balance(AccountClass.MERCHANT_PAYABLE, merchant.value());
  }

  Money inFlight() {
    return balance(AccountClass.PAYOUT_IN_FLIGHT, BANK.value());
  }

  private Money balance(AccountClass of, String dimension) {
    Account account = ledger.account(new AccountRef(of.path(dimension), EUR.code())).orElseThrow();
    return ledger.balance(account).posted();
  }
}
