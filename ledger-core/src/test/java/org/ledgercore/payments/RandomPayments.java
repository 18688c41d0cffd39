package org.ledgercore.payments;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ledgercore.Ledger;
import org.ledgercore.contracts.Terms;
import org.ledgercore.contracts.Terms.FeeOnRefund;
import org.ledgercore.contracts.Terms.Shortfall;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * Draws payment commands and facts of two merchants, two providers and two currencies. Few
 * references, so that steps meet; in no particular order, so that many make no sense.
 */
final class RandomPayments {

  private static final List<MerchantId> MERCHANTS =
      List.of(new MerchantId("school"), new MerchantId("clinic"));
  private static final List<ProviderId> PROVIDERS =
      List.of(new ProviderId("switch"), new ProviderId("gate"));
  private static final List<Unit> UNITS = List.of(School.IQD, School.USD);
  static final BankId BANK = new BankId("rafidain");
  private static final SubjectId CUSTOMER = new SubjectId("u1");
  private static final List<String> TRANSFERS = List.of("t0", "t1", "t2");
  private static final String PARTNER = "p1";
  private static final DeskId DESK = new DeskId("d1");
  private static final int MOST = 200;
  private static final int REFERENCES = 5;

  private final Random random;
  private final List<Supplier<PaymentCommand>> draws;
  private final List<Capture> captures = new ArrayList<>();
  private final PlayedBooks books;

  /** What was accepted last of each payout and remittance. */
  private final Map<String, PaymentCommand> last = new TreeMap<>();

  RandomPayments(long seed, PlayedBooks books) {
    this.random = new Random(seed);
    this.books = books;
    this.draws =
        List.of(
            this::capture,
            this::capture,
            this::hold,
            this::hold,
            this::refundStep,
            this::refundStep,
            this::dispute,
            this::dispute,
            this::payout,
            this::payout,
            this::begun,
            this::begun,
            this::begun,
            this::afterPayout,
            this::remittance,
            this::merchantStep,
            this::correction,
            this::provider,
            this::breaks,
            this::wallet,
            this::exchange);
  }

  /** Opens all accounts that random payments are about. */
  static void openAll(Ledger ledger) {
    Payments payments = Payments.on(ledger);
    for (Unit unit : UNITS) {
      School.openHouse(ledger, unit);
      MERCHANTS.forEach(each -> payments.openMerchant(each, unit));
      MERCHANTS.forEach(
          each -> payments.open(AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE, each.value(), unit));
      for (ProviderId each : PROVIDERS) {
        payments.openProvider(each, unit);
        payments.open(AccountClass.RECON_SUSPENSE, each.value(), unit);
      }
      payments.open(AccountClass.RECON_SUSPENSE, BANK.value(), unit);
      payments.openBank(BANK, unit);
      payments.openSubject(CUSTOMER, unit);
    }
    for (String each : TRANSFERS) {
      UNITS.forEach(unit -> payments.open(AccountClass.REMITTANCE_PAYABLE, each, unit));
    }
    payments.open(AccountClass.PARTNER_PAYABLE, PARTNER, School.USD);
    payments.openDesk(DESK, School.IQD);
  }

  PaymentCommand next() {
    return captures.size() < 2 ? capture() : one(draws).get();
  }

  private Capture capture() {
    boolean again = !captures.isEmpty() && random.nextInt(8) == 0;
    if (again) {
      return one(captures);
    }
    String number = Integer.toString(captures.size());
    Unit unit = one(UNITS);
    Occasion when = occasion("pay_" + random.nextInt(4) + "_" + unit);
    Capture capture =
        new Capture(one(PROVIDERS), "c" + number, one(MERCHANTS), amount(unit), terms(), when);
    captures.add(capture);
    return capture;
  }

  private Terms terms() {
    Terms terms = Terms.fee(random.nextInt(500)).withTax(random.nextInt(2) * 1_500);
    return terms
        .withReserve(random.nextInt(3) * 1_000, Duration.ofDays(random.nextInt(2) * 90))
        .onRefund(one(List.of(FeeOnRefund.values())))
        .takingFrom(one(List.of(Shortfall.values())));
  }

