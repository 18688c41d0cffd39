package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.SimFault.Phase;
import org.ledgercore.commit.UnknownCommit.OldBackend;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.Displaced;
import org.ledgercore.store.HeadScan;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.ledgercore.store.Tip;

/**
 * The store in memory, with faults from a seed. It keeps to what PostgreSQL does: a batch is there
 * whole or not at all, a number and a key are there once, a transaction whose session broke before
 * COMMIT is gone, and one whose COMMIT was sent may be either, now or later. Not safe for many
 * threads.
 */
final class SimStore implements Store {

  static final LedgerSchema SCHEMA = new LedgerSchema("simulated", new UUID(4, 2), 7);

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(2);
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final Duration AWAY = Duration.ofSeconds(15);
  private static final int ODD = 3;

  private final SimJournal journal = new SimJournal();
  private final SimFaults faults;
  private final SimPace pace;
  private final Runnable others;

  /** BatchSize whose COMMIT the server got and has not decided yet, oldest first. */
  private final Deque<SealedBatch> undecided = new ArrayDeque<>();

  private final List<SimLane> lanes = new ArrayList<>();

  /** Until when no request gets through, on the clock of the pace. */
  private long awayUntil;

  SimStore(SimFaults faults, SimPace pace, Runnable others) {
    this.faults = faults;
    this.pace = pace;
    this.others = others;
  }

  SimJournal journal() {
    return journal;
  }

  @Override
  public LaneSession lane() {
    SimLane lane = new SimLane();
    lanes.add(lane);
    return lane;
  }

  @Override
  public TurnSession control() {
    return new SimTurn();
  }

  /** The end of the process: its sessions break and their transactions are rolled back. */
  void processEnds() {
    lanes.clear();
  }

  /** The server decides the oldest undecided batch: it is committed, or it is gone. */
  void decideOne() {
    SealedBatch batch = undecided.poll();
    if (batch != null && faults.oneIn(2)) {
      try {
        journal.commit(batch);
      } catch (SQLException e) {
        // It waited behind another that took its number.
        faults.note("undecided batch overtaken");
      }
    }
  }

  void decideAll() {
    while (!undecided.isEmpty()) {
      decideOne();
    }
  }

  /** Lets another writer append; null when a batch that is being written is in its way. */
  @Nullable List<Outcome> append(Command command) {
    if (!undecided.isEmpty() || lanes.stream().anyMatch(SimLane::isNext)) {
      return null;
    }
    return journal.append(command, pace.now());
  }

  /** Another transaction that took our number and is not decided makes our insert wait for it. */
  private boolean waitsForUndecided(SealedBatch batch) {
    long number = batch.header().batchNo();
    boolean isTaken = undecided.stream().anyMatch(other -> other.header().batchNo() == number);
    if (isTaken && faults.oneIn(2)) {
      decideAll();
      return false;
    }
    return isTaken;
  }

  @Override
  public int newestAccount() throws SQLException {
    before(faults.at(Phase.LOAD));
    return journal.newestAccount();
  }

  @Override
  public List<AccountHead> heads(HeadScan.Accounts accounts) throws SQLException {
    before(faults.at(Phase.LOAD));
    return journal.heads(accounts);
  }

  @Override
  public void storeAgain(SealedBatch batch) throws SQLException {
    SimFault fault = faults.at(Phase.RERUN);
    before(fault);
    if (waitsForUndecided(batch)) {
      pace.pass(LOCK_WAIT);
      throw new SQLException("lock timeout", SqlStates.LOCK_NOT_AVAILABLE);
    }
    journal.requireRoom(batch);
    finish(fault, batch);
  }

  @Override
  public @Nullable UUID batchId(long batchNo) throws SQLException {
    before(faults.at(Phase.WHOSE));
    SealedBatch batch = journal.batch(batchNo);
    return batch == null ? null : batch.header().batchId();
  }

  /** A backend that is asked to end may be past the point where it can. */
  @Override
  public void end(OldBackend backend) throws SQLException {
    before(faults.at(Phase.END));
    if (!faults.oneIn(ODD)) {
      decideOne();
    }
  }

  @Override
  public void endFrozen() throws SQLException {
    before(faults.at(Phase.END));
  }

  @Override
  public void requireTurnFree() {
    // Nobody joins transactions here.
  }

  SimFault faultAt(Phase phase) {
    return faults.at(phase);
  }

  /** What a fault does before the request has its effect. */
  void before(SimFault fault) throws SQLException {
    if (pace.nanoTime() < awayUntil && !faults.isCalm()) {
      throw lost();
    }
    switch (fault) {
      case BROKEN -> throw lost();
      case REFUSED -> throw new SQLException("could not serialize access", "40001");
      case POISON -> throw new SQLException("out of shared memory", "53200");
      case AWAY -> {
        awayUntil = pace.nanoTime() + AWAY.toNanos();
        throw lost();
      }
      case SLOW -> pace.pass(SLOW);
      case OTHER_WRITER -> others.run();
      case TURN_LOST -> {
        others.run();
        throw lost();
      }
      case NONE, ANSWER_LOST, UNDECIDED, NOT_FREE, SOMEBODY_WAITS -> {}
    }
  }

