package org.ledgercore.payments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * What a merchant has and owes in one unit, as of one entry. Immutable.
 *
 * @param payable available to the merchant
 * @param lots the open lots of the reserve
 * @param receivable what the merchant owes
 * @param allowance what of that is expected to be lost
 */
public record MerchantFunds(
    Money payable, List<ReserveLot> lots, Money receivable, Money allowance) {

  private static final Set<AccountClass> OWNED =
      EnumSet.of(
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RESERVE,
          AccountClass.REFUND_PENDING,
          AccountClass.DISPUTE_HOLD);

  /** A merchant without any money. */
  public static MerchantFunds none(Unit unit) {
    Money zero = Money.zero(unit);
    return new MerchantFunds(zero, List.of(), zero, zero);
  }

  public MerchantFunds {
    lots = List.copyOf(lots);
  }

  /** Whose money an entry is about: the merchant of its last leg that has one. */
  static Optional<MerchantId> ownerIn(JournalEntry entry) {
    for (Posting posting : entry.postings().reversed()) {
      if (OWNED.stream().anyMatch(any -> any.contains(posting.account()))) {
        return Optional.of(new MerchantId(posting.account().dimension()));
      }
    }
    return Optional.empty();
  }

  /**
   * What is available and what is owed as one figure, as far as they cover each other: how a
   * balance sheet may show them where the merchant's contract gives set-off. Nothing is posted by
   * it.
   */
  public MerchantFunds setOff() {
    Money both = atLeastZero(payable).min(atLeastZero(receivable));
    return new MerchantFunds(payable.minus(both), lots, receivable.minus(both), allowance);
  }

  /** What all open lots hold. */
  public Money reserve() {
    Money sum = Money.zero(payable.unit());
    for (ReserveLot lot : lots) {
      sum = sum.plus(lot.left());
    }
    return sum;
  }

  /**
   * Takes an amount: what is available first, then, if the order says so, lots of the payment, then
   * the oldest lots; at most 100 lots. What is left is not covered.
   */
  Taking take(Money amount, Terms.Shortfall order, String payment) {
    Money fromPayable = atLeastZero(payable).min(amount);
    Money rest = amount.minus(fromPayable);
    List<LotUses.Use> uses = new ArrayList<>();
    for (ReserveLot lot :
        order == Terms.Shortfall.RESERVE ? inOrder(payment) : lots.subList(0, 0)) {
      Money part = lot.left().min(rest);
      if (part.isPositive() && uses.size() < LotUses.MAX) {
        uses.add(new LotUses.Use(lot.lot(), part));
        rest = rest.minus(part);
      }
    }
    return new Taking(fromPayable, new LotUses(uses), rest);
  }

  private List<ReserveLot> inOrder(String payment) {
    return lots.stream()
        .sorted(
            Comparator.comparing((ReserveLot lot) -> !lot.payment().equals(payment))
                .thenComparingLong(ReserveLot::lot))
        .toList();
  }

  private static Money atLeastZero(Money amount) {
    return amount.isNegative() ? Money.zero(amount.unit()) : amount;
  }
}
