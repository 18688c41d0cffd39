package org.ledgercore.payments;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ledgercore.money.Money;

/**
 * The owner's figures of a period in one unit: what moved on its days, and what stood at its end.
 * Movements leave out entries that close a year. Immutable.
 *
 * @param first the first day
 * @param last the last day
 * @param figures GMV, platform fee and provider cost of the period; reserve liability and merchant
 *     payable at its end
 * @param refunded refunds that reached the customer
 * @param chargedBack disputes lost
 * @param contribution all income less all expense
 * @param stillOwed what is owed to merchants at its end, payouts under way included
 * @param classes each class that moved or has a balance, in the order of the chart
 */
public record OwnerPeriod(
    LocalDate first,
    LocalDate last,
    OwnerFigures figures,
    Money refunded,
    Money chargedBack,
    Money contribution,
    Money stillOwed,
    SortedMap<AccountClass, Moved> classes) {

  /**
   * A class of accounts over a period.
   *
   * @param debits what was debited
   * @param credits what was credited
   * @param closing the balance at the end, on the normal side of the class
   */
  public record Moved(Money debits, Money credits, Money closing) {}

  public OwnerPeriod {
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
  }

  /** GMV less refunds and charge-backs. */
  public Money netVolume() {
    return figures.gmv().minus(refunded).minus(chargedBack);
  }

  /** How much a figure has changed since another period. */
  public Money changeSince(OwnerPeriod other, Function<OwnerPeriod, Money> figure) {
    return figure.apply(this).minus(figure.apply(other));
  }
}
