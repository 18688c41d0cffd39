package org.ledgercore.http.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.ProviderCost;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.ProviderSettlement;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payments.Sweep;
import org.ledgercore.rules.Outcome;

/**
 * One school-fee payment from capture to payout, in IQD, as calls of the public API. Every step
 * says what each account must hold after it: debit balances positive, credit balances negative, in
 * whole dinars.
 */
public final class GoldenDay {

  /** Iraqi dinar: three stored decimals, none displayed. */
  public static final Unit IQD =
      Unit.fiat("IQD", 3).displayedWith(0).withCashStep(250_000).withTransferStep(1_000);

  /** What the merchant is paid out, in whole dinars. */
  public static final long PAYOUT = 54_831_533;

  /** The day it all happens. */
  public static final LocalDate DAY = LocalDate.of(2026, 6, 15);

  static final MerchantId SCHOOL = new MerchantId("school");
  static final ProviderId SWITCH = new ProviderId("local_card_switch");
  static final BankId RAFIDAIN = new BankId("rafidain");
  static final RefundRef REFUND = new RefundRef(SWITCH, "refreq_school_2026_001");
  static final String PAYOUT_ID = "po_school_2026_001";

  private static final Occasion CASE = Occasion.on(DAY, "pay_scenario_001");
  static final String CAPTURE_REF = "route_live_cards_iqd";
  private static final Terms TERMS = Terms.fee(200).withReserve(1_000, Duration.ofDays(90));
  private static final long OPENING = 54_771_533;
  private static final long REFUNDED = 50_000;
  private static final long RETURN_FEE = 5_000;

  /** Something that is done and its name. */
  public interface Action {
    Outcome run(Payments payments);
  }

  /**
   * A step of the day.
   *
   * @param name its place, G0 to G9
   * @param title what happens
   * @param action the call
   * @param expected the changed accounts' balances after it, in whole dinars
   */
  public record Step(String name, String title, Action action, Map<AccountPath, Long> expected) {}

  private final Ledger ledger;
  private final Payments payments;

  public GoldenDay(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
  }

  /** Opens the unit and the accounts of everybody who takes part. */
  public void open() {
    ledger.openUnit(IQD);
    payments.openPlatform(IQD);
    payments.openMerchant(SCHOOL, IQD);
    payments.openProvider(SWITCH, IQD);
    payments.openBank(RAFIDAIN, IQD);
    payments.open(AccountClass.BANK_CHARGES, IQD);
  }

  /** The payment commands on this day's ledger. */
  public Payments payments() {
    return payments;
  }

  /** Runs one step. */
  public Outcome run(Step step) {
    return step.action().run(payments);
  }

  /** The ten steps, in order. */
  public List<Step> steps() {
    return Stream.concat(collecting().stream(), payingOut().stream()).toList();
  }

  private List<Step> collecting() {
    return List.of(
        new Step(
            "G0",
            "opening merchant balance, held at the bank",
            each -> ledger.post(opening()),
            Map.of(bank(), OPENING, payable(), -OPENING)),
        new Step(
            "G1",
            "capture (P1)",
            each -> each.capture(capture()),
            Map.of(
                receivable(),
                125_000L,
                payable(),
                -54_881_533L,
                reserve(),
                -12_500L,
                fee(),
                -2_500L)),
        new Step(
            "G2",
            "provider cost (P2)",
            each -> each.accrue(cost()),
            Map.of(owed(), -1_500L, spent(), 1_500L)),
        new Step(
            "G3",
            "refund requested and held (P4a)",
            each -> each.holdRefund(refund()),
            Map.of(payable(), -PAYOUT, refunding(), -REFUNDED)),
        new Step(
            "G4",
            "refund confirmed (P4b)",
            each -> each.confirmRefund(REFUND, CASE),
            Map.of(receivable(), 75_000L, refunding(), 0L)),
        new Step(
            "G5",
            "provider settles net of refund and cost (P3a)",
            each -> each.settle(settlement()),
            Map.of(bank(), 54_845_033L, receivable(), 0L, owed(), 0L)));
  }

