package org.ledgercore.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ledgercore.calendar.OpenDays;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.JournalEntry.FactChange;
import org.ledgercore.journal.RecordedEntry;

/**
 * The newest versions of the facts that the commands of a batch change, the ones used last. Filled
 * by the store, advanced by {@link Decider}. Not safe for many threads.
 */
public final class FactBook {

  /** More than all batches in flight can change, so that none of theirs is forgotten. */
  private static final int CAPACITY = 262_144;

  /**
   * The newest version of a fact.
   *
   * @param ref what it is about
   * @param version 1 upwards; 0 when nothing was recorded yet
   * @param entryNo the entry that recorded it; 0 for version 0
   * @param metadata all that the record says
   */
  public record Head(FactRef ref, int version, long entryNo, SortedMap<String, String> metadata) {}

  private final Map<FactRef, Head> heads =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FactRef, Head> eldest) {
          return size() > CAPACITY;
        }
      };

  /** The fact that declares metadata keys. */
  public static final FactRef METADATA = FactRef.of("metadata", "ledger");

  /** The facts that every decision rests on. */
  public static final List<FactRef> STANDING =
      List.of(
          FactRef.of(OpenDays.CALENDAR, "ledger"), FactRef.of(OpenDays.PERIOD, "ledger"), METADATA);

  /** What stands before a metadata key in the record that declares it. */
  public static final String KEY = "key.";

  /** The class of a key whose values are references to subjects. */
  public static final String PERSONAL = "personal";

  /** The name under which the declaration says whether other keys are refused. */
  public static final String STRICT = "only_declared";

  private static final Pattern REFERENCE = Pattern.compile("subject:[0-9a-f-]{36}");

  private OpenDays days = OpenDays.ALL;

  FactBook() {}

  /** The calendar in force and the days that are closed. */
  OpenDays days() {
    return days;
  }

  /** The newest version; null when it is not known, version 0 when there is none. */
  public @Nullable Head head(FactRef ref) {
    return heads.get(ref);
  }

  /** Makes a newest version known. */
  public void know(Head head) {
    heads.put(head.ref(), head);
    if (STANDING.contains(head.ref())) {
      days = days.after(head.ref().kind(), head.metadata());
    }
  }

  /** Forgets all: another writer may have changed them. */
  public void forgetAll() {
    heads.clear();
    days = OpenDays.ALL;
  }

  /** Whether the entry has metadata of its caller's that its ledger does not take. */
  @Nullable Rejection metadataRefusal(JournalEntry entry) {
    Head declared = entry.metadata().isEmpty() ? null : heads.get(METADATA);
    return declared == null || declared.version() == 0
        ? null
        : metadataRefusal(declared.metadata(), entry);
  }

  /** The same under a declaration as its record has it; empty when nothing was declared. */
  public static @Nullable Rejection metadataRefusal(
      SortedMap<String, String> declaration, JournalEntry entry) {
    if (declaration.isEmpty() || entry.postings().isEmpty()) {
      return null;
    }
    boolean strict = "yes".equals(declaration.get(STRICT));
    for (Map.Entry<String, String> each : entry.metadata().entrySet()) {
      if (each.getKey().startsWith(EntryKey.RESERVED)) {
        continue;
      }
      String declaredAs = declaration.get(KEY + each.getKey());
      boolean personal = PERSONAL.equals(declaredAs);
      boolean refused = personal && !REFERENCE.matcher(each.getValue()).matches();
      if (refused || (strict && declaredAs == null)) {
        return new Rejection.MetadataRefused(each.getKey(), personal);
      }
    }
    return null;
  }

  private Head known(FactRef ref) {
    Head head = heads.get(ref);
    if (head == null) {
      throw new IllegalStateException("the newest version of " + ref + " was not read");
    }
    return head;
  }

  /** Whether the entry records a version that does not follow the one it was to. */
  @Nullable Rejection refusal(JournalEntry entry) {
    FactChange change = entry.fact();
    if (change == null || change.expected() == FactChange.ANY) {
      return null;
    }
    int version = known(change.ref()).version();
    return version == change.expected()
        ? null
        : new Rejection.FactChanged(change.ref(), change.expected(), version);
  }

  /** Whether a fact has another version than the entry was told on. */
  @Nullable Rejection refusal(Condition.FactAt condition) {
    int version = known(condition.fact()).version();
    return version == condition.version()
        ? null
        : new Rejection.FactChanged(condition.fact(), condition.version(), version);
  }

  /** A key made from a version is used by other content when another made that version. */
  @Nullable Rejection reused(JournalEntry entry) {
    FactChange change = entry.fact();
    return change != null && change.isNamedByVersion() ? refusal(entry) : null;
  }

  /** Moves on to the version that an accepted entry records. */
  void pass(RecordedEntry recorded, Draft draft) {
    FactChange change = recorded.entry().fact();
    if (change == null) {
      return;
    }
    Head before = known(change.ref());
    Head after =
        new Head(
            change.ref(), before.version() + 1, recorded.number(), recorded.entry().metadata());
    know(after);
    draft.facts().add(new Draft.ChangedFact(after, before));
  }

  /** Goes back to the version before an entry that is not to be stored after all. */
  void takeBack(RecordedEntry undone, Draft draft) {
    if (undone.entry().fact() != null) {
      Head before = draft.facts().removeLast().before();
      know(before);
    }
  }
}
