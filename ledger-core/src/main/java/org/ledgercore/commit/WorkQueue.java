package org.ledgercore.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait to be decided, bounded by entries. An item given up while it waits is passed
 * over. Safe for many threads.
 *
 * <p>Callers add without a lock: thousands of them come at once when a batch is answered, and would
 * stand in line for it longer than their entries take.
 */
final class WorkQueue {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<WorkItem> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicInteger entries = new AtomicInteger();
  private final int capacity;
  private final BatchSize size;

  /** What was taken and came back, before all that arrived; under the lock. */
  private final Deque<WorkItem> again = new ArrayDeque<>();

  private volatile boolean closed;

  WorkQueue(int capacity, BatchSize size) {
    this.capacity = capacity;
    this.size = size;
  }

  /** Adds an item, or throws {@link BusyException} when there is no room. */
  void add(WorkItem item) {
    requireOpen();
    int before = entries.getAndAdd(item.entries());
    int after = before + item.entries();
    if (before > 0 && after > capacity) {
      entries.addAndGet(-item.entries());
      throw new BusyException(
          "queue: must have room for "
              + item.entries()
              + " entries: "
              + before
              + " of "
              + capacity
              + " wait already; nothing was posted");
    }
    arrived.add(item);
    if (closed && arrived.remove(item)) {
      entries.addAndGet(-item.entries());
      requireOpen();
    }
    if (before == 0 || (before < size.entries() && after >= size.entries())) {
      // What comes between waits for a lane, which rings.
      ring();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the ledger is closed");
    }
  }

  /** Puts taken items back in front, in their order. */
  void putBack(List<WorkItem> items) {
    lock.lock();
    try {
      for (int i = items.size() - 1; i >= 0; i--) {
        WorkItem item = items.get(i);
        item.putBack();
        again.addFirst(item);
        entries.addAndGet(item.entries());
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return entries.get() == 0;
  }

  /** How many entries wait. */
  int entries() {
    return entries.get();
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
    int waiting = entries.get();
    return waiting > 0 && (closed || waiting >= size.entries() || hasFreeLane.getAsBoolean());
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
    return drain(size.entries());
  }

  /**
   * The same when both lanes have nothing to send: half of what waits, so that they send at the
   * same time. One that had all would keep the other waiting for its commit. What one request can
   * take is not worth a second one.
   */
  List<WorkItem> drainHalf() {
    int half = (entries.get() + 1) / 2;
    return drain(half > size.oneRequest() ? Math.min(half, size.entries()) : size.entries());
  }

  private List<WorkItem> drain(int most) {
    List<WorkItem> batch = new ArrayList<>();
    int batchEntries = 0;
    int legs = 0;
    lock.lock();
    try {
      for (WorkItem next = peek(); next != null; next = peek()) {
        boolean full = batchEntries + next.entries() > most || legs + next.legs() > size.legs();
        if (!batch.isEmpty() && (full || next.isAlone())) {
          break;
        }
        if (!remove(next) || !next.take()) {
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

  private @Nullable WorkItem peek() {
    WorkItem first = again.peekFirst();
    return first == null ? arrived.peek() : first;
  }

  /** Takes the first one out; false when its caller took it back. */
  private boolean remove(WorkItem first) {
    boolean removed = again.peekFirst() == first ? again.remove(first) : arrived.remove(first);
    if (removed) {
      entries.addAndGet(-first.entries());
    }
    return removed;
  }

  /** Takes no more items; what waits is still to be drained. */
  void close() {
    closed = true;
    ring();
  }

  boolean isClosed() {
    return closed;
  }
}
