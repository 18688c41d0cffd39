package org.ledgercore.contracts;

import java.util.Optional;
import java.util.SortedMap;
import org.ledgercore.calendar.Validity;
import org.ledgercore.facts.Fact;

/**
 * One version of a contract: what was said at one place of the log about a stretch of time.
 * Immutable.
 *
 * @param ref which contract
 * @param number 1 upwards, in the order of the log
 * @param validity what stretch of time it speaks of
 * @param agreed what holds then; empty when the contract does not hold then
 */
public record ContractVersion(
    ContractRef ref, int number, Validity validity, Optional<Contract> agreed) {

  /** What entries keep of it: {@code school/card/IQD@3}. */
  public String id() {
    return ref + "@" + number;
  }

  /**
   * The contract that holds by this version.
   *
   * @throws IllegalStateException when none does
   */
  public Contract contract() {
    return agreed.orElseThrow(() -> new IllegalStateException(id() + " ends the contract"));
  }

  static ContractVersion of(Fact fact) {
    ContractRef ref = ContractRef.parse(fact.ref().id());
    SortedMap<String, String> values = fact.values();
    return new ContractVersion(
        ref,
        fact.version(),
        Validity.readFrom(values),
        Contract.isIn(values) ? Optional.of(Contract.parse(ref, values)) : Optional.empty());
  }
}
