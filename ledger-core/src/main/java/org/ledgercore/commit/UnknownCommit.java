package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;

/**
 * Finds out what became of a batch whose COMMIT got no clear answer, by running the very same batch
 * again: same bytes, batch id and time. The insert of the batch row waits for the old transaction,
 * so its answer is a proof; a SELECT would not be, because a commit that waits is invisible.
 *
 * <ul>
 *   <li>stored now: the old transaction is gone;
 *   <li>the row is there with our id: it was stored then;
 *   <li>the row is there with another id: ours is not stored, decide again;
 *   <li>still undecided: back off, ask the server to end the old backend, try again until the
 *       deadline.
 * </ul>
 */
final class UnknownCommit {

  private static final String BATCH_ID =
      "select batch_id from {s}.journal_batch where batch_no = ?";
  private static final String END_OLD_BACKEND =
      "select pg_terminate_backend(pid) from pg_stat_activity where pid = ? and backend_start <= ?";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final String BOUNDED_WAIT = "set local lock_timeout = '2s'";

  /** What became of the batch. */
  enum Fate {
    STORED,
    NOT_STORED
  }

  /** The backend that was committing, and the server's clock while it was at work. */
  record OldBackend(int pid, Instant seenAt) {}

  private final DataSource dataSource;
  private final LedgerSchema schema;
  private final BatchWriter writer;
  private final Duration deadline;

  UnknownCommit(DataSource dataSource, LedgerSchema schema, Duration deadline) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.writer = new BatchWriter(schema);
    this.deadline = deadline;
  }

  /** Resolves the batch, or throws {@link OutcomeUnknownException} at the deadline. */
  Fate resolve(SealedBatch batch, OldBackend old, SQLException cause) {
    long end = System.nanoTime() + deadline.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Fate fate = runAgain(batch, cause);
      if (fate != null) {
        return fate;
      }
      if (System.nanoTime() > end) {
        throw new OutcomeUnknownException(keys(batch), cause);
      }
      endOldBackend(old, cause);
      Pause.forAtMost(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  private @Nullable Fate runAgain(SealedBatch batch, SQLException cause) {
    try (OwnTransaction transaction = OwnTransaction.begin(dataSource)) {
      transaction.makeDurable();
      transaction.execute(BOUNDED_WAIT);
      writer.write(transaction.connection(), batch);
      transaction.requireHealthy();
      transaction.commit();
      return Fate.STORED;
    } catch (SQLException e) {
      cause.addSuppressed(e);
      return SqlStates.is(e, SqlStates.UNIQUE_VIOLATION) ? whoseIs(batch, cause) : null;
    }
  }

  private @Nullable Fate whoseIs(SealedBatch batch, SQLException cause) {
    try (Connection connection = dataSource.getConnection()) {
      UUID stored = storedId(connection, batch.header().batchNo());
      if (stored == null) {
        return null;
      }
      return stored.equals(batch.header().batchId()) ? Fate.STORED : Fate.NOT_STORED;
    } catch (SQLException e) {
      cause.addSuppressed(e);
      return null;
    }
  }

  /** The id of the batch with this number, or null. */
  @Nullable UUID storedId(Connection connection, long batchNo) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(BATCH_ID))) {
      statement.setLong(1, batchNo);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getObject(1, UUID.class) : null;
      }
    }
  }

  private void endOldBackend(OldBackend old, SQLException cause) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(END_OLD_BACKEND)) {
      statement.setInt(1, old.pid());
      statement.setTimestamp(2, Timestamp.from(old.seenAt()));
      statement.execute();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static List<EntryKey> keys(SealedBatch batch) {
    return batch.draft().entries().stream().map(recorded -> recorded.entry().key()).toList();
  }
}
