package org.ledgercore.reconciliation.statement;

import java.util.List;
import org.ledgercore.money.Money;

/**
 * A whole statement in memory.
 *
 * @param head what it says of itself
 * @param lines in file order, numbered from 1
 * @param end balances and period
 */
public record ReceivedStatement(StatementHead head, List<StatementLine> lines, StatementEnd end) {

  public ReceivedStatement {
    lines = List.copyOf(lines);
  }

  /** The sum of the booked lines: what the balance moved by. */
  public Money movement() {
    Money sum = Money.zero(head.account().unit());
    for (StatementLine line : lines) {
      if (line.isBooked()) {
        sum = sum.plus(line.amount());
      }
    }
    return sum;
  }
}
