package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.store.SealedBatch;

/**
 * Finds out what became of a batch whose COMMIT got no clear answer, by running the very same batch
 * again: same bytes, batch id and time. The insert of the batch row waits for the old transaction,
 * so its answer is a proof; a SELECT would not be, because a commit that waits is invisible.
 *
 * <ul>
 *   <li>stored now: the old transaction is gone;
 *   <li>the row is there with our id: it was stored then;
 *   <li>the row is there with another id: ours is not stored, decide again;
 *   <li>still undecided: back off, ask the server to end the old backend, try again until the
 *       deadline.
 * </ul>
 */
final class UnknownCommit {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** What became of the batch. */
  enum Fate {
    STORED,
    NOT_STORED
  }

  /** The backend that was committing, and the server's clock while it was at work. */
  record OldBackend(int pid, Instant seenAt) {}

  private final Store store;
  private final Duration deadline;
  private final Pace pace;

  UnknownCommit(Store store, Duration deadline, Pace pace) {
    this.store = store;
    this.deadline = deadline;
    this.pace = pace;
  }

  /** Resolves the batch, or throws {@link OutcomeUnknownException} at the deadline. */
  Fate resolve(SealedBatch batch, OldBackend old, SQLException cause) {
    long end = pace.nanoTime() + deadline.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Fate fate = runAgain(batch, cause);
      if (fate != null) {
        return fate;
      }
      if (pace.nanoTime() > end) {
        throw new OutcomeUnknownException(keys(batch), cause);
      }
      endOldBackend(old, cause);
      pace.pause(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  private @Nullable Fate runAgain(SealedBatch batch, SQLException cause) {
    try {
      store.storeAgain(batch);
      return Fate.STORED;
    } catch (SQLException e) {
      Frozen.end(store, e);
      cause.addSuppressed(e);
      return SqlStates.is(e, SqlStates.UNIQUE_VIOLATION) ? whoseIs(batch, cause) : null;
    }
  }

  private @Nullable Fate whoseIs(SealedBatch batch, SQLException cause) {
    try {
      UUID stored = store.batchId(batch.header().batchNo());
      if (stored == null) {
        return null;
      }
      return stored.equals(batch.header().batchId()) ? Fate.STORED : Fate.NOT_STORED;
    } catch (SQLException e) {
      cause.addSuppressed(e);
      return null;
    }
  }

  private void endOldBackend(OldBackend old, SQLException cause) {
    try {
      store.end(old);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static List<EntryKey> keys(SealedBatch batch) {
    return batch.draft().entries().stream().map(recorded -> recorded.entry().key()).toList();
  }
}
