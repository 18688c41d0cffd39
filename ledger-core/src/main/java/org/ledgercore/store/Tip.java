package org.ledgercore.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.Digest;
import org.ledgercore.rules.Books;

/**
 * Where the journal ends.
 *
 * @param batchNo the newest batch, 0 in an empty journal
 * @param head its head, null in an empty journal
 * @param seenHead the head of the batch the reader asked about, null when there is no such batch
 * @param recordedAt when the newest batch was recorded; the epoch in an empty journal
 * @param clock the server's clock when the tip was read
 * @param newestFact the newest entry that recorded a fact, 0 when none did
 * @param nextDue no open hold expires before this; null when none ever does
 * @param end numbers of the newest entry, posting, account and unit, and the next batch's time
 */
public record Tip(
    long batchNo,
    @Nullable Digest head,
    @Nullable Digest seenHead,
    Instant recordedAt,
    Instant clock,
    long newestFact,
    @Nullable Instant nextDue,
    Books.Position end) {

  /** The tip of a journal of which nothing is known. */
  public static final Tip EMPTY =
      new Tip(
          0,
          null,
          null,
          Instant.EPOCH,
          Instant.EPOCH,
          0,
          null,
          new Books.Position(0, 0, 0, 0, Instant.EPOCH));

  /** Whether the next batch has to record something that is over by now. */
  public boolean isSomethingDue() {
    return nextDue != null && !end.now().isBefore(nextDue);
  }

  /** The tip once a batch is stored that leaves the numbers at {@code next}. */
  public Tip after(SealedBatch batch, Books.Position next) {
    return new Tip(
        batch.header().batchNo(),
        batch.head(),
        seenHead,
        Micros.instant(batch.header().recordedAtMicros()),
        clock,
        batch.draft().facts().isEmpty()
            ? newestFact
            : batch.draft().facts().getLast().head().entryNo(),
        nextDue,
        next);
  }
}
