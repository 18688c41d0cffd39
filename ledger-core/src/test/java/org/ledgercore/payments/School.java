package org.ledgercore.payments;

import java.time.Duration;
import java.time.LocalDate;
import org.ledgercore.Ledger;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * A small world of its own for one row of the chart: a merchant, a provider, two banks, a desk, two
 * customers, each named after the row so that rows do not touch one another.
 */
final class School {

  static final Unit IQD =
      Unit.fiat("IQD", 3).displayedWith(0).withCashStep(250_000).withTransferStep(1_000);
  static final Unit USD = Unit.fiat("USD", 2);
  static final Unit PTS = Unit.points("PTS");
  static final LocalDate DAY = LocalDate.of(2026, 6, 15);

  final String row;
  final Unit iqd;
  final MerchantId school;
  final ProviderId provider;
  final BankId rafidain;
  final BankId usd;
  final BankId partnerBank;
  final DeskId desk;
  final SubjectId u1;
  final SubjectId u2;
  final Occasion when;
  final RefundRef refund;
  final DisputeStep.DisputeRef dispute;

  /** The number of the first entry of the row. */
  long first;

  Terms terms = Terms.fee(200).withReserve(1_000, Duration.ofDays(90));

  School(String row, Unit iqd) {
    this.row = row;
    this.iqd = iqd;
    this.school = new MerchantId("school." + row);
    this.provider = new ProviderId("local_card_switch." + row);
    this.rafidain = new BankId("rafidain." + row);
    this.usd = new BankId("usd." + row);
    this.partnerBank = new BankId("partner_bank." + row);
    this.desk = new DeskId("D1." + row);
    this.u1 = new SubjectId("u1." + row);
    this.u2 = new SubjectId("u2." + row);
    this.when = Occasion.on(DAY, "pay_" + row);
    this.refund = new RefundRef(provider, "refund_" + row);
    this.dispute = new DisputeStep.DisputeRef(provider, "dispute_" + row);
  }

  /** The name of an account without the row. */
  String plain(String path) {
    return path.replace("." + row, "");
  }

  /** Accounts that belong to nobody in particular, once per ledger and unit. */
  static void openHouse(Ledger ledger, Unit unit) {
    ledger.openUnit(unit);
    Payments payments = Payments.on(ledger);
    payments.openPlatform(unit);
    for (AccountClass each : AccountClass.values()) {
      if (isOneAccount(each)) {
        payments.open(each, unit);
      }
    }
    payments.open(AccountClass.FX_POSITION, unit.code(), unit);
    payments.open(AccountClass.FX_REVALUATION, unit.code(), unit);
  }

  /** Everything that carries the row's name. */
  void open(Ledger ledger) {
    Payments payments = Payments.on(ledger);
    payments.openMerchant(school, iqd);
    payments.open(AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE, school.value(), iqd);
    payments.openProvider(provider, iqd);
    payments.open(AccountClass.RECON_SUSPENSE, provider.value(), iqd);
    payments.open(AccountClass.RECON_SUSPENSE, rafidain.value(), iqd);
    payments.openBank(rafidain, iqd);
    payments.openBank(usd, USD);
    payments.openBank(partnerBank, USD);
    payments.openDesk(desk, iqd);
    for (SubjectId each : new SubjectId[] {u1, u2}) {
      payments.openSubject(each, iqd);
    }
    payments.openSubject(u1, USD);
    payments.openSubject(u1, PTS);
    payments.open(AccountClass.PREPAID_CARD, card(), iqd);
    payments.open(AccountClass.REMITTANCE_PAYABLE, transfer(), iqd);
    payments.open(AccountClass.REMITTANCE_PAYABLE, transfer(), USD);
    payments.open(AccountClass.PARTNER_PAYABLE, partner(), USD);
  }

  String card() {
    return "c1." + row;
  }

  String transfer() {
    return "t1." + row;
  }

  String partner() {
    return "p1." + row;
  }

  Money iqd(long dinars) {
    return Money.ofMajor(dinars, iqd);
  }

  static Money usd(long dollars) {
    return Money.ofMajor(dollars, USD);
  }

  Occasion after(int days) {
    return Occasion.on(DAY.plusDays(days), when.caseId());
  }

  Capture capture() {
    return new Capture(provider, "capture_" + row, school, iqd(125_000), terms, when);
  }

  Capture capture(Terms agreed) {
    terms = agreed;
    return capture();
  }

  RefundHold hold(long dinars) {
    return new RefundHold(refund, school, iqd(dinars), when);
  }

  RefundStep confirmed() {
    return new RefundStep.Confirmed(refund, when);
  }

  RefundStep rejected() {
    return new RefundStep.Rejected(refund, when);
  }

  /** Somebody else's money, so that the school has it without a capture of its own. */
  PaymentCommand given(long dinars) {
    return new MerchantStep.Goodwill("given_" + row, school, iqd(dinars), when);
  }

  /** Takes everything that is available out of the way. */
  PayoutRequest paidOut(long dinars) {
    return new PayoutRequest("po_" + row, school, iqd(dinars), when);
  }

  ProviderSettlement settlement(long netted) {
    return settlement(iqd(125_000), netted);
  }

  /** Of another receivable; negative when more was given back than captured. */
  ProviderSettlement settlement(Money receivable, long netted) {
    return new ProviderSettlement(provider, "set_" + row, rafidain, receivable, iqd(netted), when);
  }

  DisputeStep.Opened opened() {
    return new DisputeStep.Opened(dispute, iqd(125_000), when);
  }

  DisputeStep.Held disputeHeld() {
    return new DisputeStep.Held(dispute, school, iqd(125_000), when);
  }

  CashStep.BroughtByOwner cash(long dinars) {
    return new CashStep.BroughtByOwner("cash_" + row, iqd(dinars), when);
  }

  CashStep.Floated floated(long dinars) {
    return new CashStep.Floated("float_" + row, desk, iqd(dinars), when);
  }

  CashStep.AtDesk atDesk(long commission) {
    return new CashStep.AtDesk(desk, u1, iqd(commission));
  }

  CashStep.ToppedUp toppedUp(long dinars, int commission) {
    return new CashStep.ToppedUp("top_up_" + row, atDesk(commission), iqd(dinars), when);
  }

  WalletStep.Cashback wallet(long dinars) {
    return new WalletStep.Cashback("wallet_" + row, u1, iqd(dinars), when);
  }

  private static boolean isOneAccount(AccountClass each) {
    return switch (each) {
      case MONEY_IN_TRANSIT,
          INPUT_TAX,
          UNALLOCATED_RECEIPTS,
          UNCLAIMED_MONEY,
          WITHHOLDING_TAX,
          OWNER_FUNDS,
          POINTS_ISSUANCE,
          RETAINED_EARNINGS ->
          true;
      default -> each.number() >= 4_000;
    };
  }
}
