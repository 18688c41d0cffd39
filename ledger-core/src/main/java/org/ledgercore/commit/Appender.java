package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.UnknownCommit.Fate;
import org.ledgercore.commit.UnknownCommit.OldBackend;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.BooksReader;
import org.ledgercore.store.BooksReader.Reading;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.postgresql.PGConnection;

/**
 * Appends batches of commands, each in a transaction of the ledger's own. One lane, in three round
 * trips whatever the batch's size:
 *
 * <ol>
 *   <li>BEGIN, the turn, tip, keys, units and heads, tip again ({@link BooksReader});
 *   <li>after the decision in memory: batch, entries and postings together ({@link BatchWriter});
 *       one more for each kind of thing that records open;
 *   <li>COMMIT, in which the deferred key proves that batch N − 1 is the one decided on.
 * </ol>
 *
 * A batch without anything to store is rolled back: refusals and replays write nothing. What bounds
 * it is the wait for the disk in COMMIT. Safe for many threads; each call borrows one connection.
 */
public final class Appender implements Writer {

  private static final Duration RETRY_PAUSE = Duration.ofMillis(20);

  private final DataSource dataSource;
  private final LedgerSchema schema;
  private final Deadlines deadlines;
  private final BooksReader reader;
  private final BatchWriter writer;
  private final Store store;
  private final UnknownCommit unknown;
  private final History history;
  private final Known known;
  private final JoinedAppender.Tools tools;

  public Appender(DataSource dataSource, LedgerSchema schema, Deadlines deadlines) {
    this(dataSource, schema, deadlines, Known.of(schema));
  }

  /** What all writers of one ledger in this process know together. */
  record Known(History history, TurnHolders holders, BatchListeners listeners) {
    static Known of(LedgerSchema schema) {
      return new Known(new History(), new TurnHolders(schema), new BatchListeners());
    }
  }

