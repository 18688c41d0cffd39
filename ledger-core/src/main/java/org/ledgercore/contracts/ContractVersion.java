package org.ledgercore.contracts;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.facts.Fact;
import org.ledgercore.money.InvalidInputException;

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

  static final String FROM = "valid_from";
  static final String TO = "valid_to";

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

  static ContractVersion of(ContractRef ref, Fact fact) {
    SortedMap<String, String> values = fact.values();
    String to = values.get(TO);
    Validity validity =
        new Validity(instant(values.get(FROM)), to == null ? null : Instant.parse(to));
    return new ContractVersion(
        ref,
        fact.version(),
        validity,
        Contract.isIn(values) ? Optional.of(Contract.parse(ref, values)) : Optional.empty());
  }

  private static Instant instant(@Nullable String text) {
    if (text == null) {
      throw new InvalidInputException(FROM, "must be given", "none");
    }
    return Instant.parse(text);
  }
}
