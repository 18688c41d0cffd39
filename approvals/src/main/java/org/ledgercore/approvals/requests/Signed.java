package org.ledgercore.approvals.requests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;

/** Entries as they are posted: with the request they belong to and the digest that was signed. */
final class Signed {

  /** The metadata that names the request. */
  static final String APPROVAL = "approval";

  /** The metadata that says what was signed. */
  static final String DIGEST = "approval_digest";

  private static final String RELEASE = "approval_release";

  private Signed() {}

  /** Entries of money say which request they belong to; records stay as they are. */
  static List<JournalEntry> sign(List<JournalEntry> entries, long request, String digest) {
    return entries.stream()
        .map(entry ->
            entry.postings().isEmpty()
                ? entry
                : copy(entry).with(APPROVAL, Long.toString(request)).with(DIGEST, digest).build())
        .toList();
  }

  /** The names by which an entry tells its request are ours. */
  static void requireUnsigned(JournalEntry entry) {
    if (entry.metadata().containsKey(APPROVAL) || entry.metadata().containsKey(DIGEST)) {
      throw new InvalidInputException(
          "metadata", "must not have the names " + APPROVAL + " and " + DIGEST, entry.key());
    }
  }

  /** An entry as it was told, before it was signed. */
  static JournalEntry unsigned(JournalEntry entry) {
    return copy(entry).build();
  }

  private static EntryBuilder copy(JournalEntry entry) {
    EntryBuilder copy =
        entry.effectiveDate() == null
            ? JournalEntry.undated()
            : JournalEntry.on(entry.effectiveDate());
    copy.key(entry.key()).kind(entry.kind()).describedAs(entry.description());
    if (entry.correlation() != null) {
      copy.correlatedWith(entry.correlation());
    }
    entry
        .metadata()
        .forEach((name, value) -> {
          if (!name.equals(APPROVAL) && !name.equals(DIGEST)) {
            copy.with(name, value);
          }
        });
    entry.postings().forEach(copy::leg);
    entry.conditions().forEach(copy::onlyIf);
    if (entry.onlyIfNewest() != null) {
      copy.onlyIfNewest(entry.onlyIfNewest());
    }
    return entry.isOrFirstOpenDay() ? copy.orFirstOpenDay() : copy;
  }

  /** The exact inverse of what a request holds. */
  static JournalEntry inverse(RecordedEntry held, long request) {
    EntryBuilder inverse =
        JournalEntry.undated()
            .key(new EntryKey(RELEASE, Long.toString(request)))
            .kind(RELEASE)
            .with("releases", Long.toString(held.number()));
    if (held.entry().correlation() != null) {
      inverse.correlatedWith(held.entry().correlation());
    }
    for (Posting leg : held.entry().postings()) {
      inverse.leg(new Posting(leg.ref(), leg.side().opposite(), leg.amount()));
    }
    return inverse.build();
  }

  /** Whether one entry gives back exactly what another one holds, leg by leg. */
  static boolean isInverse(JournalEntry release, JournalEntry held) {
    return legs(release, false).equals(legs(held, true));
  }

  private static List<String> legs(JournalEntry entry, boolean turned) {
    List<String> legs = new ArrayList<>();
    for (Posting posting : entry.postings()) {
      Side side = turned ? posting.side().opposite() : posting.side();
      legs.add(posting.ref() + " " + side + " " + posting.amount());
    }
    legs.sort(Comparator.naturalOrder());
    return legs;
  }
}
