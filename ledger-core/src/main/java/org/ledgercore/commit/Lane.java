package org.ledgercore.commit;

import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.InFlight.Fate;
import org.ledgercore.commit.Store.Encoded;
import org.ledgercore.commit.Store.LaneSession;
import org.ledgercore.commit.UnknownCommit.OldBackend;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.Displaced;
import org.ledgercore.store.SealedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the pipeline's two ways into the database: a session and a thread of its own. Writes a
 * batch while the one before may still be on its way on the other lane, then commits strictly
 * behind it. A batch's fate is always told, whatever happens.
 */
final class Lane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** What lanes tell the pipeline. */
  interface Listener {
    /** A batch of this lane has its fate. */
    void finished(InFlight batch);

    /** Another writer waits for its turn. */
    void somebodyWaits();
  }

  private final LaneSession session;
  private final Listener listener;
  private final int oneRequestEntries;
  private final Pace pace;
  private final ExecutorService thread;

  Lane(String name, LaneSession session, Config config, Pace pace) {
    this.session = session;
    this.listener = config.listener();
    this.oneRequestEntries = config.oneRequestEntries();
    this.pace = pace;
    this.thread = pace.worker(name);
  }

  /** Who listens, and how many entries are written without COPY. */
  record Config(Listener listener, int oneRequestEntries) {}

  /** A batch and, when it is large, its rows as they will be sent. */
  private record Work(InFlight batch, @Nullable Encoded encoded) {}

  /**
   * Encodes a batch and hands it to the lane's thread, which may still be busy with the one before;
   * never with two.
   */
  void take(InFlight batch) {
    SealedBatch sealed = batch.batch();
    Encoded encoded = null;
    if (sealed != null && sealed.draft().entries().size() > oneRequestEntries) {
      encoded = session.encode(sealed);
    }
    Work work = new Work(batch, encoded);
    thread.execute(() -> {
      batch.fate().complete(write(work));
      listener.finished(batch);
    });
  }

  /**
   * Writes a small batch on the caller's thread, who then knows its fate. The lane must be free.
   */
  void writeHere(InFlight batch) {
    batch.fate().complete(write(new Work(batch, null)));
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
      session.discard();
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
    return !copied && batch.previous().isDone() && BatchWriter.isOneRequest(sealed)
        ? inOneRequest(batch, sealed)
        : inTransaction(work, sealed);
  }

  private boolean isBehindCommitted(InFlight batch) {
    return pace.await(batch.previous()) instanceof Fate.Committed;
  }

  /** Verdicts that store nothing stand when all they were decided on is committed. */
  private Fate confirm(InFlight batch) throws SQLException {
    if (!isBehindCommitted(batch)) {
      return new Fate.Abandoned();
    }
    if (!batch.basis().hasRefusal()) {
      return new Fate.Committed();
    }
    session.begin(true);
    boolean same = session.newestBatch() == batch.basis().batchNo();
    return same ? new Fate.Committed() : new Fate.Abandoned();
  }

  /** A small batch behind a committed one: one request is a transaction of its own. */
  private Fate inOneRequest(InFlight batch, SealedBatch sealed) throws SQLException {
    if (!isBehindCommitted(batch)) {
      return new Fate.Abandoned();
    }
    session.begin(true);
    OldBackend backend = session.backend();
    long started = pace.nanoTime();
    try {
      if (session.write(sealed)) {
        listener.somebodyWaits();
      }
      batch.event().writeNanos = pace.nanoTime() - started;
      return new Fate.Committed();
    } catch (SQLException e) {
      return afterCommit(e, backend);
    }
  }

  private Fate inTransaction(Work work, SealedBatch sealed) throws SQLException {
    InFlight batch = work.batch();
    BatchEvent event = batch.event();
    Encoded encoded = work.encoded();
    session.begin(false);
    long started = pace.nanoTime();
    try {
      if (encoded == null ? session.writeAhead(sealed) : encoded.send()) {
        listener.somebodyWaits();
      }
    } catch (SQLException e) {
      rollBack();
      return new Fate.Failed(e);
    }
    batch.written().set(true);
    Displaced displaced = Displaced.of(sealed);
    long written = pace.nanoTime();
    event.writeNanos = written - started;
    if (!isBehindCommitted(batch)) {
      rollBack();
      return new Fate.Abandoned();
    }
    long ready = pace.nanoTime();
    event.waitNanos = ready - written;
    try {
      session.writeDisplaced(displaced);
    } catch (SQLException e) {
      rollBack();
      return new Fate.Failed(e);
    }
    session.requireHealthy();
    OldBackend backend = session.backend();
    try {
      session.commit();
    } catch (SQLException e) {
      return afterCommit(e, backend);
    }
    event.commitNanos = pace.nanoTime() - ready;
    return new Fate.Committed();
  }

  private Fate afterCommit(SQLException e, OldBackend backend) {
    if (SqlStates.isRefused(e)) {
      rollBack();
      return new Fate.Failed(e);
    }
    session.discard();
    return new Fate.Unknown(backend, e);
  }

  private void rollBack() {
    try {
      session.rollBack();
    } catch (SQLException e) {
      LOG.debug("A broken transaction could not be rolled back", e);
      session.discard();
    }
  }

  @Override
  public void close() {
    thread.close();
    session.close();
  }
}
