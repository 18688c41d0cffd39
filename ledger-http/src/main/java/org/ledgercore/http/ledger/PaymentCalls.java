package org.ledgercore.http.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Terms;
import org.ledgercore.http.ledger.PaymentRequests.AtProvider;
import org.ledgercore.http.ledger.PaymentRequests.Captured;
import org.ledgercore.http.ledger.PaymentRequests.CapturedOnContract;
import org.ledgercore.http.ledger.PaymentRequests.Conditions;
import org.ledgercore.http.ledger.PaymentRequests.Holding;
import org.ledgercore.http.ledger.PaymentRequests.Opened;
import org.ledgercore.http.ledger.PaymentRequests.Partaker;
import org.ledgercore.http.ledger.PaymentRequests.Platform;
import org.ledgercore.http.ledger.PaymentRequests.Reference;
import org.ledgercore.http.ledger.PaymentRequests.Settled;
import org.ledgercore.http.ledger.PaymentRequests.When;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.journal.Act;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.ContractCapture;
import org.ledgercore.payments.Correction;
import org.ledgercore.payments.DisputeStep;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.ProviderCost;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.ProviderSettlement;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payments.RefundStep;
import org.ledgercore.payments.SubjectId;
import org.ledgercore.payments.Under;

/** Payments: who takes part, and every step from a capture to its refund or dispute. */
public final class PaymentCalls {

  private static final List<AccountClass> OF_MERCHANT =
      List.of(
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RESERVE,
          AccountClass.PAYOUT_PENDING,
          AccountClass.REFUND_PENDING,
          AccountClass.DISPUTE_HOLD,
          AccountClass.MERCHANT_RECEIVABLE);

  private final Desk desk;

  public PaymentCalls(Desk desk) {
    this.desk = desk;
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("openPlatform", Platform.class, Opened.class, this::openPlatform);
    to.one("openMerchant", Partaker.class, Opened.class, this::openMerchant);
    to.one("openProvider", Partaker.class, Opened.class, this::openProvider);
    to.one("openBank", Partaker.class, Opened.class, this::openBank);
    to.one("capture", Captured.class, Views.Entry.class, this::capture);
    to.one(
        "captureOnContract", CapturedOnContract.class, Views.Entry.class, this::captureOnContract);
    to.one("reverseCapture", Reference.class, Views.Entry.class, this::reverseCapture);
    to.one("accrueCost", AtProvider.class, Views.Entry.class, this::accrue);
    to.one("settleProvider", Settled.class, Views.Entry.class, this::settle);
    to.one("holdRefund", Holding.class, Views.Entry.class, this::holdRefund);
    to.one("confirmRefund", Reference.class, Views.Entry.class, this::confirmRefund);
    to.one("rejectRefund", Reference.class, Views.Entry.class, this::rejectRefund);
    to.one("openDispute", AtProvider.class, Views.Entry.class, this::openDispute);
    to.one("holdDispute", Holding.class, Views.Entry.class, this::holdDispute);
    to.one("winDispute", AtProvider.class, Views.Entry.class, this::winDispute);
    to.one("loseDispute", AtProvider.class, Views.Entry.class, this::loseDispute);
  }

  /** Opens a merchant's accounts; from now on the organisation of that name owns them. */
  public Answer<Opened> openMerchant(Call call, Partaker wanted) {
    Unit unit = desk.unit(wanted.currency());
    desk.payments().openingFor(call.author()).openMerchant(new MerchantId(wanted.id()), unit);
    for (AccountClass each : OF_MERCHANT) {
      AccountRef ref = new AccountRef(each.path(wanted.id()), unit.code());
      Act act = new Act(call.requestKey() + "/" + each, call.actor(), "the merchant's own account");
      desk.ledger().accounts().assign(ref, wanted.id(), Map.of(), act).orThrow();
    }
    return Answer.recorded(new Opened(wanted.id(), unit.code()));
  }

  /** Opens a provider's accounts. */
  public Answer<Opened> openProvider(Call call, Partaker wanted) {
    desk.payments()
        .openingFor(call.author())
        .openProvider(new ProviderId(wanted.id()), desk.unit(wanted.currency()));
    return Answer.recorded(new Opened(wanted.id(), wanted.currency()));
  }

  /** Opens a bank's accounts. */
  public Answer<Opened> openBank(Call call, Partaker wanted) {
    desk.payments()
        .openingFor(call.author())
        .openBank(new BankId(wanted.id()), desk.unit(wanted.currency()));
    return Answer.recorded(new Opened(wanted.id(), wanted.currency()));
  }

  /** Opens the accounts that belong to nobody in particular. */
  public Answer<Opened> openPlatform(Call call, Platform wanted) {
    desk.payments().openingFor(call.author()).openPlatform(desk.unit(wanted.currency()));
    return Answer.recorded(new Opened("platform", wanted.currency()));
  }

  /** P1: a provider captured money. */
  public Answer<Views.Entry> capture(Call call, Captured wanted) {
    return post(command(wanted));
  }

