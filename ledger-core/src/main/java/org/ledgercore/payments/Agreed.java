package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.contracts.ContractVersion;
import org.ledgercore.journal.Condition;

/**
 * What a contract says at the instant of a command, and what must hold for that still to be so.
 *
 * @param version the version that holds
 * @param unchanged no further version was recorded; empty when an earlier entry picked it
 */
record Agreed(ContractVersion version, Optional<Condition> unchanged) {

  /** Picked by the instant of the command itself. */
  static Agreed now(ContractVersion version, Condition unchanged) {
    return new Agreed(version, Optional.of(unchanged));
  }

  /** Picked by an earlier entry, for good. */
  static Agreed before(ContractVersion version) {
    return new Agreed(version, Optional.empty());
  }
}
