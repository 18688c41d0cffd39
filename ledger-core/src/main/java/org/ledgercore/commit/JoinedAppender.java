package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.BooksReader;
import org.ledgercore.store.BooksReader.Reading;
import org.ledgercore.store.JoinedSession;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.ledgercore.store.Tip;
import org.ledgercore.store.TurnGuard;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Appends batches inside the caller's transaction: they commit and roll back with it. Nothing is
 * kept between two calls, so a savepoint rollback is harmless: each call takes the turn, reads the
 * tip, keys and heads after it, and writes a batch of its own. That is two round trips: the
 * settings it needs go out with the reading and are given back with the batch.
 *
 * <p>The turn stays with the caller until its transaction ends, and every other writer waits: post
 * last. A transaction that then sits idle for too long is ended by the server. Used by one thread.
 */
public final class JoinedAppender {

  private final Connection connection;
  private final LedgerSchema schema;
  private final Deadlines deadlines;
  private final History history;
  private final TurnHolders holders;
  private final BooksReader reader;
  private final BatchWriter writer;
  private final JoinedSession session;
  private final Store store;
  private boolean isJoined;

  /** What all appenders of a ledger share, so that joining a transaction makes none of it. */
  record Tools(BooksReader reader, BatchWriter writer, JoinedSession session, Store store) {
    static Tools of(LedgerSchema schema, Deadlines deadlines, Store store) {
      return new Tools(
          new BooksReader(schema),
          new BatchWriter(schema),
          new JoinedSession(schema, deadlines.joinIdle(), deadlines.lock()),
          store);
    }
  }

  JoinedAppender(
      Connection connection,
      LedgerSchema schema,
      Deadlines deadlines,
      Appender.Known known,
      Tools tools) {
    this.connection = connection;
    this.schema = schema;
    this.deadlines = deadlines;
    this.history = known.history();
    this.holders = known.holders();
    this.reader = tools.reader();
    this.writer = tools.writer();
    this.session = tools.session();
    this.store = tools.store();
  }

  /**
   * Decides the commands and writes what was accepted, to be committed by the caller.
   *
   * @throws IllegalStateException before any statement, when the connection commits by itself, is
   *     not READ COMMITTED, or is in a failed transaction
   * @throws LedgerUnavailableException when the caller's transaction can only be rolled back
   */
  public List<List<Outcome>> append(Collection<Command> commands) {
    return append(commands, null);
  }

  /** The same once a question of the host's is answered, which is asked under the turn. */
  public List<List<Outcome>> append(Collection<Command> commands, @Nullable TurnGuard guard) {
    try {
      requireJoinable();
      holders.joined(connection);
      List<List<Outcome>> outcomes = decidedOrLeft(commands, guard);
      leave();
      return outcomes;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** What went wrong first is what the caller is told. */
  private List<List<Outcome>> decidedOrLeft(Collection<Command> commands, @Nullable TurnGuard guard)
      throws SQLException {
    try {
      return decided(commands, guard);
    } catch (SQLException | RuntimeException e) {
      try {
        leave();
      } catch (SQLException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  /**
   * Takes the turn and posts nothing but what is due, such as the end of a hold; the turn is the
   * caller's until its transaction ends.
   *
   * @throws IllegalStateException as {@link #append} does
   * @throws LedgerUnavailableException when the caller's transaction can only be rolled back
   */
  public void takeTurn() {
    try {
      requireJoinable();
      holders.joined(connection);
      long asked = history.seenBatch();
      Tip tip = reader.takeTurn(connection, deadlines.turn(), session, asked);
      history.check(tip, asked);
      if (tip.isSomethingDue()) {
        append(List.of());
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private LedgerUnavailableException failed(SQLException e) {
    Frozen.end(store, e);
    return new LedgerUnavailableException(
        "the post failed inside your transaction, which can now only be rolled back: "
            + e.getMessage(),
        e);
  }

  private List<List<Outcome>> decided(Collection<Command> commands, @Nullable TurnGuard guard)
      throws SQLException {
    while (true) {
      Reading reading = read(commands, guard);
      Decision decision = Decision.on(reading, commands, schema);
      SealedBatch batch = decision.batch();
      if (batch != null) {
        isJoined = !writer.writeAndLeave(connection, batch, session);
      }
      if (batch != null || reading.isStable()) {
        return decision.outcomes();
      }
    }
  }

  private Reading read(Collection<Command> commands, @Nullable TurnGuard guard)
      throws SQLException {
    long asked = history.seenBatch();
    JoinedSession joins = isJoined ? null : session;
    isJoined = true;
    Reading reading =
        reader.read(
            connection, commands, new BooksReader.Request(deadlines.turn(), asked, joins, guard));
    history.check(reading.tip(), asked);
    return reading;
  }

  private void requireJoinable() throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException(
          "autocommit: must be off to join a transaction: " + connection.getAutoCommit());
    }
    if (state() == TransactionState.FAILED) {
      throw new IllegalStateException("transaction: must not have failed already: " + state());
    }
    int isolation = connection.getTransactionIsolation();
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      throw new IllegalStateException(
          "isolation: must be READ COMMITTED, because the turn is waited for and a snapshot older"
              + " than the wait would be decided on: "
              + nameOf(isolation));
    }
  }

  private static String nameOf(int isolation) {
    return switch (isolation) {
      case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
      case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
      default -> "READ UNCOMMITTED";
    };
  }

  private TransactionState state() throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState();
  }

  /**
   * Gives the transaction back its own settings, unless the batch took that along; one that failed
   * has lost ours already.
   */
  private void leave() throws SQLException {
    boolean owes = isJoined && state() != TransactionState.FAILED;
    isJoined = false;
    if (owes) {
      try (PreparedStatement statement = connection.prepareStatement(session.end())) {
        statement.execute();
      }
    }
  }
}
