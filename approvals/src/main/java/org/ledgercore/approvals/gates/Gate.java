package org.ledgercore.approvals.gates;

import java.util.List;

/**
 * A condition of execution, such as that no refund of the merchant is open. It reads what it needs
 * through {@link Reading}, which keeps the version of everything it was asked for: if one of them
 * has changed by the time the entry is posted, all gates are asked again. It changes nothing and
 * answers within a second; one that throws or takes longer counts as closed. Safe for many threads.
 */
public interface Gate {

  /** The gate's stable name, 1 to 40 lower-case letters, digits and underscores. */
  String name();

  /** Which version of its rule this is, 1 upwards; kept with every result. */
  int version();

  /** The ids of what closes it, or an empty list when it is open. */
  List<String> closedBy(Gated gated, Reading reading);
}
