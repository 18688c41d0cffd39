package org.ledgercore.interchange;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.FactBook;
import org.ledgercore.rules.Rejection;

/**
 * The pass over a file that posts nothing: every rule that the ledger will ask of an entry is asked
 * here, on the books as they will be when its turn comes. Keeps accounts, 32 to 64 bytes a key, and
 * a digest of every thousand entries. Used by one thread.
 */
final class HistoryCheck {

  /**
   * What was found of a part.
   *
   * @param digest of its contents
   * @param isThere whether all its entries are in the journal
   */
  record CheckedPart(Digest digest, boolean isThere) {}

  private final Ledger ledger;
  private final ImportedAccounts accounts;
  private final long before;
  private final @Nullable LocalDate closedThrough;
  private final SortedMap<String, String> declared;
  private final KeySet keys = new KeySet();
  private final List<CheckedPart> parts = new ArrayList<>();
  private long entries;
  private long postings;

  /**
   * A check against a ledger.
   *
   * @param before the newest entry when the import began
   */
  HistoryCheck(Ledger ledger, ImportedAccounts accounts, long before) {
    this.ledger = ledger;
    this.accounts = accounts;
    this.before = before;
    this.closedThrough = ledger.periods().closedThrough().orElse(null);
    this.declared =
        ledger
            .facts()
            .newest(FactBook.METADATA)
            .map(fact -> fact.record().entry().metadata())
            .orElseGet(TreeMap::new);
  }

  /** Reads all of a file, of this digest. */
  void read(ImportFile file, Digest digest) throws IOException {
    try (ImportFile.Reading reading = file.read()) {
      HistoryReader reader = new HistoryReader(reading.rows(), accounts);
      for (FilePart part = FilePart.next(reader); !part.isEmpty(); part = FilePart.next(reader)) {
        check(part);
      }
      if (!reading.digest().equals(digest)) {
        throw new IOException(file.name() + " changed while it was read");
      }
    }
  }

  /** What was found of each part, in order. */
  List<CheckedPart> parts() {
    return parts;
  }

  long entries() {
    return entries;
  }

  long postings() {
    return postings;
  }

  private void check(FilePart part) {
    Map<EntryKey, RecordedEntry> known = new HashMap<>();
    for (RecordedEntry recorded : ledger.queries().entriesWith(part.keys())) {
      known.put(recorded.entry().key(), recorded);
    }
    for (HistoryReader.Row row : part.rows()) {
      try {
        check(row, known.get(row.entry().key()));
      } catch (InvalidInputException e) {
        throw new ImportRefusal(row.line(), e);
      }
      entries++;
      postings += row.accounts().size();
    }
    parts.add(new CheckedPart(part.digest(), known.size() == part.rows().size()));
  }

  private void check(HistoryReader.Row row, @Nullable RecordedEntry known) {
    JournalEntry entry = row.entry();
    if (!keys.add(entry.keyHash())) {
      throw new InvalidInputException("key", "must not be used twice in the file", entry.key());
    }
    if (known != null && !known.entry().equals(entry)) {
      throw new InvalidInputException(
          "key", "must not be used for other content, as by entry " + known.number(), entry.key());
    }
    if (known == null || known.number() > before) {
      for (int i = 0; i < row.accounts().size(); i++) {
        row.accounts().get(i).assertLeg(entry.postings().get(i));
      }
    }
    if (known == null) {
      requirePostable(row);
    }
  }

  private void requirePostable(HistoryReader.Row row) {
    JournalEntry entry = row.entry();
    LocalDate day = entry.effectiveDate();
    if (closedThrough != null && day != null && !day.isAfter(closedThrough)) {
      throw new InvalidInputException(
          "effective_date", "must be after " + closedThrough + ", the last closed day", day);
    }
    Rejection refused = FactBook.metadataRefusal(declared, entry);
    if (refused != null) {
      throw new InvalidInputException("metadata", refused.sentence(), refused.code());
    }
    row.accounts().forEach(ImportedAccount::beginEntry);
    List<Posting> legs = entry.postings();
    for (int i = 0; i < legs.size(); i++) {
      row.accounts().get(i).apply(legs.get(i));
    }
    row.accounts().forEach(ImportedAccount::requireWithinLimits);
  }
}
