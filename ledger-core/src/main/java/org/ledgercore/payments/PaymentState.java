package org.ledgercore.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * What has become of one payment: a fold over the entries of its case, so that there is no second
 * truth beside the journal. Immutable.
 *
 * @param payment the case
 * @param captured gross of its captures, less reversed ones
 * @param refunded refunds confirmed
 * @param held refunds requested and neither confirmed nor rejected, covered or not
 * @param disputed open disputes
 * @param chargedBack disputes lost
 * @param fee the platform's fee and the tax on it, as captured
 * @param returned what of that went back to the merchant
 * @param terms the terms of its newest capture
 * @param cashback what the customer got for it
 */
public record PaymentState(
    String payment,
    Money captured,
    Money refunded,
    Money held,
    Money disputed,
    Money chargedBack,
    Charged fee,
    Charged returned,
    Terms terms,
    Cashback cashback) {

  /**
   * What the customer got for a payment.
   *
   * @param given as captured
   * @param takenBack what of that went back
   * @param wallet where it went; empty for no cashback
   * @param isOfMerchant whether the merchant paid for it
   */
  public record Cashback(
      Money given, Money takenBack, Optional<AccountRef> wallet, boolean isOfMerchant) {}

  /**
   * Fee and tax.
   *
   * @param fee the fee
   * @param tax the tax on it
   */
  public record Charged(Money fee, Money tax) {

    static Charged none(Unit unit) {
      return new Charged(Money.zero(unit), Money.zero(unit));
    }

    Charged plus(Charged other) {
      return new Charged(fee.plus(other.fee), tax.plus(other.tax));
    }

    Money sum() {
      return fee.plus(tax);
    }
  }

  /** The state of a payment, from all entries of its case in their order. */
  public static PaymentState of(String payment, Unit unit, List<RecordedEntry> entries) {
    PaymentFold fold = new PaymentFold(payment, unit);
    entries.forEach(recorded -> fold.add(recorded.entry()));
    return fold.state();
  }

  /** What can still be refunded; negative when facts have taken more than was captured. */
  public Money refundable() {
    return captured.minus(refunded).minus(held).minus(disputed).minus(chargedBack);
  }

  /**
   * The fee and tax that go back when {@code amount} more is refunded: the refunded share of what
   * was charged, rounded half to even over all refunds so far, so that a full refund in any number
   * of parts gives back exactly what was charged.
   */
  Charged returnedBy(Money amount) {
    if (terms.feeOnRefund() == Terms.FeeOnRefund.KEPT || !captured.isPositive()) {
      return Charged.none(captured.unit());
    }
    Money all = refunded.plus(amount).min(captured);
    return new Charged(
        more(share(fee.fee(), all), returned.fee()), more(share(fee.tax(), all), returned.tax()));
  }

  /**
   * The cashback that goes back when {@code amount} more is refunded: the refunded share of what
   * was given, rounded like the fee.
   */
  Money cashbackReturnedBy(Money amount) {
    if (!captured.isPositive()) {
      return Money.zero(captured.unit());
    }
    Money all = refunded.plus(amount).min(captured);
    return more(share(cashback.given(), all), cashback.takenBack());
  }

  /** Never below zero: a reversed capture may leave more returned than is due. */
  private static Money more(Money due, Money before) {
    Money more = due.minus(before);
    return more.isNegative() ? Money.zero(due.unit()) : more;
  }

  private Money share(Money of, Money part) {
    BigDecimal exact = BigDecimal.valueOf(of.minor()).multiply(BigDecimal.valueOf(part.minor()));
    long minor =
        exact
            .divide(BigDecimal.valueOf(captured.minor()), 0, RoundingMode.HALF_EVEN)
            .longValueExact();
    return Money.ofMinor(minor, of.unit());
  }
}
