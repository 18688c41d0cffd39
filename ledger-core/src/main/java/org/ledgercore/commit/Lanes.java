package org.ledgercore.commit;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The two lanes, taken in turn, and the batches on them: one that is written and one that waits
 * behind it, each. Used under the pipeline's lock, but for {@link #hasFree} and {@link #finished}.
 */
final class Lanes {

  private static final int LANES = 2;

  /**
   * A full batch is decided and encoded while both lanes are busy, and waits behind one of them.
   */
  private static final int DEPTH = 2 * LANES;

  private final Lane[] lanes = new Lane[LANES];
  private final @Nullable InFlight[] inFlight = new @Nullable InFlight[DEPTH];
  private final AtomicInteger unfinished = new AtomicInteger();
  private final Pace pace;
  private int next;

  Lanes(Store store, String schema, Lane.Config config, Pace pace) {
    this.pace = pace;
    Arrays.setAll(
        lanes, i -> new Lane("ledger-lane-" + i + "-" + schema, store.lane(), config, pace));
  }

  /** Whether a lane has nothing to do. Safe for many threads. */
  boolean hasFree() {
    return unfinished.get() < LANES;
  }

  /** Whether rows are being sent on a lane; what only waits for its commit is soon over. */
  boolean areWriting() {
    for (InFlight batch : inFlight) {
      if (batch != null && batch.isWriting()) {
        return true;
      }
    }
    return false;
  }

  /** The next batch's lane, which then has at most one other before it. */
  Lane next() {
    InFlight before = inFlight[next];
    if (before != null) {
      pace.await(before.fate());
    }
    return lanes[next % LANES];
  }

  /** The lane of lone batches, when all are idle: always the same, whose session is still warm. */
  Lane first() {
    return lanes[0];
  }

  /** Notes the batch that goes to the next lane. */
  void add(InFlight batch) {
    inFlight[next] = batch;
    next = (next + 1) % DEPTH;
    unfinished.incrementAndGet();
  }

  /** Notes that a batch has its fate. Safe for many threads. */
  void finished() {
    unfinished.decrementAndGet();
  }

  /** The batches whose fate is not settled; null where there is none. */
  @Nullable InFlight[] inFlight() {
    return inFlight;
  }

  /** Waits until every batch has its fate. */
  void drain() {
    for (InFlight batch : inFlight) {
      if (batch != null) {
        pace.await(batch.fate());
      }
    }
  }

  /** Whether everything is committed. */
  boolean isIdle() {
    for (InFlight batch : inFlight) {
      if (batch != null && !batch.isCommitted()) {
        return false;
      }
    }
    return true;
  }

  /** Finishes what is on the lanes and gives their sessions back. */
  void close() {
    for (Lane lane : lanes) {
      lane.close();
    }
  }
}
