package org.ledgercore.query;

import org.ledgercore.store.JournalScan;

/**
 * The entries that a pass proves: those after one number up to another.
 *
 * @param afterBatch the last batch that is taken as proved
 * @param after the last entry that is taken as proved; below every number when there is none
 * @param lastPosting the last posting of that entry
 * @param upTo the last entry to prove
 */
record Span(long afterBatch, long after, long lastPosting, long upTo) {

  /** Whether the record of this entry is taken as it stands. */
  boolean isBefore(long entryNo) {
    return entryNo <= after;
  }

  /** Whether the record of this entry must go by. */
  boolean covers(long entryNo) {
    return entryNo > after && entryNo <= upTo;
  }

  /** What of the journal has to be read. */
  JournalScan.Range range() {
    return new JournalScan.Range(afterBatch, after, lastPosting, upTo);
  }

  /** Whether the pass begins in the middle. */
  boolean isResumed() {
    return after != Long.MIN_VALUE;
  }
}
