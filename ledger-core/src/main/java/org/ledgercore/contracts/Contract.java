package org.ledgercore.contracts;

import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * What was agreed for one kind of business of one merchant in one currency. Everything it charges
 * is rounded half to even to a whole minor unit, part by part; what the parts leave goes to the
 * merchant. So any capture can be recomputed from its contract to the last minor unit. Immutable.
 *
 * @param ref which contract
 * @param terms fee, tax, reserve, what becomes of the fee on refund, and the shortfall order
 * @param payoutCommission what a payout costs
 * @param cashback what the customer gets
 * @param hasSetOff whether what the merchant has and what it owes may be shown as one figure
 * @param refunds how much may be asked for in refunds
 * @param payouts how much may be asked for in payouts
 * @param needsDecision whether a capture waits for the risk desk to allow its payment
 */
public record Contract(
    ContractRef ref,
    Terms terms,
    Fee payoutCommission,
    Cashback cashback,
    boolean hasSetOff,
    Limits refunds,
    Limits payouts,
    boolean needsDecision) {

  private static final String TERMS = "terms";
  private static final String PAYOUT_COMMISSION = "payout_commission";
  private static final String CASHBACK = "cashback";
  private static final String SET_OFF = "set_off";
  private static final String REFUNDS = "refund_limits";
  private static final String PAYOUTS = "payout_limits";
  private static final String NEEDS_DECISION = "needs_decision";
  private static final String YES = "yes";

  /** Terms only: no commission, cashback, set-off, limit or decision. */
  public static Contract of(ContractRef ref, Terms terms) {
    return new Contract(
        ref, terms, Fee.none(), Cashback.NONE, false, Limits.NONE, Limits.NONE, false);
  }

  /** The same contract with other terms. */
  public Contract charging(Terms other) {
    return new Contract(
        ref, other, payoutCommission, cashback, hasSetOff, refunds, payouts, needsDecision);
  }

  /** The same contract with a price for payouts. */
  public Contract withPayoutCommission(Fee price) {
    return new Contract(ref, terms, price, cashback, hasSetOff, refunds, payouts, needsDecision);
  }

  /** The same contract with cashback. */
  public Contract with(Cashback back) {
    return new Contract(
        ref, terms, payoutCommission, back, hasSetOff, refunds, payouts, needsDecision);
  }

  /** The same contract with set-off. */
  public Contract withSetOff() {
    return new Contract(
        ref, terms, payoutCommission, cashback, true, refunds, payouts, needsDecision);
  }

  /** The same contract with limits on refunds. */
  public Contract limitingRefunds(Limits limits) {
    return new Contract(
        ref, terms, payoutCommission, cashback, hasSetOff, limits, payouts, needsDecision);
  }

  /** The same contract with limits on payouts. */
  public Contract limitingPayouts(Limits limits) {
    return new Contract(
        ref, terms, payoutCommission, cashback, hasSetOff, refunds, limits, needsDecision);
  }

  /** The same contract, whose captures wait for a decision of the risk desk. */
  public Contract onDecision() {
    return new Contract(ref, terms, payoutCommission, cashback, hasSetOff, refunds, payouts, true);
  }

  /**
   * A gross in its parts.
   *
   * @param hasCustomer whether there is a customer to give cashback to
   */
  public Parts partsOf(Money gross, boolean hasCustomer) {
    if (!gross.unit().code().equals(ref.currency())) {
      throw new InvalidInputException(
          "currency", "must be that of contract " + ref, gross.unit().code());
    }
    Terms.Parts parts = terms.partsOf(gross);
    boolean fromMerchant = cashback.paidBy() == Cashback.PaidBy.MERCHANT;
    Money most = fromMerchant ? parts.payable() : gross;
    Money back = hasCustomer ? cashback.amount().of(gross).min(most) : Money.zero(gross.unit());
    Money ofMerchant = fromMerchant ? back : Money.zero(gross.unit());
    return new Parts(
        parts.fee(),
        parts.tax(),
        parts.reserve(),
        parts.payable().minus(ofMerchant),
        new CustomerPart(back, back.minus(ofMerchant)));
  }

  /**
   * The parts of a gross. Fee, tax, reserve, payable and what the merchant gives of the cashback
   * add up to the gross; what the platform gives is its expense.
   *
   * @param fee the platform's
   * @param tax on the fee
   * @param reserve kept back
   * @param payable the merchant's
   * @param customer the customer's
   */
  public record Parts(Money fee, Money tax, Money reserve, Money payable, CustomerPart customer) {}

  /**
   * Cashback.
   *
   * @param cashback what the customer gets
   * @param byPlatform what the platform pays of it: all or nothing
   */
  public record CustomerPart(Money cashback, Money byPlatform) {}

  /** What a version of the contract's fact says, by name. */
  SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    values.put(TERMS, terms.text());
    if (!payoutCommission.equals(Fee.none())) {
      values.put(PAYOUT_COMMISSION, payoutCommission.text());
    }
    if (!cashback.equals(Cashback.NONE)) {
      values.put(CASHBACK, cashback.text());
    }
    if (hasSetOff) {
      values.put(SET_OFF, YES);
    }
    if (needsDecision) {
      values.put(NEEDS_DECISION, YES);
    }
    if (!refunds.equals(Limits.NONE)) {
      values.put(REFUNDS, refunds.text());
    }
    if (!payouts.equals(Limits.NONE)) {
      values.put(PAYOUTS, payouts.text());
    }
    return values;
  }

  /** Whether a version of the fact says what holds, and not only that nothing does. */
  static boolean isIn(SortedMap<String, String> values) {
    return values.containsKey(TERMS);
  }

  /** The contract that {@link #values} wrote. */
  static Contract parse(ContractRef ref, SortedMap<String, String> values) {
    return new Contract(
        ref,
        Terms.parse(values.getOrDefault(TERMS, "")),
        Fee.parse(values.get(PAYOUT_COMMISSION)),
        Cashback.parse(values.get(CASHBACK)),
        YES.equals(values.get(SET_OFF)),
        Limits.parse(values.get(REFUNDS)),
        Limits.parse(values.get(PAYOUTS)),
        YES.equals(values.get(NEEDS_DECISION)));
  }
}
