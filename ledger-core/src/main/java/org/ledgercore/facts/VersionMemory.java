package org.ledgercore.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ledgercore.journal.FactRef;

/**
 * Remembers all versions of facts as values of one type, about 65,536 facts of them; reads only
 * what was recorded since. What is remembered may be old: whoever posts on it adds the condition
 * that the newest version still is the newest, and reads again when that is refused. Safe for many
 * threads.
 *
 * @param <V> what a version is read as
 */
public final class VersionMemory<V> {

  private static final int MOST = 65_536;

  private final Facts facts;
  private final Function<Fact, V> reading;
  private final Map<FactRef, List<V>> known = new ConcurrentHashMap<>();

  /** A memory of facts that are read so. */
  public VersionMemory(Facts facts, Function<Fact, V> reading) {
    this.facts = facts;
    this.reading = reading;
  }

  /** All versions, oldest first, as the newest entry of the journal has them. */
  public List<V> read(FactRef ref) {
    List<V> all = new ArrayList<>(known.getOrDefault(ref, List.of()));
    facts.after(ref, all.size()).forEach(fact -> all.add(reading.apply(fact)));
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.merge(ref, List.copyOf(all), (a, b) -> a.size() > b.size() ? a : b);
  }

  /** All versions as they were last read; reads when there is none. */
  public List<V> remembered(FactRef ref) {
    List<V> versions = known.get(ref);
    return versions == null || versions.isEmpty() ? read(ref) : versions;
  }
}
