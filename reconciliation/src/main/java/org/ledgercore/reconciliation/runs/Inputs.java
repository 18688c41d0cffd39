package org.ledgercore.reconciliation.runs;

import java.util.List;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.reconciliation.matching.Rules;

/**
 * What a run depends on. Immutable.
 *
 * @param account what is reconciled, such as {@code bank:rafidain}
 * @param files the digests of the files whose lines are looked at, in order
 * @param ledgerEntry the last entry of the journal that is looked at
 * @param rules by which rules
 */
public record Inputs(String account, List<String> files, long ledgerEntry, Rules rules) {

  private static final int MAX_NAME = 255;

  public Inputs {
    Text.required("account", account, MAX_NAME);
    files = List.copyOf(files);
    if (ledgerEntry < 0) {
      throw new InvalidInputException("ledgerEntry", "must not be negative", ledgerEntry);
    }
  }
}
