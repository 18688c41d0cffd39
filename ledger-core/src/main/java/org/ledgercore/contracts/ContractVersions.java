package org.ledgercore.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ledgercore.calendar.Validity;
import org.ledgercore.journal.Condition;

/**
 * All versions of one contract, as one place of the log knew them. At an instant the newest version
 * that speaks of it holds: a later version may correct a stretch of an earlier one, or end it.
 * Immutable.
 *
 * @param ref which contract
 * @param all oldest first, without gaps
 * @param unchanged holds as long as no further version is recorded
 */
public record ContractVersions(ContractRef ref, List<ContractVersion> all, Condition unchanged) {

  public ContractVersions {
    all = List.copyOf(all);
  }

  static ContractVersions of(ContractRef ref, List<ContractVersion> all) {
    return new ContractVersions(ref, all, new Condition.FactAt(ref.fact(), all.size()));
  }

  /** The version that holds at an instant; empty when the contract does not hold then. */
  public Optional<ContractVersion> at(Instant instant) {
    return Validity.newestAt(instant, all, ContractVersion::validity)
        .filter(version -> version.agreed().isPresent());
  }

  /** The version with this number. */
  public Optional<ContractVersion> numbered(int number) {
    return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
  }

  /** How many versions there are; 0 for a contract that was never made. */
  public int newest() {
    return all.size();
  }
}
