package org.ledgercore.approvals.cases;

import java.time.Instant;
import java.time.LocalDate;
import org.ledgercore.approvals.requests.Status.Visibility;

/**
 * Something that happened in a case.
 *
 * @param happened the day on which it happened
 * @param recordedAt when it was recorded
 * @param late whether it was recorded on a later (UTC) day than it happened
 * @param what the kind of entry, or {@code note}
 * @param reference the entry's number, or the note's
 * @param text what is to be read; for an entry its description
 * @param visibility who may see it
 */
public record Event(
    LocalDate happened,
    Instant recordedAt,
    boolean late,
    String what,
    long reference,
    String text,
    Visibility visibility) {}
