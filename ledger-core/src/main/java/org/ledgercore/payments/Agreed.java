package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractVersion;
import org.ledgercore.contracts.RiskDecision;
import org.ledgercore.journal.Condition;

/**
 * What a contract says at the instant of a command, and what must hold for that still to be so.
 *
 * @param version the version that holds
 * @param unchanged no further version was recorded; empty when an earlier entry picked it
 * @param decision what the risk desk says, if the contract asks for it
 */
record Agreed(
    ContractVersion version, Optional<Condition> unchanged, Optional<RiskDecision> decision) {

  /** Picked by the instant of the command itself. */
  static Agreed now(ContractVersion version, Condition unchanged) {
    return new Agreed(version, Optional.of(unchanged), Optional.empty());
  }

  /** Picked by an earlier entry, for good. */
  static Agreed before(ContractVersion version) {
    return new Agreed(version, Optional.empty(), Optional.empty());
  }

  Agreed decided(Optional<RiskDecision> by) {
    return new Agreed(version, unchanged, by);
  }

  /** Whether the contract asks for a decision and none allows the payment. */
  boolean isForbidden() {
    return contract().needsDecision() && decision.filter(RiskDecision::isAllowed).isEmpty();
  }

  /** What holds, with the reserve that the risk desk has fixed. */
  Contract contract() {
    Contract contract = version.contract();
    return decision
        .flatMap(RiskDecision::reserve)
        .map(share -> contract.charging(contract.terms().reserving(share)))
        .orElse(contract);
  }
}