  private PaymentCommand hold() {
    Capture of = one(captures);
    return new RefundHold(refund(of), of.merchant(), part(of), of.occasion());
  }

  private PaymentCommand refundStep() {
    Capture of = one(captures);
    RefundRef refund = refund(of);
    Occasion when = of.occasion();
    return switch (random.nextInt(7)) {
      case 0, 1 -> new RefundStep.Confirmed(refund, when);
      case 2 -> new RefundStep.Rejected(refund, when);
      case 3 -> new RefundStep.Released(refund, BANK, when);
      case 4 -> new RefundStep.Paid(refund, when);
      case 5 -> new RefundStep.ToWallet(refund, CUSTOMER, when);
      default -> new RefundStep.Unheld(refund, of.merchant(), part(of), when);
    };
  }

  private PaymentCommand dispute() {
    Capture of = one(captures);
    Occasion when = of.occasion();
    MerchantId merchant = of.merchant();
    DisputeStep.DisputeRef dispute = new DisputeStep.DisputeRef(of.provider(), name("d", of));
    return switch (random.nextInt(8)) {
      case 0, 1 -> new DisputeStep.Opened(dispute, of.gross(), when);
      case 2, 3 -> new DisputeStep.Held(dispute, merchant, of.gross(), when);
      case 4 -> new DisputeStep.Won(dispute, part(of), when);
      case 5 -> new DisputeStep.HoldReleased(dispute, when);
      case 6 -> new DisputeStep.Lost(dispute, part(of), when);
      default -> new DisputeStep.LostUnheld(dispute, merchant, part(of), when);
    };
  }

  /** Remembers where payouts and remittances stand, so that what comes next is drawn often. */
  void accepted(PaymentCommand command) {
    switch (command) {
      case PayoutRequest it -> last.put(it.payout(), it);
      case PayoutStep.Released it -> last.put(it.payout(), it);
      case PayoutStep.Retried it -> last.put(it.payout(), it);
      case PayoutStep.Confirmed it -> last.put(it.payout(), it);
      case PayoutStep.Rejected it -> last.remove(it.payout());
      case PayoutStep.Failed it -> last.remove(it.payout());
      case PayoutStep.Returned it -> last.remove(it.payout());
      case RemittanceStep it -> last.put(it.transfer(), it);
      default -> {}
    }
  }

  /** What may come next of something that has begun; anything when nothing has. */
  private PaymentCommand next(String something) {
    return switch (last.get(something)) {
      case PayoutRequest it -> decided(it.payout(), 1);
      case PayoutStep.Retried it -> decided(it.payout(), it.attempt() + 1);
      case PayoutStep.Released it -> result(it.payout(), it.attempt());
      case PayoutStep.Confirmed it ->
          new PayoutStep.Returned(
              it.payout(), it.attempt(), Money.zero(unitOf(it.payout())), occasion(it.payout()));
      case RemittanceStep it -> remittance(it.transfer(), 2 + random.nextInt(6));
      case null, default -> capture();
    };
  }

  private PaymentCommand decided(String payout, int attempt) {
    return random.nextInt(6) == 0
        ? new PayoutStep.Rejected(payout, attempt, occasion(payout))
        : new PayoutStep.Released(payout, attempt, BANK, occasion(payout));
  }

  private PaymentCommand result(String payout, int attempt) {
    Occasion when = occasion(payout);
    return switch (random.nextInt(4)) {
      case 0 -> new PayoutStep.Retried(payout, attempt, when);
      case 1 -> new PayoutStep.Failed(payout, attempt, when);
      default -> new PayoutStep.Confirmed(payout, attempt, when);
    };
  }

  private PaymentCommand begun() {
    return last.isEmpty() ? payout() : next(one(List.copyOf(last.keySet())));
  }

