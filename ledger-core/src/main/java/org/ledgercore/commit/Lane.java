package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.InFlight.Fate;
import org.ledgercore.commit.UnknownCommit.OldBackend;
import org.ledgercore.store.BatchCopier;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.Displaced;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the pipeline's two ways into the database: a session and a thread of its own. Writes a
 * batch while the one before may still be on its way on the other lane, then commits strictly
 * behind it. A batch's fate is always told, whatever happens.
 */
final class Lane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Executor AT_ONCE = Runnable::run;

  /** Batches of more entries than this are copied; the crossover is in benchmarks/README.md. */
  static final int ONE_STATEMENT_ENTRIES = 400;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "synchronous_commit", "on",
          "statement_timeout", "0",
          "lock_timeout", "0",
          "idle_in_transaction_session_timeout", "5s",
          "idle_session_timeout", "0",
          // Our few statements have one good plan each, by index; to plan them anew costs more than
          // to run them, and a table that is small today would be read whole for ever.
          "plan_cache_mode", "force_generic_plan",
          "enable_seqscan", "off");
  private static final String NEWEST = "select coalesce(max(batch_no), 0) from {s}.journal_batch";

  /** What lanes tell the pipeline. */
  interface Listener {
    /** A batch of this lane has its fate. */
    void finished(InFlight batch);

    /** Another writer waits for its turn. */
    void somebodyWaits();
  }

  private final DataSource dataSource;
  private final Listener listener;
  private final Duration answerDeadline;
  private final BatchCopier[] copiers;
  private final BatchWriter writer;
  private final String newestSql;
  private final BlockingQueue<Work> handOver = new ArrayBlockingQueue<>(2);
  private final Thread thread;
  private @Nullable Connection connection;
  private @Nullable SessionSettings settings;
  private int networkTimeout;
  private int nextCopier;
  private volatile boolean closed;

  Lane(String name, DataSource dataSource, LedgerSchema schema, Config config) {
    this.dataSource = dataSource;
    this.listener = config.listener();
    this.answerDeadline = config.answerDeadline();
    this.copiers = new BatchCopier[] {new BatchCopier(schema), new BatchCopier(schema)};
    this.writer = new BatchWriter(schema);
    this.newestSql = schema.sql(NEWEST);
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** Who listens, and how long the database may take to answer. */
  record Config(Listener listener, Duration answerDeadline) {}

  void start() {
    thread.start();
  }

  /** A batch and, when it is large, who encoded it. */
  private record Work(InFlight batch, @Nullable BatchCopier encoded) {}

  /**
   * Encodes a batch and hands it to the lane's thread, which may still be busy with the one before;
   * never with two.
   */
  void take(InFlight batch) {
    SealedBatch sealed = batch.batch();
    BatchCopier copier = null;
    if (sealed != null && sealed.draft().entries().size() > ONE_STATEMENT_ENTRIES) {
      copier = copiers[nextCopier];
      nextCopier = 1 - nextCopier;
      copier.encode(sealed);
    }
    handOver.add(new Work(batch, copier));
  }

  /**
   * Writes a small batch on the caller's thread, who then knows its fate. The lane must be free.
   */
  void writeHere(InFlight batch) {
    batch.fate().complete(write(new Work(batch, null)));
  }

  /** The lane's session; only for the thread that is about to use the free lane. */
  Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dataSource.getConnection();
      connection = open;
      settings = SessionSettings.apply(open, SETTINGS);
      networkTimeout = open.getNetworkTimeout();
      int ours = Math.toIntExact(answerDeadline.toMillis());
      if (networkTimeout == 0 || networkTimeout > ours) {
        open.setNetworkTimeout(AT_ONCE, ours);
      }
    }
    return open;
  }

  private void run() {
    while (!closed || !handOver.isEmpty()) {
      try {
        Work work = handOver.take();
        work.batch().fate().complete(write(work));
        listener.finished(work.batch());
      } catch (InterruptedException e) {
        LOG.debug("{} ends", thread.getName());
      }
    }
  }

  private Fate write(Work work) {
    Fate fate = fateOrFailure(work);
    BatchEvent event = work.batch().event();
    event.copied = work.encoded() != null;
    event.committed = fate instanceof Fate.Committed;
    event.commit();
    return fate;
  }

  private Fate fateOrFailure(Work work) {
    try {
      return fateOf(work);
    } catch (SQLException | RuntimeException | Error e) {
      discard();
      return new Fate.Failed(e instanceof Exception cause ? cause : new IllegalStateException(e));
    }
  }

  private Fate fateOf(Work work) throws SQLException {
    InFlight batch = work.batch();
    SealedBatch sealed = batch.batch();
    if (sealed == null) {
      return confirm(batch);
    }
    boolean copied = work.encoded() != null;
    return !copied && batch.previous().isDone() && BatchWriter.isOneStatement(sealed)
        ? inOneStatement(batch, sealed)
        : inTransaction(work, sealed);
  }

  /** Verdicts that store nothing stand when all they were decided on is committed. */
  private Fate confirm(InFlight batch) throws SQLException {
    if (!(batch.previous().join() instanceof Fate.Committed)) {
      return new Fate.Abandoned();
    }
    if (!batch.basis().hasRefusal()) {
      return new Fate.Committed();
    }
    Connection open = connection();
    open.setAutoCommit(true);
    try (PreparedStatement statement = open.prepareStatement(newestSql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      boolean same = row.getLong(1) == batch.basis().batchNo();
      return same ? new Fate.Committed() : new Fate.Abandoned();
    }
  }

  /** A small batch behind a committed one: one statement is a transaction of its own. */
  private Fate inOneStatement(InFlight batch, SealedBatch sealed) throws SQLException {
    if (!(batch.previous().join() instanceof Fate.Committed)) {
      return new Fate.Abandoned();
    }
    Connection open = connection();
    open.setAutoCommit(true);
    OldBackend backend = backend(open, sealed);
    long started = System.nanoTime();
    try {
      if (writer.write(open, sealed)) {
        listener.somebodyWaits();
      }
      batch.event().writeNanos = System.nanoTime() - started;
      return new Fate.Committed();
    } catch (SQLException e) {
      return afterCommit(e, backend);
    }
  }

  private Fate inTransaction(Work work, SealedBatch sealed) throws SQLException {
    InFlight batch = work.batch();
    BatchEvent event = batch.event();
    Connection open = connection();
    open.setAutoCommit(false);
    long started = System.nanoTime();
    try {
      if (send(open, sealed, work.encoded())) {
        listener.somebodyWaits();
      }
    } catch (SQLException e) {
      rollBack(open);
      return new Fate.Failed(e);
    }
    Displaced displaced = Displaced.of(sealed);
    long written = System.nanoTime();
    event.writeNanos = written - started;
    if (!(batch.previous().join() instanceof Fate.Committed)) {
      rollBack(open);
      return new Fate.Abandoned();
    }
    long ready = System.nanoTime();
    event.waitNanos = ready - written;
    try {
      writer.writeDisplaced(open, displaced);
    } catch (SQLException e) {
      rollBack(open);
      return new Fate.Failed(e);
    }
    requireHealthy(open);
    OldBackend backend = backend(open, sealed);
    try {
      open.commit();
      warnOf(open);
    } catch (SQLException e) {
      return afterCommit(e, backend);
    }
    event.commitNanos = System.nanoTime() - ready;
    return new Fate.Committed();
  }

  private boolean send(Connection open, SealedBatch sealed, @Nullable BatchCopier encoded)
      throws SQLException {
    return encoded == null ? writer.writeAhead(open, sealed) : encoded.send(open, sealed);
  }

  private Fate afterCommit(SQLException e, OldBackend backend) {
    if (SqlStates.isRefused(e)) {
      rollBack(connection);
      return new Fate.Failed(e);
    }
    discard();
    return new Fate.Unknown(backend, e);
  }

  /** The driver's commit returns normally after a failed statement, with nothing stored. */
  private static void requireHealthy(Connection open) throws SQLException {
    TransactionState state = open.unwrap(BaseConnection.class).getTransactionState();
    if (state != TransactionState.OPEN) {
      throw new IllegalStateException("the transaction to commit is " + state + ", not OPEN");
    }
  }

  private static OldBackend backend(Connection open, SealedBatch sealed) throws SQLException {
    int pid = open.unwrap(PGConnection.class).getBackendPID();
    Instant recordedAt = sealed.draft().entries().getFirst().recordedAt();
    return new OldBackend(pid, recordedAt);
  }

  private static void warnOf(Connection open) throws SQLException {
    SQLWarning warning = open.getWarnings();
    if (warning != null) {
      LOG.warn("The commit is durable on this server only: {}", warning.getMessage());
      open.clearWarnings();
    }
  }

  private void rollBack(@Nullable Connection open) {
    try {
      if (open != null && !open.getAutoCommit()) {
        open.rollback();
      }
    } catch (SQLException e) {
      LOG.debug("A broken transaction could not be rolled back", e);
      discard();
    }
  }

  private void discard() {
    Connection broken = connection;
    connection = null;
    settings = null;
    if (broken != null) {
      Connections.discard(broken);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    giveBack();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveBack() {
    Connection open = connection;
    SessionSettings before = settings;
    if (open == null || before == null) {
      return;
    }
    try {
      before.restore();
      open.setNetworkTimeout(AT_ONCE, networkTimeout);
      open.close();
    } catch (SQLException e) {
      Connections.discard(open);
    }
  }
}
