package org.ledgercore.cashdesk;

import java.util.List;
import java.util.Optional;
import org.ledgercore.chart.Side;
import org.ledgercore.money.Money;
import org.ledgercore.query.StatementLine;

/**
 * A desk's day in one unit: it opens with a balance, moves, and closes with what was counted.
 *
 * @param day the day
 * @param opening what was in the drawer before it
 * @param lines its movements, a difference of the count the last of them
 * @param closing what the books have in the drawer after the last line
 * @param counted what was counted; empty while it is open
 */
public record DeskReport(
    DeskDay day, Money opening, List<StatementLine> lines, Money closing, Optional<Money> counted) {

  private static final String COUNT = "cash_count";

  public DeskReport {
    lines = List.copyOf(lines);
  }

  /** What came in, differences of counts aside. */
  public Money in() {
    return sum(Side.DEBIT);
  }

  /** What went out, differences of counts aside. */
  public Money out() {
    return sum(Side.CREDIT);
  }

  /** What must be in the drawer: what it opened with, and what came in, less what went out. */
  public Money expected() {
    return opening.plus(in()).minus(out());
  }

  /** Counted less expected, once it is counted: negative when cash is short. */
  public Optional<Money> difference() {
    return counted.map(it -> it.minus(expected()));
  }

  private Money sum(Side side) {
    Money sum = Money.zero(opening.unit());
    for (StatementLine line : lines) {
      if (line.side() == side && !line.kind().equals(COUNT)) {
        sum = sum.plus(line.amount());
      }
    }
    return sum;
  }
}
