package org.ledgercore.commit;

import java.util.List;

/**
 * How long a writer keeps the turn while another waits for it: not at all with less than half a
 * batch to do, and some full batches long when it is busy, because handing over empties both lanes
 * and makes the other read what moved. Wanted by any thread; used by one otherwise.
 */
final class Slice {

  private static final int FULL_BATCHES = 4;

  private final int fullBatch;
  private volatile boolean wanted;
  private long decided;

  Slice(int fullBatch) {
    this.fullBatch = fullBatch;
  }

  /** Another writer waits. */
  void want() {
    wanted = true;
  }

  boolean isWanted() {
    return wanted;
  }

  /** Whether to hand over before these are decided. */
  boolean isOver(List<WorkItem> items) {
    return wanted && (decided >= (long) FULL_BATCHES * fullBatch || 2 * entries(items) < fullBatch);
  }

  /** The turn begins. */
  void begin() {
    wanted = false;
    decided = 0;
  }

  /** These were decided in it. */
  void count(List<WorkItem> items) {
    decided += entries(items);
  }

  private static int entries(List<WorkItem> items) {
    return items.stream().mapToInt(WorkItem::entries).sum();
  }
}
