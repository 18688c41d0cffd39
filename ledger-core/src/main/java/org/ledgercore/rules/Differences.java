package org.ledgercore.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Rejection.KeyReused.Difference;

/** Names every field on which two contents of one key differ. */
final class Differences {

  private final List<Difference> found = new ArrayList<>();

  private Differences() {}

  static List<Difference> between(JournalEntry first, JournalEntry now) {
    Differences differences = new Differences();
    differences.compare("kind", first.kind(), now.kind());
    differences.compare("effectiveDate", first.effectiveDate(), now.effectiveDate());
    differences.compare("correlation", first.correlation(), now.correlation());
    differences.compare("description", first.description(), now.description());
    differences.comparePostings(first, now);
    differences.compareMetadata(first, now);
    return List.copyOf(differences.found);
  }

  private void comparePostings(JournalEntry first, JournalEntry now) {
    int legs = Math.max(first.postings().size(), now.postings().size());
    for (int i = 0; i < legs; i++) {
      compare("postings[" + i + "]", leg(first, i), leg(now, i));
    }
  }

  private static @Nullable Object leg(JournalEntry entry, int index) {
    if (index >= entry.postings().size()) {
      return null;
    }
    var posting = entry.postings().get(index);
    return posting.side() + " " + posting.account() + " " + posting.amount();
  }

  private void compareMetadata(JournalEntry first, JournalEntry now) {
    TreeSet<String> names = new TreeSet<>(first.metadata().keySet());
    names.addAll(now.metadata().keySet());
    for (String name : names) {
      compare("metadata." + name, first.metadata().get(name), now.metadata().get(name));
    }
  }

  private void compare(String field, @Nullable Object first, @Nullable Object now) {
    if (!Objects.equals(first, now)) {
      found.add(new Difference(field, shown(first), shown(now)));
    }
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "absent" : value.toString();
  }
}
