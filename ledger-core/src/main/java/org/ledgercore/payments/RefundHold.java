package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.Limits;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.PaymentRefusal;

/**
 * P4a, P5h, P6h. A refund is requested: the merchant's money is held until it is confirmed or
 * rejected. What is there is held, in the order of the contract; the rest is a figure on the
 * request. Refused when the payment has less left to refund, and when the refund is over already.
 *
 * @param refund the refund's name at its provider
 * @param merchant whose money is held
 * @param amount how much
 * @param occasion when, and the payment
 */
public record RefundHold(RefundRef refund, MerchantId merchant, Money amount, Occasion occasion)
    implements Limited {

  static final String KIND = "refund_hold";
  private static final String UNCOVERED = "uncovered";

  public RefundHold {
    Row.positive("amount", amount);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public EntryKey key() {
    return PaymentKeys.refundHold(refund);
  }

  @Override
  public String asked() {
    return amount + " of " + merchant;
  }

  @Override
  public String limited() {
    return "refund";
  }

  @Override
  public Limits limits(Contract contract) {
    return contract.refunds();
  }

  @Override
  public Needs needs() {
    return Needs.fundsOf(merchant, amount.unit()).withPayment().beside(PaymentKeys.refund(refund));
  }

  @Override
  public Optional<PaymentRefusal> refusal(Situation situation) {
    if (situation.beside().isPresent()) {
      return Optional.of(Row.settled("refund " + refund.reference(), situation.beside().get()));
    }
    Money capacity =
        situation.payment().map(PaymentState::refundable).orElse(Money.zero(amount.unit()));
    if (capacity.minus(amount).isNegative()) {
      return Optional.of(
          new PaymentRefusal.RefundAboveCapacity(occasion.caseId(), capacity, amount));
    }
    return taking(situation).covered().isZero()
        ? Optional.of(new PaymentRefusal.NothingToMove("funds of " + merchant))
        : Optional.empty();
  }

  @Override
  public JournalEntry entry(Situation situation) {
    Taking taking = taking(situation);
    Row row =
        Row.of(this, situation)
            .debit(merchant, taking)
            .credit(AccountClass.REFUND_PENDING, merchant, taking.covered());
    return (taking.rest().isZero() ? row : row.with(UNCOVERED, taking.rest().toDecimal())).build();
  }

  private Taking taking(Situation situation) {
    return situation.take(amount, occasion);
  }

  /** What a hold's entry was asked to hold: what it holds and the uncovered rest. */
  static Money asked(JournalEntry hold, Unit unit) {
    Money held = hold.postings().getLast().amount();
    if (!held.unit().code().equals(unit.code())) {
      return Money.zero(unit);
    }
    String uncovered = hold.metadata().get(UNCOVERED);
    return uncovered == null ? held : held.plus(Money.of(uncovered, unit));
  }
}
