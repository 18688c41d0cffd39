package org.ledgercore.cashdesk;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.chart.Side;
import org.ledgercore.money.Money;
import org.ledgercore.query.StatementLine;

/**
 * Money that has left one place and not arrived at another. Immutable.
 *
 * @param entry the entry with which it left
 * @param since the business day on which it did
 * @param amount what of it has not arrived
 */
public record InTransit(long entry, LocalDate since, Money amount) {

  /** How many days it has been on its way by a day; 0 on the day it left. */
  public long days(LocalDate by) {
    return ChronoUnit.DAYS.between(since, by);
  }

  /** What is left of what came onto the account, when what went off it is what came first. */
  static List<InTransit> of(List<StatementLine> lines) {
    List<InTransit> open = new ArrayList<>();
    for (StatementLine line : lines) {
      if (line.side() == Side.DEBIT) {
        open.add(new InTransit(line.entryNo(), line.effectiveDate(), line.amount()));
      } else {
        arrive(open, line.amount());
      }
    }
    return List.copyOf(open);
  }

  private static void arrive(List<InTransit> open, Money amount) {
    Money left = amount;
    while (left.isPositive()) {
      InTransit oldest = open.removeFirst();
      Money rest = oldest.amount().minus(left);
      if (rest.isPositive()) {
        open.addFirst(new InTransit(oldest.entry(), oldest.since(), rest));
      }
      left = left.minus(oldest.amount().min(left));
    }
  }
}
