package org.ledgercore.reconciliation.threeway;

import java.util.List;
import java.util.Optional;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.runs.Run;

/**
 * Whether a bank's statement is matched, for those who release payouts.
 *
 * @param newest the newest run of the account, empty when there was none
 * @param blocking the open breaks up to the day asked for; what is carried and not late is none
 */
public record StatementGate(Optional<Run> newest, List<Break> blocking) {

  public StatementGate {
    blocking = List.copyOf(blocking);
  }

  /** Whether it was reconciled and nothing blocks. */
  public boolean isOpen() {
    return newest.isPresent() && blocking.isEmpty();
  }
}
