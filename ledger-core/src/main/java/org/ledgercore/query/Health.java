package org.ledgercore.query;

import java.time.Duration;
import java.time.Instant;

/**
 * How a ledger is doing, for a health page.
 *
 * @param newestEntry number of the newest entry, 0 in an empty journal
 * @param recordedAt when it was recorded, by the server's clock; the epoch in an empty journal
 * @param sinceNewest how long ago that was, by the same clock
 * @param sinceOldestHold how long the oldest open hold has been open, by the same clock; zero when
 *     there is none; all open holds are looked at for it
 * @param waiting entries in this process that wait to be decided
 * @param answered how long the database took to answer this question
 */
public record Health(
    long newestEntry,
    Instant recordedAt,
    Duration sinceNewest,
    Duration sinceOldestHold,
    int waiting,
    Duration answered) {}
