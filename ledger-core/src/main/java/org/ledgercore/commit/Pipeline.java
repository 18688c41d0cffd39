package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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
 *   <li><b>decide</b>: one thread, in memory, on books kept from batch to batch ({@link Decisions})
 *       and filled ahead ({@link ReadAhead}). One statement for heads that are not remembered, one
 *       for those another writer moved, one for keys while duplicates are frequent.
 *   <li><b>write</b>: on one of two {@link Lane}s, while the batch before is still on the other.
 *       Plain INSERTs in one round trip for a small batch; batch row and two binary COPY for a
 *       large one.
 *   <li><b>commit</b>: strictly in order. One.
 *   <li><b>answer</b>: on a virtual thread, never on a lane.
 * </ol>
 *
 * A call that finds the pipeline idle runs all of it on its own thread, in one round trip. Nothing
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
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PARTS_AT_ONCE = 4;

  private final ReentrantLock work = new ReentrantLock();
  private final WorkQueue queue;
  private final Lanes lanes;
  private final Decisions decisions;
  private final Recovery recovery;
  private final BatchListeners listeners;
  private final Store store;
  private final Pace pace;
  private final int oneRequestEntries;
  private final Patience patience;
  private final Thread thread;
  private final int heads;
  private final Slice slice;
  private volatile @Nullable Throwable broken;
  private long lastWork;

  /** How the pipeline waits and how much it holds. */
  public record Config(
      Deadlines deadlines, Duration queue, int queueEntries, int heads, BatchSize batch) {}

  Pipeline(DataSource dataSource, LedgerSchema schema, Config config, Appender.Known known) {
    this(
        new PostgresStore(dataSource, schema, config.deadlines().answer(), known.holders()),
        schema,
        config,
        known,
        Pace.REAL);
  }

  Pipeline(Store store, LedgerSchema schema, Config config, Appender.Known known, Pace pace) {
    Duration answer = config.deadlines().answer();
    this.store = store;
    this.pace = pace;
    this.lastWork = pace.nanoTime();
    this.queue = new WorkQueue(config.queueEntries(), config.batch());
    this.patience = new Patience(config.queue());
    this.listeners = known.listeners();
    Turn turn = new Turn(store.control(), config.deadlines().turn(), pace);
    this.decisions =
        new Decisions(turn, schema, new Decisions.Config(known.history(), config.heads(), pace));
    this.recovery = new Recovery(store, answer, known.history(), pace);
    this.oneRequestEntries = config.batch().oneRequest();
    Lane.Config lane = new Lane.Config(this, oneRequestEntries);
    this.lanes = new Lanes(store, schema.name(), lane, pace);
    this.heads = config.heads();
    this.slice = new Slice(config.batch().entries());
    this.thread =
        Thread.ofPlatform().name("ledger-pipeline-" + schema.name()).daemon().unstarted(this::run);
  }

  /** Starts the thread that decides. */
  public Pipeline start() {
    thread.start();
    readAhead();
    return this;
  }

  /** Begins to fill the books with the heads of accounts. */
  void readAhead() {
    ReadAhead.Config reading = new ReadAhead.Config(heads, queue::ring);
    new ReadAhead(store, decisions.ahead(), reading, pace).begin();
  }

  @Override
  public List<List<Outcome>> append(List<Command> commands) {
    WorkItem item = new WorkItem(commands);
    requireTurnFree();
    if (!runHere(item)) {
      enqueueUpToDeadline(item);
    }
    return Patience.await(item);
  }

  @Override
  public List<List<Outcome>> appendParts(List<List<Command>> parts) {
    requireTurnFree();
    Deque<WorkItem> onTheirWay = new ArrayDeque<>();
    List<List<Outcome>> outcomes = new ArrayList<>();
    for (List<Command> part : parts) {
      if (onTheirWay.size() == PARTS_AT_ONCE) {
        outcomes.addAll(Patience.await(onTheirWay.removeFirst()));
      }
      WorkItem item = new WorkItem(part);
      if (onTheirWay.isEmpty() && runHere(item)) {
        outcomes.addAll(Patience.await(item));
      } else {
        enqueueUpToDeadline(item);
        onTheirWay.addLast(item);
      }
    }
    onTheirWay.forEach(item -> outcomes.addAll(Patience.await(item)));
    return outcomes;
  }

  @Override
  public CompletionStage<List<List<Outcome>>> submit(List<Command> commands) {
    WorkItem item = new WorkItem(commands);
    requireTurnFree();
    enqueueUpToDeadline(item);
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
            pace::aside);
    return answer;
  }

  /** Lets a call wait in the queue, or throws {@link BusyException}. */
  void enqueue(WorkItem item) {
    queue.add(item);
  }

  private void enqueueUpToDeadline(WorkItem item) {
    enqueue(item);
    patience.watch(item);
  }

  private void requireTurnFree() {
    try {
      store.requireTurnFree();
    } catch (SQLException e) {
      throw new LedgerUnavailableException("the database did not answer: " + e.getMessage(), e);
    }
  }

  /** Runs a call on its own thread when nothing else is going on; false when something is. */
  boolean runHere(WorkItem item) {
    if (!queue.isEmpty() || !work.tryLock()) {
      return false;
    }
    try {
      boolean free = queue.isEmpty() && !queue.isClosed() && broken == null && !slice.isWanted();
      if (!free || !lanes.isIdle() || item.entries() > oneRequestEntries || !item.take()) {
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
        more = round(queue.awaitBatch(LINGER_NANOS, lanes::hasFree));
      }
    } catch (InterruptedException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  /** Settles what is finished and begins a batch; false when closed and nothing is left to do. */
  boolean round(boolean ready) {
    work.lock();
    try {
      settle();
      List<WorkItem> items = ready ? nextItems() : List.of();
      return step(items, false) || !queue.isClosed();
    } finally {
      work.unlock();
    }
  }

  private List<WorkItem> nextItems() {
    return lanes.areWriting() ? queue.drain() : queue.drainHalf();
  }

  /**
   * One batch: take the turn, decide, write. Puts the items back when something went wrong. False
   * when there was nothing to do and nothing is on its way.
   */
  private boolean step(List<WorkItem> items, boolean here) {
    if (items.isEmpty()) {
      return rest();
    }
    lastWork = pace.nanoTime();
    try {
      if (slice.isOver(items) || !decisions.isReady()) {
        lanes.drain();
        if (settle()) {
          queue.putBack(items);
          return true;
        }
        slice.begin();
        decisions.takeTurn();
      }
      if (decisions.mustDrain(items, here)) {
        lanes.drain();
      }
      Lane lane = lanes.next();
      if (settle()) {
        queue.putBack(items);
      } else {
        dispatch(lane, items, here);
      }
    } catch (SQLException e) {
      startOver();
      recovery.retry(items, e, queue);
    } catch (RuntimeException e) {
      startOver();
      items.forEach(item -> item.answer().completeExceptionally(e));
    }
    return true;
  }

  private void startOver() {
    lanes.drain();
    settle();
    decisions.forget();
  }

  private void dispatch(Lane lane, List<WorkItem> items, boolean here) throws SQLException {
    InFlight batch = decisions.decide(items);
    slice.count(items);
    lanes.add(batch);
    if (here) {
      lanes.first().writeHere(batch);
      lanes.finished();
      tell(batch);
      settle();
    } else {
      lane.take(batch);
      if (batch.opens()) {
        lanes.drain();
      }
    }
    if (!decisions.hasTurn()) {
      lanes.drain();
      decisions.forget();
    }
  }

  /** Nothing to decide: keep the session alive, and after a while let go of the turn. */
  private boolean rest() {
    if (queue.isClosed()) {
      lanes.drain();
      return settle();
    }
    boolean idle = lanes.isIdle();
    try {
      decisions.takeAhead();
      decisions.tell();
      if (idle && decisions.hasTurn() && pace.nanoTime() - lastWork > LINGER_NANOS) {
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
    decisions.settle(lanes.inFlight());
    for (InFlight batch : lanes.inFlight()) {
      if (batch != null && batch.fate().isDone() && !batch.isCommitted()) {
        lanes.drain();
        decisions.settle(lanes.inFlight());
        recovery.recover(lanes.inFlight(), queue, decisions);
        return true;
      }
    }
    return false;
  }

  @Override
  public void finished(InFlight batch) {
    lanes.finished();
    pace.aside(() -> tell(batch));
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
    slice.want();
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
    lanes.close();
    decisions.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
