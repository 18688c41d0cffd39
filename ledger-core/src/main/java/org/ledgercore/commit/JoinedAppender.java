package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.BooksReader;
import org.ledgercore.store.BooksReader.Reading;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Appends batches inside the caller's transaction: they commit and roll back with it. Nothing is
 * kept between two calls, so a savepoint rollback is harmless: each call takes the turn, reads the
 * tip, keys and heads after it, and writes a batch of its own.
 *
 * <p>The turn stays with the caller until its transaction ends, and every other writer waits: post
 * last. A transaction that then sits idle for too long is ended by the server. Used by one thread.
 */
public final class JoinedAppender {

  /**
   * The idle limit is ours, unless the host's own is shorter; 0 is no limit. Tables are read by
   * index only: a plan that the session makes while they are small would read them whole for ever.
   * The chain is checked at once, by a plan made under the same setting.
   */
  private static final String JOIN =
      """
      select set_config('idle_in_transaction_session_timeout',
                        least(nullif(theirs, 0), ?::bigint)::text, true),
             set_config('ledger.enable_seqscan', current_setting('enable_seqscan'), true),
             set_config('enable_seqscan', 'off', true)
        from (select (extract(epoch from
                        current_setting('idle_in_transaction_session_timeout')::interval) * 1000
                     )::bigint as theirs) as host;
      set constraints {s}.journal_batch_prev_no_prev_head_fkey immediate
      """;

  private static final String LEAVE =
      """
      set constraints {s}.journal_batch_prev_no_prev_head_fkey deferred;
      select set_config('enable_seqscan', current_setting('ledger.enable_seqscan'), true)
      """;

  private final Connection connection;
  private final LedgerSchema schema;
  private final Deadlines deadlines;
  private final History history;
  private final TurnHolders holders;
  private final BooksReader reader;
  private final BatchWriter writer;
  private final String joinSql;
  private final String leaveSql;

  JoinedAppender(
      Connection connection,
      LedgerSchema schema,
      Deadlines deadlines,
      History history,
      TurnHolders holders) {
    this.connection = connection;
    this.schema = schema;
    this.deadlines = deadlines;
    this.history = history;
    this.holders = holders;
    this.reader = new BooksReader(schema);
    this.writer = new BatchWriter(schema);
    this.joinSql = schema.sql(JOIN);
    this.leaveSql = schema.sql(LEAVE);
  }

  /**
   * Decides the commands and writes what was accepted, to be committed by the caller.
   *
   * @throws IllegalStateException before any statement, when the connection commits by itself, is
   *     not READ COMMITTED, or is in a failed transaction
   * @throws LedgerUnavailableException when the caller's transaction can only be rolled back
   */
  public List<List<Outcome>> append(Collection<Command> commands) {
    try {
      requireJoinable();
      join();
      holders.joined(connection);
      try {
        return decided(commands);
      } finally {
        leave();
      }
    } catch (SQLException e) {
      throw new LedgerUnavailableException(
          "the post failed inside your transaction, which can now only be rolled back: "
              + e.getMessage(),
          e);
    }
  }

  private List<List<Outcome>> decided(Collection<Command> commands) throws SQLException {
    while (true) {
      Reading reading = read(commands);
      Decision decision = Decision.on(reading, commands, schema);
      SealedBatch batch = decision.batch();
      if (batch != null) {
        writer.write(connection, batch);
      }
      if (batch != null || reading.isStable()) {
        return decision.outcomes();
      }
    }
  }

  private Reading read(Collection<Command> commands) throws SQLException {
    long asked = history.seenBatch();
    Reading reading =
        reader.read(connection, commands, new BooksReader.Request(deadlines.turn(), asked));
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

  private void join() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(joinSql)) {
      statement.setLong(1, deadlines.joinIdle().toMillis());
      statement.execute();
    }
  }

  /** Gives the transaction back its own settings; one that failed has lost ours already. */
  private void leave() throws SQLException {
    if (state() != TransactionState.FAILED) {
      try (PreparedStatement statement = connection.prepareStatement(leaveSql)) {
        statement.execute();
      }
    }
  }
}