  private PaymentCommand payout() {
    String payout = "po" + random.nextInt(REFERENCES);
    int attempt = 1 + random.nextInt(4) / 3;
    Occasion when = occasion(payout);
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> new PayoutRequest(payout, one(MERCHANTS), amount(unitOf(payout)), when);
      case 3, 4 -> new PayoutStep.Released(payout, attempt, BANK, when);
      case 5 -> new PayoutStep.Rejected(payout, attempt, when);
      case 6 -> new PayoutStep.Confirmed(payout, attempt, when);
      case 7 -> new PayoutStep.Retried(payout, attempt, when);
      default -> new PayoutStep.Failed(payout, attempt, when);
    };
  }

  /** What comes after the bank has confirmed, or before. */
  private PaymentCommand afterPayout() {
    int number = random.nextInt(REFERENCES);
    String payout = "po" + number;
    Occasion when = occasion(payout);
    MerchantId merchant = one(MERCHANTS);
    Money amount = amount(one(UNITS));
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> new PayoutStep.Returned(payout, 1, Money.zero(unitOf(payout)), when);
      case 3 -> new PayoutStep.ReturnChargedOn(payout, merchant, amount, when);
      case 4 -> new PayoutStep.Commissioned(payout, merchant, amount, when);
      default -> new PayoutStep.BankFee(payout, BANK, amount, when);
    };
  }

  private PaymentCommand remittance() {
    return remittance(one(TRANSFERS), random.nextInt(8));
  }

  private PaymentCommand remittance(String transfer, int step) {
    Occasion when = occasion("remittance_" + transfer);
    long dollars = 1 + (transfer.charAt(1) - '0');
    Money sent = Money.ofMajor(dollars, School.USD);
    Money paid = Money.ofMajor(dollars * 1_320, School.IQD);
    Money atMid = Money.ofMajor(dollars * 1_310, School.IQD);
    Money fee = Money.ofMajor(dollars * 180, School.IQD);
    return switch (step) {
      case 0, 1 -> new RemittanceStep.Received(transfer, DESK, paid, fee, when);
      case 2, 3 -> new RemittanceStep.Converted(transfer, paid, atMid, sent, when);
      case 4 -> new RemittanceStep.Completed(transfer, PARTNER, sent, when);
      case 5 -> new RemittanceStep.Failed(transfer, DESK, when);
      case 6 -> new RemittanceStep.Released(transfer, PARTNER, BANK, sent, when);
      default -> new RemittanceStep.Paid(transfer, when);
    };
  }

  private PaymentCommand merchantStep() {
    MerchantId merchant = one(MERCHANTS);
    Money amount = amount(one(UNITS));
    String id = Integer.toString(random.nextInt(MOST));
    Occasion when = occasion("m" + id);
    return switch (random.nextInt(5)) {
      case 0 -> new MerchantStep.Recovered(id, merchant, amount, when);
      case 1 -> new MerchantStep.WrittenOff(id, merchant, amount, when);
      case 2 -> new MerchantStep.Goodwill(id, merchant, amount, when);
      case 3 -> new MerchantStep.Allowed(id, merchant, amount, when);
      default -> released(merchant, amount.unit());
    };
  }

  private PaymentCommand released(MerchantId merchant, Unit unit) {
    List<ReserveLot> lots = books.funds(merchant, unit).lots();
    long lot = lots.isEmpty() ? 1 : one(lots).lot();
    Occasion when = on(School.DAY.plusDays(random.nextInt(2) * 90), "lot" + lot);
    return new MerchantStep.ReserveReleased(lot, merchant, unit, when);
  }

  private PaymentCommand correction() {
    Capture of = one(captures);
    return random.nextInt(3) > 0
        ? new Correction.CaptureReversed(of.provider(), of.reference(), of.occasion())
        : new Correction.CapturedAgain(of);
  }

  private PaymentCommand provider() {
    Capture of = one(captures);
    Occasion when = of.occasion();
    String reference = name("p", of);
    Money amount = amount(of.gross().unit());
    return switch (random.nextInt(4)) {
      case 0 -> new ProviderCost(of.provider(), reference, amount, when);
      case 1 -> new Sweep(reference, BANK, amount, when);
      case 2 -> new RefundStep.ShareFreed(refund(of), of.merchant(), amount, when);
      default ->
          new ProviderSettlement(
              of.provider(), reference, BANK, settled(of), Money.zero(amount.unit()), when);
    };
  }

  /** What a settlement settles: seldom more refunds than captures. */
  private Money settled(Capture of) {
    return random.nextInt(4) == 0 ? of.gross().negated() : of.gross();
  }

  /** What a bank or a provider says and the books do not, and how it ends. */
  private PaymentCommand breaks() {
    Capture of = one(captures);
    Occasion when = of.occasion();
    Unit unit = of.gross().unit();
    String reference = name("b", of);
    Money amount = Money.ofMinor(1 + random.nextInt((int) of.gross().minor()), unit);
    ProviderSettlement expected =
        new ProviderSettlement(
            of.provider(), name("p", of), BANK, settled(of), Money.zero(unit), when);
    String source = random.nextBoolean() ? of.provider().value() : BANK.value();
    return switch (random.nextInt(7)) {
      case 0 -> new ProviderStep.UnknownCredit(BANK, reference, amount, when);
      case 1 -> new ProviderStep.UnknownDebit(BANK, reference, amount, when);
      case 2 -> new ProviderStep.BreakPaid(source, reference, BANK, amount, when);
      case 3 -> new ProviderStep.BreakWrittenOff(source, reference, amount, when);
      case 4 -> expected.shortBy(amount);
      case 5 -> expected.costingMore(amount);
      default -> expected.over(amount);
    };
  }

  private PaymentCommand wallet() {
    int number = random.nextInt(REFERENCES);
    String id = "w" + number;
    Occasion when = occasion(id);
    Money amount = amount(UNITS.get(number % UNITS.size()));
    return switch (random.nextInt(5)) {
      case 0, 1 -> new WalletStep.Cashback(id, CUSTOMER, amount, when);
      case 2 -> new RedeemStep.Requested(id, CUSTOMER, amount, when);
      case 3 ->
          random.nextBoolean() ? new RedeemStep.Cancelled(id, when) : new RedeemStep.Paid(id, when);
      default -> new RedeemStep.ByBank(id, BANK, Money.zero(amount.unit()), when);
    };
  }

  /** Customers sell dollars; a bank covers some of it. */
  private PaymentCommand exchange() {
    String id = Integer.toString(random.nextInt(MOST));
    Occasion when = occasion("fx" + id);
    Money sold = Money.ofMinor(1 + random.nextInt(MOST), School.USD);
    Money bought = Money.ofMinor(sold.minor() * 13_000, School.IQD);
    Money atMid = Money.ofMinor(sold.minor() * (12_950 + random.nextInt(200)), School.IQD);
    return random.nextInt(3) == 0
        ? new FxStep.Covered(
            id, new FxStep.BankMove(BANK, sold), new FxStep.BankMove(BANK, bought), when)
        : new FxStep.Exchanged(
            id, CUSTOMER, new FxStep.Conversion(sold, bought, atMid, "r1"), when);
  }

  /** A payout's number says its unit. */
  private static Unit unitOf(String payout) {
    return UNITS.get(payout.charAt(2) % UNITS.size());
  }

  private Occasion occasion(String caseId) {
    return on(School.DAY, caseId);
  }

  /** Approved, but for one in eight; what a case's approval is, follows from the case. */
  private Occasion on(LocalDate day, String caseId) {
    Occasion when = Occasion.on(day, caseId);
    return random.nextInt(8) == 0 ? when : when.approvedBy("request of " + caseId, "3f" + caseId);
  }

  private RefundRef refund(Capture of) {
    return new RefundRef(of.provider(), name("r", of));
  }

  /** One of a few names that belong to a capture. */
  private String name(String what, Capture of) {
    return what + random.nextInt(2) + "_" + of.reference();
  }

  private Money amount(Unit unit) {
    return Money.ofMinor((1 + random.nextInt(MOST)) * 1_000L, unit);
  }

  /** All of a capture, or any part, seldom more. */
  private Money part(Capture of) {
    long gross = of.gross().minor();
    long some = 1 + (long) (random.nextInt(1_000) * (gross / 900));
    return random.nextInt(4) == 0 ? of.gross() : Money.ofMinor(some, of.gross().unit());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
