package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;

/** The fields on which two contents differ, compared one by one and without a digest. */
final class Differing {

  private final List<String> fields = new ArrayList<>();

  private Differing() {}

  /** What differs between two entries of one key; empty when one is a replay of the other. */
  static List<String> fieldsOf(JournalEntry first, JournalEntry now) {
    Differing differing = new Differing();
    differing.compare("kind", first.kind(), now.kind());
    differing.compare("effectiveDate", first.effectiveDate(), now.effectiveDate());
    differing.compare("correlation", first.correlation(), now.correlation());
    differing.compare("description", first.description(), now.description());
    for (int i = 0; i < Math.max(first.postings().size(), now.postings().size()); i++) {
      differing.compare("postings[" + i + "]", leg(first, i), leg(now, i));
    }
    SortedSet<String> names = new TreeSet<>(first.metadata().keySet());
    names.addAll(now.metadata().keySet());
    for (String name : names) {
      differing.compare("metadata." + name, first.metadata().get(name), now.metadata().get(name));
    }
    return differing.fields;
  }

  /** What differs between two openings of one account. */
  static List<String> fieldsOf(NewAccount first, NewAccount now) {
    Differing differing = new Differing();
    SortedMap<String, String> told = told(first);
    SortedMap<String, String> tells = told(now);
    SortedSet<String> names = new TreeSet<>(told.keySet());
    names.addAll(tells.keySet());
    names.forEach(it -> differing.compare("metadata." + it, told.get(it), tells.get(it)));
    return differing.fields;
  }

  private static SortedMap<String, String> told(NewAccount account) {
    SortedMap<String, String> told = told(account.terms());
    told.put("normal_side", account.normalSide().name());
    told.put("number", account.number() + "");
    told.put("type", account.type().name());
    return told;
  }

  /** What a record says of an account's terms. */
  static SortedMap<String, String> told(AccountTerms terms) {
    SortedMap<String, String> told = new TreeMap<>();
    terms.dimensions().forEach((name, value) -> told.put("dimension." + name, value));
    if (terms.floor() != null) {
      told.put("floor", terms.floor() + "");
    }
    if (terms.ceiling() != null) {
      told.put("ceiling", terms.ceiling() + "");
    }
    if (terms.owner() != null) {
      told.put("owner", terms.owner());
    }
    return told;
  }

  private static @Nullable Object leg(JournalEntry entry, int index) {
    if (index >= entry.postings().size()) {
      return null;
    }
    Posting posting = entry.postings().get(index);
    return List.of(posting.side(), posting.ref(), posting.amount().minor());
  }

  private void compare(String field, @Nullable Object first, @Nullable Object now) {
    if (!Objects.equals(first, now)) {
      fields.add(field);
    }
  }
}
