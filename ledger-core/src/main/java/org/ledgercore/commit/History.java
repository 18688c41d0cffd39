package org.ledgercore.commit;

import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.Digest;
import org.ledgercore.store.Tip;

/**
 * The newest committed batch this process knows of. A tip that does not contain it belongs to
 * another history; from then on nothing is accepted. Safe for many threads.
 */
final class History {

  private record Seen(long batchNo, @Nullable Digest head) {}

  private Seen seen = new Seen(0, null);
  private @Nullable String gone;

  /** The number to ask the tip's reader about. */
  synchronized long seenBatch() {
    requireThere();
    return seen.batchNo();
  }

  /** Throws unless the tip, read while asking about {@code asked}, contains what was seen. */
  synchronized void check(Tip tip, long asked) {
    requireThere();
    if (asked != seen.batchNo() || seen.head() == null) {
      return;
    }
    if (!seen.head().equals(tip.seenHead())) {
      isGone("batch " + seen.batchNo() + " with head " + seen.head());
      requireThere();
    }
  }

  /** Remembers a committed batch. */
  synchronized void saw(long batchNo, Digest head) {
    if (batchNo > seen.batchNo()) {
      seen = new Seen(batchNo, head);
    }
  }

  /** Stops accepting, for good. */
  synchronized void isGone(String what) {
    gone = what;
  }

  /** Whether nothing is accepted any more. */
  synchronized boolean hasEnded() {
    return gone != null;
  }

  /** What every caller is told from then on. */
  synchronized HistoryGoneException gone() {
    return new HistoryGoneException(
        "the journal no longer holds what this process saw committed: "
            + gone
            + "; nothing more is accepted until the ledger is opened again");
  }

  private void requireThere() {
    if (gone != null) {
      throw gone();
    }
  }
}
