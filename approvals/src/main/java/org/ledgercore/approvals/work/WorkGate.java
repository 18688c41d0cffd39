package org.ledgercore.approvals.work;

import java.util.Arrays;
import java.util.List;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.gates.Gated;
import org.ledgercore.approvals.gates.Reading;

/**
 * Closed while work that is due before something is not done.
 *
 * @param prefix what stands before the subject in the name of the event, such as {@code payout:}
 */
record WorkGate(String prefix) implements Gate {

  static final String KIND = "approval.event";
  static final String OPEN = "open";

  @Override
  public String name() {
    return "work_done";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> closedBy(Gated gated, Reading reading) {
    return reading
        .fact(KIND, prefix + gated.subject())
        .map(fact -> fact.values().getOrDefault(OPEN, ""))
        .filter(open -> !open.isEmpty())
        .map(open -> Arrays.stream(open.split(" ")).map("work item "::concat).toList())
        .orElse(List.of());
  }
}