  Appender(DataSource dataSource, LedgerSchema schema, Deadlines deadlines, Known known) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.deadlines = deadlines;
    this.known = known;
    this.history = known.history();
    this.store = new PostgresStore(dataSource, schema, deadlines.answer(), known.holders());
    this.tools = JoinedAppender.Tools.of(schema, deadlines, store);
    this.reader = tools.reader();
    this.writer = tools.writer();
    this.unknown = new UnknownCommit(store, deadlines.answer(), Pace.REAL);
  }

  /** The appender for a transaction of the caller's. */
  public JoinedAppender joining(Connection connection) {
    return new JoinedAppender(connection, schema, deadlines, known, tools);
  }

  /**
   * Decides the commands in order and stores what was accepted, durably. One list of outcomes per
   * command.
   *
   * @throws LedgerUnavailableException when nothing was stored because the database did not answer
   * @throws OutcomeUnknownException when nobody can say whether it was stored
   * @throws HistoryGoneException when the journal lost batches that this process saw
   */
  @Override
  public List<List<Outcome>> append(List<Command> commands) {
    requireTurnFree();
    Tries tries = new Tries(store, deadlines.answer());
    boolean takeTurn = true;
    while (true) {
      Attempt attempt = attempt(commands, takeTurn, tries);
      if (attempt.outcomes() != null) {
        return attempt.outcomes();
      }
      takeTurn = attempt.next() != Next.WITHOUT_TURN;
    }
  }

  @Override
  public List<List<Outcome>> appendParts(List<List<Command>> parts) {
    List<List<Outcome>> outcomes = new ArrayList<>();
    parts.forEach(part -> outcomes.addAll(append(part)));
    return outcomes;
  }

  @Override
  public CompletionStage<List<List<Outcome>>> submit(List<Command> commands) {
    return CompletableFuture.supplyAsync(() -> append(commands), Thread::startVirtualThread);
  }

  @Override
  public int waiting() {
    return 0;
  }

  @Override
  public void close() {
    // Every call borrows a connection and gives it back: there is nothing to end.
  }

  private void requireTurnFree() {
    try {
      store.requireTurnFree();
    } catch (SQLException e) {
      throw new LedgerUnavailableException("the database did not answer: " + e.getMessage(), e);
    }
  }

  /** What is done while no other writer can write. */
  public interface Work<T> {
    /** Does it on the connection that has the turn; what is appended commits with it. */
    T run(Connection connection, JoinedAppender joined) throws SQLException;
  }

  /**
   * Takes the turn in a transaction of its own, does the work there and commits.
   *
   * @throws LedgerUnavailableException when the database did not answer; read what holds then
   */
  public <T> T inTurn(Work<T> work) {
    requireTurnFree();
    try (OwnTransaction transaction = OwnTransaction.begin(dataSource)) {
      transaction.makeDurable(deadlines.lock());
      JoinedAppender joined = joining(transaction.connection());
      joined.takeTurn();
      T done = work.run(transaction.connection(), joined);
      transaction.requireHealthy();
      transaction.commit();
      return done;
    } catch (SQLException e) {
      throw new LedgerUnavailableException(
          "the database did not answer; read what holds: " + e.getMessage(), e);
    }
  }

  /** The same verdict on the same path, with nothing stored. */
  public Preview preview(Command command) {
    Tries tries = new Tries(store, deadlines.answer());
    while (true) {
      try (OwnTransaction transaction = OwnTransaction.begin(dataSource)) {
        Reading reading = read(transaction.connection(), List.of(command), null);
        if (reading.isStable()) {
          return Preview.of(Decision.on(reading, List.of(command), schema), command, reading);
        }
      } catch (SQLException e) {
        tries.again(e);
      }
    }
  }

  private enum Next {
    DONE,
    AGAIN,
    WITHOUT_TURN
  }

  private record Attempt(@Nullable List<List<Outcome>> outcomes, Next next) {
    static Attempt again() {
      return new Attempt(null, Next.AGAIN);
    }
  }

  private Attempt attempt(Collection<Command> commands, boolean takeTurn, Tries tries) {
    try (OwnTransaction transaction = OwnTransaction.begin(dataSource)) {
      Connection connection = transaction.connection();
      transaction.makeDurable(deadlines.lock());
      Reading reading = read(connection, commands, takeTurn ? deadlines.turn() : null);
      Decision decision = Decision.on(reading, commands, schema);
      SealedBatch batch = decision.batch();
      if (batch != null) {
        return store(transaction, decision, reading, tries);
      }
      return reading.isStable() ? new Attempt(decision.outcomes(), Next.DONE) : Attempt.again();
    } catch (SQLException e) {
      if (takeTurn && SqlStates.is(e, SqlStates.QUERY_CANCELED)) {
        return new Attempt(null, Next.WITHOUT_TURN);
      }
      tries.again(e);
      return Attempt.again();
    }
  }

  private Reading read(
      Connection connection, Collection<Command> commands, @Nullable Duration turnDeadline)
      throws SQLException {
    long asked = history.seenBatch();
    Reading reading =
        reader.read(connection, commands, new BooksReader.Request(turnDeadline, asked));
    history.check(reading.tip(), asked);
    return reading;
  }

  private Attempt store(OwnTransaction transaction, Decision decision, Reading reading, Tries tries)
      throws SQLException {
    SealedBatch batch = java.util.Objects.requireNonNull(decision.batch());
    OldBackend backend =
        new OldBackend(
            transaction.connection().unwrap(PGConnection.class).getBackendPID(),
            reading.tip().clock());
    try {
      writer.write(transaction.connection(), batch);
    } catch (SQLException e) {
      if (!SqlStates.is(e, SqlStates.UNIQUE_VIOLATION)) {
        throw e;
      }
      transaction.close();
      requireAnother(batch, e);
      return Attempt.again();
    }
    transaction.requireHealthy();
    try {
      transaction.commit();
    } catch (SQLException e) {
      if (SqlStates.isRefusedCommit(e)) {
        transaction.close();
      } else {
        transaction.discard();
      }
      return afterFailedCommit(decision, batch, new FailedCommit(backend, e), tries);
    }
    history.saw(batch.header().batchNo(), batch.head());
    return new Attempt(decision.outcomes(), Next.DONE);
  }

  /** After a collision: whatever constraint was named, the batch row decides what it means. */
  private void requireAnother(SealedBatch batch, SQLException collision) throws SQLException {
    long number = batch.header().batchNo();
    if (store.batchId(number) == null) {
      throw new IllegalStateException(
          "batch " + number + " collided although no other batch has its number; run verify",
          collision);
    }
  }

  private record FailedCommit(OldBackend backend, SQLException cause) {}

  private Attempt afterFailedCommit(
      Decision decision, SealedBatch batch, FailedCommit failed, Tries tries) {
    SQLException cause = failed.cause();
    if (SqlStates.is(cause, SqlStates.FOREIGN_KEY_VIOLATION)) {
      history.isGone("batch " + (batch.header().batchNo() - 1));
      history.seenBatch();
    }
    if (SqlStates.isRefusedCommit(cause)) {
      tries.again(cause);
      return Attempt.again();
    }
    if (unknown.resolve(batch, failed.backend(), cause) == Fate.NOT_STORED) {
      return Attempt.again();
    }
    history.saw(batch.header().batchNo(), batch.head());
    return new Attempt(decision.outcomes(), Next.DONE);
  }

  /** Lets a passing fault be tried again until the deadline; any other fault is thrown at once. */
  private static final class Tries {
    private final Store store;
    private final long end;

    Tries(Store store, Duration deadline) {
      this.store = store;
      this.end = System.nanoTime() + deadline.toNanos();
    }

    void again(SQLException e) {
      boolean worthIt = SqlStates.isPassing(e) || SqlStates.isRefusedCommit(e);
      if (!worthIt || System.nanoTime() > end) {
        throw new LedgerUnavailableException(
            "the database refused or did not answer, and nothing was posted: " + e.getMessage(), e);
      }
      Frozen.end(store, e);
      Pace.REAL.pause(RETRY_PAUSE);
    }
  }
}
