package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.JournalEntry.FactChange;

/** The facts of the {@link ModelLedger}, each a list of versions. Not safe for many threads. */
final class ModelFacts {

  /** The entry that recorded it and what it says. */
  record Version(long number, Map<String, String> said) {}

  private final Map<FactRef, List<Version>> versions = new LinkedHashMap<>();

  /** The same facts; the copy and these go their own ways. */
  ModelFacts copy() {
    ModelFacts copy = new ModelFacts();
    versions.forEach((ref, all) -> copy.versions.put(ref, new ArrayList<>(all)));
    return copy;
  }

  void add(FactRef ref, Version version) {
    versions.computeIfAbsent(ref, it -> new ArrayList<>()).add(version);
  }

  /** Every version, oldest first. */
  List<Version> of(FactRef ref) {
    return versions.getOrDefault(ref, List.of());
  }

  /** The entry that recorded the newest version. */
  long numberOf(FactRef ref) {
    return of(ref).getLast().number();
  }

  Set<FactRef> refs() {
    return versions.keySet();
  }

  /** Why the entry records no version of a fact; null when it does, or is about no fact. */
  @Nullable Verdict stale(JournalEntry entry) {
    FactChange change = entry.fact();
    if (change == null || change.expected() == FactChange.ANY) {
      return null;
    }
    return changed(change.ref(), change.expected());
  }

  /** That the newest version is another one; null when it is this one. */
  @Nullable Verdict changed(FactRef ref, int version) {
    int newest = of(ref).size();
    return newest == version ? null : new Verdict("FACT_CHANGED", ref.toString(), newest);
  }
}