  private List<Step> payingOut() {
    return List.of(
        new Step(
            "G6",
            "payout requested (P9a)",
            each -> each.requestPayout(payout(PAYOUT)),
            Map.of(payable(), 0L, pending(), -PAYOUT)),
        new Step(
            "G7",
            "payout released (P9b)",
            each -> each.releasePayout(PAYOUT_ID, RAFIDAIN, CASE),
            Map.of(pending(), 0L, inFlight(), -PAYOUT)),
        new Step(
            "G8",
            "payout confirmed by the bank (P9c)",
            each -> each.confirmPayout(PAYOUT_ID, CASE),
            Map.of(bank(), 13_500L, inFlight(), 0L)),
        new Step(
            "G9",
            "earned fees swept to own money (P14)",
            each -> each.sweep(sweep()),
            Map.of(bank(), 12_500L, ownMoney(), 1_000L)));
  }

  /** The payout of an amount, under an id of its own when it is not the day's. */
  static PayoutRequest payout(long dinars) {
    String id = dinars == PAYOUT ? PAYOUT_ID : PAYOUT_ID + "_of_" + dinars;
    return new PayoutRequest(id, SCHOOL, Money.ofMajor(dinars, IQD), CASE);
  }

  /** The day's payout comes back after it was confirmed, less the bank's fee. */
  static PayoutStep returned() {
    return new PayoutStep.Returned(PAYOUT_ID, 1, Money.ofMajor(RETURN_FEE, IQD), CASE);
  }

  /** What must stand then. */
  static Map<AccountPath, Long> afterReturn() {
    return Map.of(
        bank(),
        54_840_033L,
        payable(),
        -PAYOUT,
        reserve(),
        -12_500L,
        fee(),
        -2_500L,
        spent(),
        1_500L,
        AccountClass.BANK_CHARGES.path(),
        RETURN_FEE);
  }

  static Occasion occasion() {
    return CASE;
  }

  private static JournalEntry opening() {
    return JournalEntry.on(DAY)
        .key("opening-school")
        .kind("opening")
        .describedAs("Opening balance of the school, held at the bank")
        .debit(bank(), Money.ofMajor(OPENING, IQD))
        .credit(payable(), Money.ofMajor(OPENING, IQD))
        .build();
  }

  private static Capture capture() {
    return new Capture(SWITCH, CAPTURE_REF, SCHOOL, Money.ofMajor(125_000, IQD), TERMS, CASE);
  }

  private static ProviderCost cost() {
    return new ProviderCost(SWITCH, CAPTURE_REF, Money.ofMajor(1_500, IQD), CASE);
  }

  static RefundHold refund() {
    return new RefundHold(REFUND, SCHOOL, Money.ofMajor(REFUNDED, IQD), CASE);
  }

  private static ProviderSettlement settlement() {
    return new ProviderSettlement(
        SWITCH,
        "set_2026_06_15_iqd",
        RAFIDAIN,
        Money.ofMajor(75_000, IQD),
        Money.ofMajor(1_500, IQD),
        CASE);
  }

  private static Sweep sweep() {
    return new Sweep("sweep_2026_06_15", RAFIDAIN, Money.ofMajor(1_000, IQD), CASE);
  }

  static AccountPath payable() {
    return AccountClass.MERCHANT_PAYABLE.path(SCHOOL.value());
  }

  private static AccountPath bank() {
    return AccountClass.BANK.path(RAFIDAIN.value());
  }

  private static AccountPath ownMoney() {
    return AccountClass.BANK_OWN.path(RAFIDAIN.value());
  }

  private static AccountPath receivable() {
    return AccountClass.PROVIDER_RECEIVABLE.path(SWITCH.value());
  }

  private static AccountPath owed() {
    return AccountClass.PROVIDER_PAYABLE.path(SWITCH.value());
  }

  private static AccountPath reserve() {
    return AccountClass.MERCHANT_RESERVE.path(SCHOOL.value());
  }

  private static AccountPath refunding() {
    return AccountClass.REFUND_PENDING.path(SCHOOL.value());
  }

  private static AccountPath pending() {
    return AccountClass.PAYOUT_PENDING.path(SCHOOL.value());
  }

  private static AccountPath inFlight() {
    return AccountClass.PAYOUT_IN_FLIGHT.path(RAFIDAIN.value());
  }

  private static AccountPath fee() {
    return AccountClass.PLATFORM_FEE.path();
  }

  private static AccountPath spent() {
    return AccountClass.PROVIDER_COST.path();
  }
}
