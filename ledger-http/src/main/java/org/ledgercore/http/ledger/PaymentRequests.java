package org.ledgercore.http.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Amount;

/** What requests about payments hold. */
public final class PaymentRequests {

  private PaymentRequests() {}

  /**
   * The accounts of somebody who takes part.
   *
   * @param id letters, digits and {@code _ . -}; the dimension of the accounts
   * @param currency their unit
   */
  public record Partaker(String id, String currency) {}

  /**
   * The accounts that belong to nobody in particular.
   *
   * @param currency their unit
   */
  public record Platform(String currency) {}

  /**
   * Who takes part, with the accounts opened.
   *
   * @param id the dimension of the accounts
   * @param currency their unit
   */
  public record Opened(String id, String currency) {}

  /**
   * When, and to which payment it belongs.
   *
   * @param date the business day
   * @param payment the payment's id, shared by all its entries
   * @param facts what else the entry keeps, such as {@code evidence}
   */
  public record When(LocalDate date, String payment, @Nullable Map<String, String> facts) {}

  /**
   * What a merchant is charged and what is kept back.
   *
   * @param feeBasisPoints fee as a share of the gross, 0 to 10000
   * @param feeFixed added to the share, minor units; missing for 0
   * @param feeMin the least fee, minor units; missing for 0
   * @param feeMax the highest fee, minor units; missing for none
   * @param taxBasisPoints tax on the fee; missing for 0
   * @param reserveBasisPoints reserve on the gross; missing for 0
   * @param reserveDays days until the reserve is due; missing for 0
   * @param feeOnRefund what becomes of the fee on a refund; missing for KEPT
   * @param shortfall where a charge is taken from; missing for RESERVE
   */
  public record Conditions(
      int feeBasisPoints,
      @Nullable Long feeFixed,
      @Nullable Long feeMin,
      @Nullable Long feeMax,
      @Nullable Integer taxBasisPoints,
      @Nullable Integer reserveBasisPoints,
      @Nullable Integer reserveDays,
      Terms.@Nullable FeeOnRefund feeOnRefund,
      Terms.@Nullable Shortfall shortfall) {}

  /**
   * A capture: a fact, named for ever by the provider's reference.
   *
   * @param provider who captured
   * @param reference the provider's own reference
   * @param merchant for whom
   * @param gross what the customer paid
   * @param terms fee, tax and reserve
   * @param when when, and the payment
   */
  public record Captured(
      String provider,
      String reference,
      String merchant,
      Amount gross,
      Conditions terms,
      When when) {}

  /**
   * A capture on the merchant's contract: what that said at the instant.
   *
   * @param provider who captured
   * @param reference the provider's own reference
   * @param merchant for whom
   * @param gross what the customer paid
   * @param contract the kind of business that the contract is about, such as {@code card}
   * @param at when it happened, which picks the version
   * @param customer whose wallet gets the cashback; missing for none
   * @param charge the expected payment that this one pays; missing for none
   * @param when the business day, and the payment
   */
  public record CapturedOnContract(
      String provider,
      String reference,
      String merchant,
      Amount gross,
      String contract,
      Instant at,
      @Nullable String customer,
      @Nullable String charge,
      When when) {}

  /**
   * A capture to be reversed whole.
   *
   * @param provider who captured
   * @param reference the provider's own reference
   * @param when when, and the payment
   */
  public record Reference(String provider, String reference, When when) {}

  /**
   * An amount at a provider: a cost, or an opened, won or lost dispute.
   *
   * @param provider the provider
   * @param reference the provider's own reference
   * @param amount how much
   * @param when when, and the payment
   */
  public record AtProvider(String provider, String reference, Amount amount, When when) {}

  /**
   * An amount of a merchant to be held: for a refund or for a dispute.
   *
   * @param provider the provider
   * @param reference the refund's or the dispute's reference there
   * @param merchant whose money
   * @param amount how much
   * @param when when, and the payment
   */
  public record Holding(
      String provider, String reference, String merchant, Amount amount, When when) {}

  /**
   * A provider's settlement to a bank.
   *
   * @param provider who settles
   * @param reference the settlement's reference
   * @param bank to which bank
   * @param receivable what was owed and is settled
   * @param netted cost that the provider kept back; zero for none
   * @param when when, and the case
   */
  public record Settled(
      String provider,
      String reference,
      String bank,
      Amount receivable,
      Amount netted,
      When when) {}

  /**
   * One payment in one unit.
   *
   * @param payment the payment's id
   * @param currency the unit
   */
  public record WhichPayment(String payment, String currency) {}

  /**
   * The entries of one payment.
   *
   * @param payment the payment's id
   */
  public record Case(String payment) {}

  /**
   * A unit.
   *
   * @param currency its code
   */
  public record InUnit(String currency) {}

  /**
   * A merchant in one unit.
   *
   * @param merchant the merchant
   * @param currency the unit
   */
  public record WhichMerchant(String merchant, String currency) {}
}
