package org.ledgercore.http.ledger;

import java.time.LocalDate;
import java.util.List;
import org.ledgercore.http.ledger.PaymentRequests.Case;
import org.ledgercore.http.ledger.PaymentRequests.InUnit;
import org.ledgercore.http.ledger.PaymentRequests.WhichMerchant;
import org.ledgercore.http.ledger.PaymentRequests.WhichPayment;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.MerchantFunds;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.OwnerFigures;
import org.ledgercore.payments.PaymentState;
import org.ledgercore.payments.Safeguarding;

/** What has become of payments, and the figures over all of them. */
public final class PaymentReports {

  private final Desk desk;

  public PaymentReports(Desk desk) {
    this.desk = desk;
  }

  /**
   * What has become of a payment.
   *
   * @param payment the payment's id
   * @param captured gross of its captures
   * @param refunded refunds confirmed
   * @param held refunds requested and still open
   * @param disputed open disputes
   * @param chargedBack disputes lost
   * @param refundable what may still be refunded
   */
  public record PaymentCard(
      String payment,
      Amount captured,
      Amount refunded,
      Amount held,
      Amount disputed,
      Amount chargedBack,
      Amount refundable) {

    static PaymentCard of(PaymentState state) {
      return new PaymentCard(
          state.payment(),
          Amount.of(state.captured()),
          Amount.of(state.refunded()),
          Amount.of(state.held()),
          Amount.of(state.disputed()),
          Amount.of(state.chargedBack()),
          Amount.of(state.refundable()));
    }
  }

  /**
   * The owner's six figures.
   *
   * @param asOfEntry the newest entry included
   * @param gmv gross of all captures
   * @param platformFee what the platform charged
   * @param providerCost what providers cost
   * @param reserveLiability what is kept back from merchants
   * @param merchantPayable what merchants can ask for
   * @param netContribution platform fee less provider cost
   */
  public record Owner(
      long asOfEntry,
      Amount gmv,
      Amount platformFee,
      Amount providerCost,
      Amount reserveLiability,
      Amount merchantPayable,
      Amount netContribution) {

    static Owner of(OwnerFigures figures) {
      return new Owner(
          figures.asOfEntry(),
          Amount.of(figures.gmv()),
          Amount.of(figures.platformFee()),
          Amount.of(figures.providerCost()),
          Amount.of(figures.reserveLiability()),
          Amount.of(figures.merchantPayable()),
          Amount.of(figures.netContribution()));
    }
  }

  /**
   * Whether clients' money is covered.
   *
   * @param asOfEntry the newest entry included
   * @param required what is owed to clients
   * @param held what the clients' accounts at banks hold
   * @param onItsWay what providers owe and what is between places
   * @param surplus held less required; negative is a shortfall
   */
  public record Cover(
      long asOfEntry, Amount required, Amount held, Amount onItsWay, Amount surplus) {

    static Cover of(Safeguarding cover) {
      return new Cover(
          cover.asOfEntry(),
          Amount.of(cover.required()),
          Amount.of(cover.held()),
          Amount.of(cover.onItsWay()),
          Amount.of(cover.surplus()));
    }
  }

  /**
   * A lot of a merchant's reserve.
   *
   * @param lot the number of the capture's entry
   * @param payment the payment it belongs to
   * @param releaseOn the day on which it is due
   * @param left what is left of it
   */
  public record Lot(long lot, String payment, LocalDate releaseOn, Amount left) {}

  /**
   * What a merchant has and owes.
   *
   * @param payable available to the merchant
   * @param reserve what all open lots hold
   * @param receivable what the merchant owes
   * @param lots the open lots
   */
  public record Funds(Amount payable, Amount reserve, Amount receivable, List<Lot> lots) {

    static Funds of(MerchantFunds funds) {
      return new Funds(
          Amount.of(funds.payable()),
          Amount.of(funds.reserve()),
          Amount.of(funds.receivable()),
          funds.lots().stream()
              .map(lot -> new Lot(lot.lot(), lot.payment(), lot.releaseOn(), Amount.of(lot.left())))
              .toList());
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("getPayment", WhichPayment.class, PaymentCard.class, this::payment);
    to.page("getTimeline", Case.class, Views.Entry.class, this::timeline);
    to.one("getMerchantFunds", WhichMerchant.class, Funds.class, this::funds);
    to.one("getOwnerFigures", InUnit.class, Owner.class, this::owner);
    to.one("getSafeguarding", InUnit.class, Cover.class, this::safeguarding);
    to.one("getPaidOut", InUnit.class, Amount.class, this::paidOut);
  }

  /** What has become of a payment; nothing has of one that nobody knows. */
  public Answer<PaymentCard> payment(Call call, WhichPayment which) {
    Unit unit = desk.unit(which.currency());
    return Answer.found(PaymentCard.of(desk.payments().payment(which.payment(), unit)));
  }

  /** Every entry of a payment, in order; none for one that nobody knows. */
  public Answer<Page<Views.Entry>> timeline(Call call, Case which) {
    return Answer.found(
        new Page<>(
            desk.ledger().queries().correlated(which.payment()).stream()
                .map(Views.Entry::of)
                .toList(),
            null));
  }

  /** The owner's six figures. */
  public Answer<Owner> owner(Call call, InUnit in) {
    return Answer.found(Owner.of(desk.payments().ownerFigures(desk.unit(in.currency()))));
  }

  /** Whether clients' money is covered. */
  public Answer<Cover> safeguarding(Call call, InUnit in) {
    return Answer.found(Cover.of(desk.payments().safeguarding(desk.unit(in.currency()))));
  }

  /** What banks confirmed as paid out. */
  public Answer<Amount> paidOut(Call call, InUnit in) {
    return Answer.found(Amount.of(desk.payments().paidOut(desk.unit(in.currency()))));
  }

  /** What a merchant has and owes. */
  public Answer<Funds> funds(Call call, WhichMerchant which) {
    Unit unit = desk.unit(which.currency());
    return Answer.found(Funds.of(desk.payments().funds(new MerchantId(which.merchant()), unit)));
  }
}
