package org.ledgercore.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The calls that wait to be decided, bounded by entries. An item given up while it waits is passed
 * over. Safe for many threads.
 */
final class WorkQueue {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<WorkItem> items = new ArrayDeque<>();
  private final int capacity;
  private final BatchSize size;
  private volatile int entries;
  private boolean closed;

  WorkQueue(int capacity, BatchSize size) {
    this.capacity = capacity;
    this.size = size;
  }

  /** Adds an item, or throws {@link BusyException} when there is no room. */
  void add(WorkItem item) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the ledger is closed");
      }
      if (entries > 0 && entries + item.entries() > capacity) {
        throw new BusyException(
            "queue: must have room for "
                + item.entries()
                + " entries: "
                + entries
                + " of "
                + capacity
                + " wait already; nothing was posted");
      }
      boolean first = items.isEmpty();
      boolean fills = entries < size.entries() && entries + item.entries() >= size.entries();
      items.addLast(item);
      entries += item.entries();
      if (first || fills) {
        // What lies between waits for a lane, which rings: to wake the decider for each would cost
        // thousands of callers more than their entries.
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Puts taken items back in front, in their order. */
  void putBack(List<WorkItem> again) {
    lock.lock();
    try {
      for (int i = again.size() - 1; i >= 0; i--) {
        WorkItem item = again.get(i);
        item.putBack();
        items.addFirst(item);
        entries += item.entries();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return entries == 0;
  }

  /** How many entries wait. */
  int entries() {
    return entries;
  }

  /**
   * Waits until a batch should be formed: something is there and has a lane to go to, or fills a
   * batch on its own, or the queue is closed. False when the time is over, or somebody rang for
   * another reason: what waits may gather a little longer.
   */
  boolean awaitBatch(long nanos, BooleanSupplier hasFreeLane) throws InterruptedException {
    lock.lock();
    try {
      if (!isBatch(hasFreeLane) && !closed) {
        long left = changed.awaitNanos(nanos);
        assert left <= nanos;
      }
      return isBatch(hasFreeLane);
    } finally {
      lock.unlock();
    }
  }

  private boolean isBatch(BooleanSupplier hasFreeLane) {
    return !items.isEmpty() && (closed || entries >= size.entries() || hasFreeLane.getAsBoolean());
  }

  /** Wakes the one who waits. */
  void ring() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next batch's items; empty when nothing waits. */
  List<WorkItem> drain() {
    List<WorkItem> batch = new ArrayList<>();
    int batchEntries = 0;
    int legs = 0;
    lock.lock();
    try {
      for (WorkItem next = items.peekFirst(); next != null; next = items.peekFirst()) {
        boolean full =
            batchEntries + next.entries() > size.entries() || legs + next.legs() > size.legs();
        if (!batch.isEmpty() && (full || next.isAlone())) {
          break;
        }
        items.removeFirst();
        entries -= next.entries();
        if (!next.take()) {
          continue;
        }
        batch.add(next);
        batchEntries += next.entries();
        legs += next.legs();
        if (next.isAlone()) {
          break;
        }
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more items; what waits is still to be drained. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