  /** P1 on the merchant's contract. */
  public Answer<Views.Entry> captureOnContract(Call call, CapturedOnContract wanted) {
    Under under = Under.contract(wanted.contract(), wanted.at());
    String customer = wanted.customer();
    if (customer != null) {
      under = under.withCashbackTo(new SubjectId(customer));
    }
    String charge = wanted.charge();
    if (charge != null) {
      under = under.paying(charge);
    }
    return post(
        new ContractCapture(
            new ProviderId(wanted.provider()),
            wanted.reference(),
            new MerchantId(wanted.merchant()),
            desk.money("gross", wanted.gross()),
            under,
            occasion(wanted.when())));
  }

  /** P10b1: a capture is reversed whole. */
  public Answer<Views.Entry> reverseCapture(Call call, Reference wanted) {
    return post(
        new Correction.CaptureReversed(
            new ProviderId(wanted.provider()), wanted.reference(), occasion(wanted.when())));
  }

  /** P2: provider cost is accrued. */
  public Answer<Views.Entry> accrue(Call call, AtProvider wanted) {
    return post(
        new ProviderCost(
            new ProviderId(wanted.provider()),
            wanted.reference(),
            money(wanted.amount()),
            occasion(wanted.when())));
  }

  /** P3a: a provider settled to a bank. */
  public Answer<Views.Entry> settle(Call call, Settled wanted) {
    return post(
        new ProviderSettlement(
            new ProviderId(wanted.provider()),
            wanted.reference(),
            new BankId(wanted.bank()),
            desk.money("receivable", wanted.receivable()),
            desk.money("netted", wanted.netted()),
            occasion(wanted.when())));
  }

  /** P4a: a refund is requested and its money held. */
  public Answer<Views.Entry> holdRefund(Call call, Holding wanted) {
    return post(
        new RefundHold(
            refund(wanted.provider(), wanted.reference()),
            new MerchantId(wanted.merchant()),
            money(wanted.amount()),
            occasion(wanted.when())));
  }

  /** P4b: the provider refunded what was held. */
  public Answer<Views.Entry> confirmRefund(Call call, Reference wanted) {
    return post(
        new RefundStep.Confirmed(
            refund(wanted.provider(), wanted.reference()), occasion(wanted.when())));
  }

  /** P4c: the refund was rejected; the merchant has the money back. */
  public Answer<Views.Entry> rejectRefund(Call call, Reference wanted) {
    return post(
        new RefundStep.Rejected(
            refund(wanted.provider(), wanted.reference()), occasion(wanted.when())));
  }

  /** P7a1: a provider took money back for a dispute. */
  public Answer<Views.Entry> openDispute(Call call, AtProvider wanted) {
    return post(
        new DisputeStep.Opened(
            dispute(wanted.provider(), wanted.reference()),
            money(wanted.amount()),
            occasion(wanted.when())));
  }

  /** P7a2: the merchant's money is held for a dispute. */
  public Answer<Views.Entry> holdDispute(Call call, Holding wanted) {
    return post(
        new DisputeStep.Held(
            dispute(wanted.provider(), wanted.reference()),
            new MerchantId(wanted.merchant()),
            money(wanted.amount()),
            occasion(wanted.when())));
  }

  /** P7b: a dispute was won. */
  public Answer<Views.Entry> winDispute(Call call, AtProvider wanted) {
    return post(
        new DisputeStep.Won(
            dispute(wanted.provider(), wanted.reference()),
            money(wanted.amount()),
            occasion(wanted.when())));
  }

  /** P7c: a dispute whose money was held is lost. */
  public Answer<Views.Entry> loseDispute(Call call, AtProvider wanted) {
    return post(
        new DisputeStep.Lost(
            dispute(wanted.provider(), wanted.reference()),
            money(wanted.amount()),
            occasion(wanted.when())));
  }

  /** The command that a capture's request describes. */
  Capture command(Captured wanted) {
    return new Capture(
        new ProviderId(wanted.provider()),
        wanted.reference(),
        new MerchantId(wanted.merchant()),
        desk.money("gross", wanted.gross()),
        terms(wanted.terms()),
        occasion(wanted.when()));
  }

  private Answer<Views.Entry> post(PaymentCommand command) {
    return Answer.of(desk.payments().post(command), Views.Entry::of);
  }

  private Money money(Amount amount) {
    return desk.money("amount", amount);
  }

  private static RefundRef refund(String provider, String reference) {
    return new RefundRef(new ProviderId(provider), reference);
  }

  private static DisputeStep.DisputeRef dispute(String provider, String reference) {
    return new DisputeStep.DisputeRef(new ProviderId(provider), reference);
  }

  private static Occasion occasion(When when) {
    Map<String, String> facts = when.facts();
    return new Occasion(when.date(), when.payment(), facts == null ? Map.of() : facts);
  }

  static Terms terms(Conditions wanted) {
    Fee fee =
        new Fee(
            wanted.feeBasisPoints(),
            or(wanted.feeFixed(), 0L),
            or(wanted.feeMin(), 0L),
            wanted.feeMax());
    return new Terms(
        fee,
        or(wanted.taxBasisPoints(), 0),
        or(wanted.reserveBasisPoints(), 0),
        or(wanted.reserveDays(), 0),
        or(wanted.feeOnRefund(), Terms.FeeOnRefund.KEPT),
        or(wanted.shortfall(), Terms.Shortfall.RESERVE));
  }

  private static <T> T or(@Nullable T given, T usual) {
    return given == null ? usual : given;
  }
}
