package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.LedgerSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The busy writer. Phases of a batch, and the statements each sends:
 *
 * <ol>
 *   <li><b>queue</b>: callers add their commands and wait; bounded, with a deadline. None.
 *   <li><b>turn</b>: kept from batch to batch on a control session, handed over when somebody
 *       waits. None while kept; two to take it and read the tip.
 *   <li><b>decide</b>: one thread, in memory, on books kept from batch to batch ({@link
 *       Decisions}). One statement for heads that are not remembered, one for keys while duplicates
 *       are frequent.
 *   <li><b>write</b>: on one of two {@link Lane}s, while the batch before is still on the other.
 *       One statement for a small batch; batch row and two binary COPY for a large one.
 *   <li><b>commit</b>: strictly in order. One.
 *   <li><b>answer</b>: on a virtual thread, never on a lane.
 * </ol>
 *
 * A call that finds the pipeline idle runs all of it on its own thread, in one statement. Nothing
 * waits for a timer: a busy ledger makes large batches by itself, because calls gather while both
 * lanes are taken; a full batch is decided and encoded meanwhile, so that a lane never waits for
 * one. What bounds it is the server's work per row, then the disk.
 *
 * <p>When a batch fails, all after it are rolled back, the books are forgotten, and everything is
 * decided again from the tip ({@link Recovery}). Safe for many threads.
 */
public final class Pipeline implements Writer, Lane.Listener {

  /** Sessions the pipeline keeps: two lanes and one control session. */
  public static final int SESSIONS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final Executor VIRTUAL = Thread::startVirtualThread;
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int LANES = 2;

  /**
   * A full batch is decided and encoded while both lanes are busy, and waits behind one of them.
   */
  private static final int DEPTH = 2 * LANES;

  private static final int PARTS_AT_ONCE = 4;

  private final ReentrantLock work = new ReentrantLock();
  private final WorkQueue queue;
  private final Lane[] lanes = new Lane[LANES];
  private final @Nullable InFlight[] onLane = new @Nullable InFlight[DEPTH];
  private final Decisions decisions;
  private final Recovery recovery;
  private final TurnHolders holders;
  private final BatchListeners listeners;
  private final DataSource dataSource;
  private final Patience patience;
  private final Thread thread;
  private volatile boolean handOver;
  private volatile @Nullable Throwable broken;
  private final AtomicInteger unfinished = new AtomicInteger();
  private int next;
  private long lastWork = System.nanoTime();

  /** How the pipeline waits and how much it holds. */
  public record Config(Deadlines deadlines, Duration queue, int queueEntries, int heads) {}

  public Pipeline(DataSource dataSource, LedgerSchema schema, Config config) {
    this(dataSource, schema, config, Appender.Known.of(schema));
  }

  Pipeline(DataSource dataSource, LedgerSchema schema, Config config, Appender.Known known) {
    this.dataSource = dataSource;
    this.queue = new WorkQueue(config.queueEntries());
    this.patience = new Patience(config.queue());
    History history = known.history();
    this.holders = known.holders();
    this.listeners = known.listeners();
    this.decisions = new Decisions(dataSource, schema, config, history);
    this.recovery = new Recovery(dataSource, schema, config.deadlines(), history);
    for (int i = 0; i < LANES; i++) {
      Lane.Config lane = new Lane.Config(this, config.deadlines().answer());
      lanes[i] = new Lane("ledger-lane-" + i + "-" + schema.name(), dataSource, schema, lane);
    }
    this.thread =
        Thread.ofPlatform().name("ledger-pipeline-" + schema.name()).daemon().unstarted(this::run);
  }

  /** Starts the threads. */
  public Pipeline start() {
    for (Lane lane : lanes) {
      lane.start();
    }
    thread.start();
    return this;
  }

  @Override
  public List<List<Outcome>> append(List<Command> commands) {
    WorkItem item = new WorkItem(commands);
    requireTurnFree();
    if (!runHere(item)) {
      queue.add(item);
    }
    return patience.await(item);
  }

  @Override
  public List<List<Outcome>> appendParts(List<List<Command>> parts) {
    requireTurnFree();
    Deque<WorkItem> onTheirWay = new ArrayDeque<>();
    List<List<Outcome>> outcomes = new ArrayList<>();
    for (List<Command> part : parts) {
      if (onTheirWay.size() == PARTS_AT_ONCE) {
        outcomes.addAll(patience.await(onTheirWay.removeFirst()));
      }
      WorkItem item = new WorkItem(part);
      if (onTheirWay.isEmpty() && runHere(item)) {
        outcomes.addAll(patience.await(item));
      } else {
        queue.add(item);
        onTheirWay.addLast(item);
      }
    }
    onTheirWay.forEach(item -> outcomes.addAll(patience.await(item)));
    return outcomes;
  }

  @Override
  public CompletionStage<List<List<Outcome>>> submit(List<Command> commands) {
    WorkItem item = new WorkItem(commands);
    requireTurnFree();
    queue.add(item);
    CompletableFuture<List<List<Outcome>>> answer = new CompletableFuture<>();
    item.answer()
        .whenCompleteAsync(
            (outcomes, failure) -> {
              if (failure == null) {
                answer.complete(outcomes);
              } else {
                answer.completeExceptionally(failure);
              }
            },
            VIRTUAL);
    patience.watch(item);
    return answer;
  }

