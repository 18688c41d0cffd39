package org.ledgercore.http.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.ledger.PaymentRequests.WhichMerchant;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.money.Amount;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payouts.Beneficiary;
import org.ledgercore.payouts.Payout;
import org.ledgercore.payouts.PayoutLine;
import org.ledgercore.payouts.Payouts;

/** Payouts as the journal tells them: their lines and states. They are asked for by approvals. */
public final class PayoutCalls {

  private final Desk desk;
  private final Payouts payouts;

  public PayoutCalls(Desk desk) {
    this.desk = desk;
    this.payouts = Payouts.on(desk.ledger());
  }

  /**
   * Names a payout.
   *
   * @param payout its id
   */
  public record WhichPayout(String payout) {}

  /**
   * Names a merchant.
   *
   * @param merchant its id
   */
  public record OfMerchant(String merchant) {}

  /**
   * A posting on a merchant's payable account that a payout pays, or is yet to pay.
   *
   * @param posting its number; for a rest that is carried that of the payout request it comes from
   * @param entry the number of its entry
   * @param date the entry's business day
   * @param kind the entry's kind; {@code carried} for a rest
   * @param amount what it adds to the merchant's money; negative when it lessens it
   */
  public record PaidLine(long posting, long entry, LocalDate date, String kind, Amount amount) {

    static PaidLine of(PayoutLine line) {
      return new PaidLine(
          line.posting(), line.entry(), line.date(), line.kind(), Amount.of(line.amount()));
    }
  }

  /**
   * A step that a payout took.
   *
   * @param state where it stood then
   * @param entry the step's entry
   * @param at when that was recorded
   */
  public record PayoutStage(Payout.State state, long entry, Instant at) {

    static PayoutStage of(Payout.Step step) {
      return new PayoutStage(step.state(), step.entry(), step.at());
    }
  }

  /**
   * A payout; its lines add up to its amount.
   *
   * @param payout its id
   * @param merchant who is paid
   * @param state where it stands
   * @param amount what is paid
   * @param cutOff the last entry whose postings it pays
   * @param beneficiaryVersion to which version of the beneficiary; 0 when it named none
   * @param lines what it pays, in the order of the postings
   * @param stages what became of it, in order
   */
  public record PayoutCard(
      String payout,
      String merchant,
      Payout.State state,
      Amount amount,
      long cutOff,
      int beneficiaryVersion,
      List<PaidLine> lines,
      List<PayoutStage> stages) {

    static PayoutCard of(Payout payout) {
      return new PayoutCard(
          payout.id(),
          payout.merchant().value(),
          payout.state(),
          Amount.of(payout.amount()),
          payout.cutOff(),
          payout.beneficiaryVersion(),
          payout.lines().stream().map(PaidLine::of).toList(),
          payout.steps().stream().map(PayoutStage::of).toList());
    }
  }

  /**
   * A payout as the merchant sees it.
   *
   * @param payout its id
   * @param state where it stands
   * @param amount what is paid
   * @param lines how many postings it pays
   * @param since when it came to stand there
   */
  public record OwnPayout(
      String payout, Payout.State state, Amount amount, int lines, Instant since) {

    static OwnPayout of(Payout payout) {
      return new OwnPayout(
          payout.id(),
          payout.state(),
          Amount.of(payout.amount()),
          payout.lines().size(),
          payout.steps().getLast().at());
    }
  }

  /**
   * Where a merchant is paid to.
   *
   * @param merchant the merchant
   * @param version counts up with each change
   * @param account the name of the account, such as the id of a subject
   * @param blockedBy the payout whose return blocks it; missing while it is free
   */
  public record BeneficiaryCard(
      String merchant, int version, String account, @Nullable String blockedBy) {

    static BeneficiaryCard of(Beneficiary beneficiary) {
      return new BeneficiaryCard(
          beneficiary.merchant().value(),
          beneficiary.version(),
          beneficiary.account(),
          beneficiary.blockedBy().orElse(null));
    }
  }

  /**
   * The account that a merchant is paid to from now on.
   *
   * @param merchant the merchant
   * @param account the name of the account, 1 to 255 characters; it stays for ever
   * @param reason why, 1 to 1000 characters
   */
  public record NewBeneficiary(String merchant, String account, String reason) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("getPayout", WhichPayout.class, PayoutCard.class, this::payout);
    to.page("listUnpaid", WhichMerchant.class, PaidLine.class, this::unpaid);
    to.one("nameBeneficiary", NewBeneficiary.class, Views.Entry.class, this::name);
    to.one("getBeneficiary", OfMerchant.class, BeneficiaryCard.class, this::beneficiary);
    to.one("getOwnPayout", WhichPayout.class, OwnPayout.class, this::own);
  }

  /** A payout with its lines and states. */
  public Answer<PayoutCard> payout(Call call, WhichPayout which) {
    return Answer.found(payouts.payout(which.payout()).map(PayoutCard::of));
  }

  /** A merchant's postings that no payout pays yet; they add up to its payable balance. */
  public Answer<Page<PaidLine>> unpaid(Call call, WhichMerchant which) {
    MerchantId merchant = new MerchantId(which.merchant());
    return Answer.found(
        new Page<>(
            payouts.unpaid(merchant, desk.unit(which.currency()), Long.MAX_VALUE).stream()
                .map(PaidLine::of)
                .toList(),
            null));
  }

  /** Names where a merchant is paid to; payouts that wait must then be asked for anew. */
  public Answer<Views.Entry> name(Call call, NewBeneficiary wanted) {
    return Answer.of(
        payouts.nameBeneficiary(
            new MerchantId(wanted.merchant()), wanted.account(), call.actor(), wanted.reason()),
        Views.Entry::of);
  }

  /** Where a merchant is paid to now. */
  public Answer<BeneficiaryCard> beneficiary(Call call, OfMerchant which) {
    return Answer.found(
        payouts.beneficiary(new MerchantId(which.merchant())).map(BeneficiaryCard::of));
  }

  /** One of the calling merchant's own payouts. */
  public Answer<OwnPayout> own(Call call, WhichPayout which) {
    Optional<Payout> own =
        payouts
            .payout(which.payout())
            .filter(it -> it.merchant().value().equals(call.principal().organisation()));
    return Answer.found(own.map(OwnPayout::of));
  }
}