  /** Commits, but for what the fault says. */
  private void finish(SimFault fault, SealedBatch batch) throws SQLException {
    if (fault == SimFault.UNDECIDED) {
      undecided.add(batch);
      throw lost();
    }
    journal.commit(batch);
    if (fault == SimFault.ANSWER_LOST) {
      throw lost();
    }
  }

  private static SQLException lost() {
    return new SQLException("An I/O error occurred while sending to the backend.", "08006");
  }

  private final class SimLane extends SimSession implements LaneSession {
    private SimLane() {
      super(SimStore.this);
    }

    private boolean autoCommit;
    private boolean failed;
    private @Nullable SealedBatch written;

    private boolean isNext() {
      return written != null && written.header().batchNo() == journal.newestBatch() + 1;
    }

    @Override
    public void begin(boolean ownTransactions) throws SQLException {
      connect();
      autoCommit = ownTransactions;
      failed = false;
    }

    @Override
    public OldBackend backend() {
      return new OldBackend(1, Instant.EPOCH);
    }

    @Override
    public boolean write(SealedBatch batch) throws SQLException {
      SimFault fault;
      try {
        fault = request(autoCommit ? Phase.STATEMENT : Phase.WRITE);
        requireAnswer(batch);
        journal.requireRoom(batch);
      } catch (SQLException e) {
        failed = true;
        throw e;
      }
      if (autoCommit) {
        commit(fault, batch);
      } else {
        written = batch;
      }
      return fault == SimFault.SOMEBODY_WAITS;
    }

    /** The insert waits until the driver gives up; the server goes on waiting with it. */
    private void requireAnswer(SealedBatch batch) throws SQLException {
      if (waitsForUndecided(batch)) {
        pace.pass(ANSWER);
        breaks();
        if (autoCommit) {
          undecided.add(batch);
        }
        throw lost();
      }
    }

    private void commit(SimFault fault, SealedBatch batch) throws SQLException {
      try {
        finish(fault, batch);
      } catch (SQLException e) {
        if (e.getSQLState().startsWith("08")) {
          breaks();
        }
        throw e;
      }
    }

    @Override
    public boolean writeAhead(SealedBatch batch) throws SQLException {
      return write(batch);
    }

    @Override
    public void writeDisplaced(Displaced displaced) throws SQLException {
      requireUnbroken();
    }

    @Override
    public Encoded encode(SealedBatch batch) {
      return () -> write(batch);
    }

    @Override
    public void requireHealthy() {
      if (failed) {
        journal.problems().add("a failed transaction was to be committed");
      }
    }

    @Override
    public void commit() throws SQLException {
      SealedBatch batch = written;
      written = null;
      SimFault fault = request(Phase.COMMIT);
      if (batch != null) {
        commit(fault, batch);
      }
    }

    @Override
    public void rollBack() throws SQLException {
      written = null;
      if (!autoCommit) {
        requireUnbroken();
      }
    }

    @Override
    public long newestBatch() throws SQLException {
      request(Phase.CONFIRM);
      return journal.newestBatch();
    }

    @Override
    public void discard() {
      super.discard();
      written = null;
    }
  }

  private final class SimTurn extends SimSession implements TurnSession {
    private SimTurn() {
      super(SimStore.this);
    }

    @Override
    public void tell() throws SQLException {
      request(Phase.TELL);
    }

    @Override
    public boolean tryTurn() throws SQLException {
      connect();
      return !faults.oneIn(ODD) || faults.isCalm();
    }

    @Override
    public boolean awaitTurn(Duration deadline) throws SQLException {
      if (request(Phase.TURN) == SimFault.NOT_FREE) {
        pace.pass(deadline);
        return false;
      }
      return true;
    }

    @Override
    public void release() throws SQLException {
      request(Phase.RELEASE);
    }

    @Override
    public void beat() throws SQLException {
      request(Phase.BEAT);
    }

    @Override
    public Tip tip(long seenBatch) throws SQLException {
      request(Phase.TIP);
      return journal.tip(seenBatch, pace.now());
    }

    @Override
    public boolean follow(long batchNo, Tip now, Books books) throws SQLException {
      request(Phase.TIP);
      books.outdateHeads(journal.touchedSince(batchNo));
      return true;
    }

    @Override
    public void loadMissing(Collection<Command> commands, Books books) throws SQLException {
      request(Phase.LOAD);
      journal.load(commands, books);
    }

    /** No command of a simulated day follows another, and nothing is held. */
    @Override
    public void loadFollowed(Collection<Long> numbers, Instant recordedAt, Books books) {}

    @Override
    public List<EntryKey> probeKeys(Collection<JournalEntry> entries, Books books)
        throws SQLException {
      request(Phase.PROBE);
      return journal.know(entries, books);
    }
  }
}
