package org.ledgercore.contracts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ledgercore.calendar.Validity;
import org.ledgercore.facts.Facts;
import org.ledgercore.facts.Signed;
import org.ledgercore.facts.VersionMemory;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;

/**
 * The contracts of a ledger: facts of the log, so that each version has its place, its author and
 * its reason. Safe for many threads.
 *
 * <p>Versions are remembered. What was remembered may be old, because another process recorded a
 * further version; whoever posts on it adds {@link ContractVersions#unchanged} to the entry, and
 * reads again when that is refused.
 */
public final class Contracts {

  /** The name under which entries keep the version they were told on. */
  public static final String KEPT_AS = "contract";

  private static final int REMEMBERED = 65_536;

  private final Facts facts;
  private final VersionMemory<ContractVersion> memory;
  private final Map<ContractRef, ContractVersions> known = new ConcurrentHashMap<>();

  /** The contracts that are kept as these facts. */
  public Contracts(Facts facts) {
    this.facts = facts;
    this.memory = new VersionMemory<>(facts, ContractVersion::of);
  }

  /**
   * Records the next version of a contract.
   *
   * @param after the number of the version before; 0 for the first. When another version came in
   *     between, the answer is {@code FACT_CHANGED}
   * @param signed who agreed to it, and why
   */
  public Outcome agree(Contract contract, Validity validity, int after, Signed signed) {
    FactBuilder fact = next(contract.ref(), validity, after, signed);
    contract.values().forEach(fact::with);
    return facts.record(fact);
  }

  /** Records as the next version that the contract does not hold for a stretch of time. */
  public Outcome end(ContractRef ref, Validity validity, int after, Signed signed) {
    return facts.record(next(ref, validity, after, signed));
  }

  /** All versions, as the newest entry of the journal has them. */
  public ContractVersions read(ContractRef ref) {
    ContractVersions versions = ContractVersions.of(ref, memory.read(ref.fact()));
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    known.merge(ref, versions, (a, b) -> a.newest() > b.newest() ? a : b);
    return versions;
  }

  /** All versions as they were last read; reads when there is none. */
  public ContractVersions remembered(ContractRef ref) {
    ContractVersions versions = known.get(ref);
    return versions == null || versions.newest() == 0 ? read(ref) : versions;
  }

  /** The version that holds at an instant, as the newest entry of the journal has it. */
  public Optional<ContractVersion> at(ContractRef ref, Instant instant) {
    return read(ref).at(instant);
  }

  /** The version that an entry was told on, which it keeps in its metadata. */
  public Optional<ContractVersion> keptBy(JournalEntry entry) {
    return Optional.ofNullable(entry.metadata().get(KEPT_AS)).flatMap(this::version);
  }

  /** The version with an id such as {@code school/card/IQD@3}. */
  public Optional<ContractVersion> version(String id) {
    int at = id.lastIndexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    ContractRef ref = ContractRef.parse(id.substring(0, at));
    int number = Integer.parseInt(id.substring(at + 1));
    Optional<ContractVersion> found = remembered(ref).numbered(number);
    return found.isPresent() ? found : read(ref).numbered(number);
  }

  private static FactBuilder next(ContractRef ref, Validity validity, int after, Signed signed) {
    FactBuilder fact =
        JournalEntry.fact(ref.fact()).from(after).by(signed.actor(), signed.reason());
    validity.write(fact::with);
    return fact;
  }
}
