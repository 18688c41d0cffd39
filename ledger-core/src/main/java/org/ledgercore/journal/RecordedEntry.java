package org.ledgercore.journal;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An entry with the place and time the journal gave it.
 *
 * @param number its place in the journal: 1 upwards, without gaps, in commit order
 * @param entry what the caller said
 * @param effectiveDate the business day it belongs to
 * @param recordedAt when it was recorded, in microseconds; never before an earlier entry's
 * @param firstPosting the number of its first posting; the others follow without gaps
 */
public record RecordedEntry(
    long number,
    JournalEntry entry,
    LocalDate effectiveDate,
    Instant recordedAt,
    long firstPosting) {

  /** Whether the day that its caller gave was closed and it took the first open one instead. */
  public boolean isOnFirstOpenDay() {
    LocalDate given = entry.effectiveDate();
    return given != null && !given.equals(effectiveDate);
  }
}
