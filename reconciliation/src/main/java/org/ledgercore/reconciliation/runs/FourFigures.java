package org.ledgercore.reconciliation.runs;

import java.util.List;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;

/**
 * The proof of an account: what the ledger says, less what only the ledger has, and with what only
 * the outside has, is what the statement says. Immutable.
 *
 * @param ledger the balance of the books
 * @param onlyInLedger the sum of its movements that no line confirms
 * @param onlyOutside the sum of the lines that the ledger does not know
 * @param statement the closing balance of the statement
 */
public record FourFigures(Money ledger, Money onlyInLedger, Money onlyOutside, Money statement) {

  /** The figures of a run whose items are in one unit, all movements being in the books. */
  public static FourFigures of(RunReport report, Money ledger, Money statement) {
    return of(report.matching().findings(), ledger, statement);
  }

  /** The figures of what does not agree; inside are movements of the books only. */
  public static FourFigures of(List<Finding> findings, Money ledger, Money statement) {
    Money onlyInLedger = Money.zero(ledger.unit());
    Money onlyOutside = onlyInLedger;
    for (Finding finding : findings) {
      if (finding.type() != Finding.Type.DATE && finding.type() != Finding.Type.REFERENCE) {
        onlyInLedger = sum(onlyInLedger, finding.inside());
        onlyOutside = sum(onlyOutside, finding.outside());
      }
    }
    return new FourFigures(ledger, onlyInLedger, onlyOutside, statement);
  }

  /** What is left unexplained: zero when the account is proved. */
  public Money unexplained() {
    return statement.minus(ledger.minus(onlyInLedger).plus(onlyOutside));
  }

  /** Whether nothing is left unexplained. */
  public boolean isProved() {
    return unexplained().isZero();
  }

  private static Money sum(Money start, List<Item> items) {
    Money sum = start;
    for (Item item : items) {
      sum = sum.plus(item.amount());
    }
    return sum;
  }
}
