package org.ledgercore.approvals.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a case is ready: every proof on its list was found, or these are missing.
 *
 * @param found the reference of what proves it, by the proof's name
 * @param missing the names of the proofs that were not found, in the order of the list
 */
public record Readiness(SortedMap<String, String> found, List<String> missing) {

  /** A named proof, and how it is looked for. */
  public record Proof(String name, Query query) {}

  /** Looks for what proves something about a case. */
  public interface Query {
    /** The reference of what was found; empty when there is nothing. */
    Optional<String> find(String caseId);
  }

  public Readiness {
    missing = List.copyOf(missing);
  }

  /** Looks for every proof of a list, now. */
  public static Readiness of(String caseId, List<Proof> list) {
    SortedMap<String, String> found = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    for (Proof proof : list) {
      Optional<String> reference = proof.query().find(caseId);
      if (reference.isPresent()) {
        found.put(proof.name(), reference.get());
      } else {
        missing.add(proof.name());
      }
    }
    return new Readiness(found, missing);
  }

  /** Whether nothing is missing. */
  public boolean isReady() {
    return missing.isEmpty();
  }
}
