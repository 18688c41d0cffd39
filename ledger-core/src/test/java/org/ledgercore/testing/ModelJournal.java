package org.ledgercore.testing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;

/**
 * What the {@link ModelLedger} recorded, by key and by number: callers' entries, and changes of
 * accounts and holds. Not safe for many threads.
 */
final class ModelJournal {

  private final Map<EntryKey, ModelLedger.Recorded> entries = new LinkedHashMap<>();
  private final Map<Long, ModelLedger.Recorded> byNumber = new TreeMap<>();
  private final Map<EntryKey, ModelChange> changes = new LinkedHashMap<>();
  private long newestEntry;
  private long newestPosting;

  /** The same journal; the copy and this one go their own ways. */
  ModelJournal copy() {
    ModelJournal copy = new ModelJournal();
    copy.entries.putAll(entries);
    copy.byNumber.putAll(byNumber);
    copy.changes.putAll(changes);
    copy.newestEntry = newestEntry;
    copy.newestPosting = newestPosting;
    return copy;
  }

  /** Records an entry of a day under the next number. */
  void record(JournalEntry entry, LocalDate day) {
    var recorded = new ModelLedger.Recorded(next(), newestPosting + 1, entry, day);
    entries.put(entry.key(), recorded);
    byNumber.put(newestEntry, recorded);
  }

  /** Records a change under the next number. */
  Verdict record(ModelChange change) {
    changes.put(change.key(), change.at(next()));
    return Verdict.accepted(newestEntry);
  }

  /** What a change is answered whose key was used; null when it was not. */
  @Nullable Verdict known(ModelChange now) {
    ModelChange first = changes.get(now.key());
    if (first == null) {
      return null;
    }
    List<String> differing = first.differing(now);
    return differing.isEmpty()
        ? Verdict.replayed(first.number())
        : new Verdict("KEY_REUSED", differing.toString(), first.number());
  }

  /** The next entry's number. */
  long next() {
    return ++newestEntry;
  }

  /** The place of the newest entry's next posting. */
  ModelAccount.Place nextPlace() {
    return new ModelAccount.Place(newestEntry, ++newestPosting);
  }

  /** The entry that used the key; null for none. */
  ModelLedger.@Nullable Recorded of(EntryKey key) {
    return entries.get(key);
  }

  /** The caller's entry of this number; null for a record of the ledger's own and for none. */
  ModelLedger.@Nullable Recorded of(long number) {
    return byNumber.get(number);
  }

  /** The newest entry of a case, 0 for none. */
  long newestOf(String correlation) {
    return entries.values().stream()
        .filter(it -> correlation.equals(it.entry().correlation()))
        .mapToLong(ModelLedger.Recorded::number)
        .max()
        .orElse(0);
  }

  Collection<ModelLedger.Recorded> entries() {
    return entries.values();
  }

  long newestEntry() {
    return newestEntry;
  }
}
