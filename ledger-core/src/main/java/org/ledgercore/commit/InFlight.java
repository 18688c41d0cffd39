package org.ledgercore.commit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.UnknownCommit.OldBackend;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.SealedBatch;

/**
 * A decided batch on its way: its items, the verdicts held back until it is committed, and what
 * became of it.
 *
 * @param items the calls it answers
 * @param outcomes per item, per command
 * @param batch what is to be stored; null when there are only refusals and replays
 * @param basis the tip it was decided on
 * @param previous the fate of the batch before
 * @param fate its own fate
 * @param written whether all its rows were sent
 * @param event its figures so far
 */
record InFlight(
    List<WorkItem> items,
    List<List<List<Outcome>>> outcomes,
    @Nullable SealedBatch batch,
    Basis basis,
    CompletableFuture<Fate> previous,
    CompletableFuture<Fate> fate,
    AtomicBoolean written,
    BatchEvent event) {

  /** Its place among all batches, the tip it was decided on, whether a refusal rests on that. */
  record Basis(long sequence, long batchNo, boolean hasRefusal) {}

  /** What became of a batch. */
  sealed interface Fate {

    /** Stored, durably; or nothing was to be stored and the verdicts stand. */
    record Committed() implements Fate {}

    /** Not stored, because the one before was not, or the tip had moved. */
    record Abandoned() implements Fate {}

    /** Not stored: the database said why. */
    record Failed(Exception cause) implements Fate {}

    /** COMMIT was sent and got no clear answer. */
    record Unknown(OldBackend backend, java.sql.SQLException cause) implements Fate {}
  }

  /**
   * Whether it opens what the next batch may name: the server must see that by then, or it finds no
   * such account.
   */
  boolean opens() {
    return batch != null && !BatchWriter.isOneRequest(batch);
  }

  /** Whether its rows are still to be sent, or being sent. */
  boolean isWriting() {
    return !written.get() && !fate.isDone();
  }

  boolean isCommitted() {
    return fate.isDone() && fate.join() instanceof Fate.Committed;
  }

  /** Tells every caller its verdicts. User code may run here: never call it on a lane. */
  void answer() {
    for (int i = 0; i < items.size(); i++) {
      items.get(i).answer().complete(outcomes.get(i));
    }
  }
}
