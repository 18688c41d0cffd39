package org.ledgercore.testing;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;

/** Personal data beside the {@link ModelLedger}. Not safe for many threads. */
final class ModelSubjects {

  private static final FactRef METADATA = FactRef.of("metadata", "ledger");
  private static final String STATE = "state";
  private static final String RETAIN = "retain_until";
  private static final String LEGAL_HOLD = "legal_hold";

  /** What is kept of a subject, what can be proved of it, and what its newest record says. */
  record Subject(
      SortedMap<String, String> values, Set<String> proved, SortedMap<String, String> said) {

    boolean isErased() {
      return "erased".equals(said.get(STATE));
    }
  }

  private final ModelLedger books;
  private final Map<UUID, Subject> subjects = new LinkedHashMap<>();
  private Action.Declare declared = new Action.Declare(new TreeSet<>(), new TreeSet<>(), false);

  ModelSubjects(ModelLedger books) {
    this.books = books;
  }

  /** The same for other books; the copy and this one go their own ways. */
  ModelSubjects copy(ModelLedger other) {
    ModelSubjects copy = new ModelSubjects(other);
    copy.subjects.putAll(subjects);
    copy.declared = declared;
    return copy;
  }

  /** Everything known about subjects, erased ones among them. */
  Map<UUID, Subject> all() {
    return subjects;
  }

  /** What was declared last. */
  Action.Declare declared() {
    return declared;
  }

  Verdict register(Action.Register it) {
    Subject known = subjects.get(it.subject());
    if (known != null) {
      int version = books.facts().of(ref(it.subject())).size();
      return known.values().equals(it.values())
          ? Verdict.replayed(books.facts().numberOf(ref(it.subject())))
          : new Verdict("FACT_CHANGED", ref(it.subject()).toString(), version);
    }
    SortedMap<String, String> said = new TreeMap<>(Map.of(STATE, "kept"));
    return recorded(it.subject(), new Subject(it.values(), it.proved(), said));
  }

  Verdict retain(Action.Retain it) {
    return say(it.subject(), RETAIN, it.until().toString());
  }

  Verdict holdLegally(Action.HoldLegally it) {
    return say(it.subject(), LEGAL_HOLD, it.isPlaced() ? "yes" : "no");
  }

  private Verdict say(UUID subject, String name, String value) {
    Subject known = subjects.get(subject);
    if (known == null || known.isErased()) {
      return Verdict.refused("SUBJECT_NOT_FOUND", subject);
    }
    if (value.equals(known.said().get(name))) {
      return Verdict.replayed(books.facts().numberOf(ref(subject)));
    }
    SortedMap<String, String> said = new TreeMap<>(known.said());
    said.put(name, value);
    return recorded(subject, new Subject(known.values(), known.proved(), said));
  }

  Verdict erase(Action.Erase it) {
    Subject known = subjects.get(it.subject());
    if (known == null) {
      return Verdict.refused("SUBJECT_NOT_FOUND", it.subject());
    }
    if (known.isErased()) {
      return Verdict.replayed(books.facts().numberOf(ref(it.subject())));
    }
    String until = known.said().get(RETAIN);
    boolean isRetained = until != null && !books.days().today().isAfter(LocalDate.parse(until));
    if (isRetained || "yes".equals(known.said().get(LEGAL_HOLD))) {
      return Verdict.refused("SUBJECT_RETAINED", it.subject());
    }
    SortedMap<String, String> said = new TreeMap<>(Map.of(STATE, "erased"));
    return recorded(it.subject(), new Subject(new TreeMap<>(), known.proved(), said));
  }

  private Verdict recorded(UUID id, Subject now) {
    subjects.put(id, now);
    return books.record(ref(id), now.said());
  }

  static FactRef ref(UUID subject) {
    return FactRef.of("subject", subject.toString());
  }

  Verdict declare(Action.Declare it) {
    declared = it;
    return books.record(METADATA, Map.of("only_declared", it.onlyDeclared() ? "yes" : "no"));
  }

  /** The first metadata of a caller's that is not taken. */
  @Nullable Verdict refusal(JournalEntry entry) {
    for (Map.Entry<String, String> each : entry.metadata().entrySet()) {
      String name = each.getKey();
      boolean isPersonal = declared.personal().contains(name);
      boolean isKnown = isPersonal || declared.plain().contains(name);
      boolean isRefused = isPersonal && !isReference(each.getValue());
      if (!isOwn(entry, name) && (isRefused || (declared.onlyDeclared() && !isKnown))) {
        return Verdict.refused("METADATA_REFUSED", name);
      }
    }
    return null;
  }

  private static boolean isOwn(JournalEntry entry, String name) {
    return entry.postings().isEmpty() || name.startsWith("ledger.");
  }

  private static boolean isReference(String value) {
    return value.matches("subject:[0-9a-f-]{36}");
  }
}