  private void requireTurnFree() {
    try {
      holders.requireFree(dataSource);
    } catch (SQLException e) {
      throw new LedgerUnavailableException("the database did not answer: " + e.getMessage(), e);
    }
  }

  /** Runs a call on its own thread when nothing else is going on; false when something is. */
  private boolean runHere(WorkItem item) {
    if (!queue.isEmpty() || !work.tryLock()) {
      return false;
    }
    try {
      if (!queue.isEmpty() || queue.isClosed() || broken != null || handOver || !isIdle()) {
        return false;
      }
      if (item.entries() > Lane.ONE_STATEMENT_ENTRIES || !item.take()) {
        return false;
      }
      if (settle()) {
        queue.putBack(List.of(item));
      } else {
        step(List.of(item), true);
      }
      return true;
    } finally {
      work.unlock();
    }
  }

  private void run() {
    try {
      boolean more = true;
      while (more) {
        boolean ready = queue.awaitBatch(LINGER_NANOS, this::hasFreeLane);
        work.lock();
        try {
          settle();
          more = step(ready ? queue.drain() : List.of(), false) || !queue.isClosed();
        } finally {
          work.unlock();
        }
      }
    } catch (InterruptedException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  /**
   * One batch: take the turn, decide, write. Puts the items back when something went wrong. False
   * when there was nothing to do and nothing is on its way.
   */
  private boolean step(List<WorkItem> items, boolean here) {
    if (items.isEmpty()) {
      return rest();
    }
    lastWork = System.nanoTime();
    try {
      if (handOver || !decisions.isReady()) {
        drainLanes();
        if (settle()) {
          queue.putBack(items);
          return true;
        }
        handOver = false;
        decisions.takeTurn();
      }
      if (!here) {
        decisions.tell();
      }
      Lane lane = nextLane();
      if (settle()) {
        queue.putBack(items);
      } else {
        dispatch(lane, items, here);
      }
    } catch (SQLException e) {
      drainLanes();
      settle();
      decisions.forget();
      recovery.retry(items, e, queue);
    } catch (RuntimeException e) {
      drainLanes();
      settle();
      decisions.forget();
      items.forEach(item -> item.answer().completeExceptionally(e));
    }
    return true;
  }

  private void dispatch(Lane lane, List<WorkItem> items, boolean here) throws SQLException {
    InFlight batch = decisions.decide(items);
    onLane[next] = batch;
    next = (next + 1) % DEPTH;
    unfinished.incrementAndGet();
    if (here) {
      lane.writeHere(batch);
      unfinished.decrementAndGet();
      tell(batch);
      settle();
    } else {
      lane.take(batch);
    }
    if (!decisions.hasTurn()) {
      drainLanes();
      decisions.forget();
    }
  }

  /** Nothing to decide: keep the session alive, and after a while let go of the turn. */
  private boolean rest() {
    if (queue.isClosed()) {
      drainLanes();
      return settle();
    }
    boolean idle = isIdle();
    try {
      decisions.tell();
      if (idle && decisions.hasTurn() && System.nanoTime() - lastWork > LINGER_NANOS) {
        decisions.releaseTurn();
      } else {
        decisions.beat();
      }
    } catch (SQLException e) {
      LOG.debug("The turn's session broke", e);
      decisions.turnLost();
    }
    return !idle;
  }

  /**
   * Learns the fate of finished batches. After a failure everything on the lanes is put back in
   * front of the queue, to be decided again, and the answer is true.
   */
  private boolean settle() {
    decisions.settle(onLane);
    for (InFlight batch : onLane) {
      if (batch != null && batch.fate().isDone() && !batch.isCommitted()) {
        drainLanes();
        decisions.settle(onLane);
        recovery.recover(onLane, queue, decisions);
        return true;
      }
    }
    return false;
  }

  private boolean hasFreeLane() {
    return unfinished.get() < LANES;
  }

  /** The next batch's lane, which then has at most one other before it. */
  private Lane nextLane() {
    InFlight before = onLane[next];
    if (before != null) {
      before.fate().join();
    }
    return lanes[next % LANES];
  }

  private void drainLanes() {
    for (InFlight batch : onLane) {
      if (batch != null) {
        batch.fate().join();
      }
    }
  }

  private boolean isIdle() {
    for (InFlight batch : onLane) {
      if (batch != null && !batch.isCommitted()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void finished(InFlight batch) {
    unfinished.decrementAndGet();
    VIRTUAL.execute(() -> tell(batch));
    queue.ring();
  }

  private void tell(InFlight batch) {
    listeners.tell(batch.event());
    if (batch.isCommitted()) {
      batch.answer();
    }
  }

  @Override
  public void somebodyWaits() {
    handOver = true;
    queue.ring();
  }

  @Override
  public int waiting() {
    return queue.entries();
  }

  private void fail(Throwable cause) {
    broken = cause;
    queue.close();
    LedgerUnavailableException why =
        new LedgerUnavailableException("the ledger's writer ended; open the ledger again", cause);
    for (List<WorkItem> items = queue.drain(); !items.isEmpty(); items = queue.drain()) {
      items.forEach(item -> item.answer().completeExceptionally(why));
    }
  }

  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    for (Lane lane : lanes) {
      lane.close();
    }
    decisions.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
