package org.ledgercore.query;

import java.util.List;
import java.util.Set;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.store.JournalScan.PostingRow;

/**
 * An entry whose content, digest and balance are proved.
 *
 * @param recorded the entry as its caller gave it, with number and times
 * @param legs its posting rows in leg order; empty for a record
 * @param batch the batch it came with
 * @param touched the accounts that the batch has touched so far; grows
 */
record ProvedEntry(
    RecordedEntry recorded, List<PostingRow> legs, BatchHeader batch, Set<Integer> touched) {

  long number() {
    return recorded.number();
  }

  JournalEntry told() {
    return recorded.entry();
  }

  /** How a problem names it. */
  String where() {
    return "entry " + recorded.number();
  }
}
