package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ledgercore.journal.EntryKey;

/**
 * What a client of a ledger knows by itself: the keys it ever sent, and the entry number it was
 * told for each that was recorded. {@link Invariants} compares it with what is stored. Safe for
 * many threads.
 */
public final class ClientLog {

  private final Set<EntryKey> sent = new HashSet<>();
  private final Map<EntryKey, Long> recorded = new HashMap<>();
  private final Set<EntryKey> unknown = new HashSet<>();
  private final List<String> contradictions = new ArrayList<>();

  /** Before an entry is sent. */
  public synchronized void sending(EntryKey key) {
    sent.add(key);
  }

  /** After the ledger answered that the key is recorded, now or before, under this number. */
  public synchronized void recorded(EntryKey key, long entryNo) {
    Long before = recorded.putIfAbsent(key, entryNo);
    if (before != null && before != entryNo) {
      contradictions.add(key + " was entry " + before + " and is now entry " + entryNo);
    }
  }

  /** After the ledger could not say what became of it. */
  public synchronized void unknown(EntryKey key) {
    unknown.add(key);
  }

  /** Keys that were told to be recorded. */
  synchronized Map<EntryKey, Long> recorded() {
    return Map.copyOf(recorded);
  }

  /** Keys that may be stored: recorded ones and those whose fate is unknown. */
  synchronized Set<EntryKey> storable() {
    Set<EntryKey> keys = new HashSet<>(recorded.keySet());
    keys.addAll(unknown);
    return keys;
  }

  synchronized Set<EntryKey> sent() {
    return Set.copyOf(sent);
  }

  /** Keys that were told two entry numbers. */
  synchronized List<String> contradictions() {
    return List.copyOf(contradictions);
  }
}
