package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import org.ledgercore.commit.Store.TurnSession;

/**
 * The turn of a busy writer, held by a session of its own. The holder, whose lanes learn with every
 * batch whether somebody waits, hands over when they are empty. The session must be used at least
 * every second while it holds the turn; when this process freezes, the server ends it and the next
 * writer goes on. Used under the pipeline's lock.
 */
final class Turn implements AutoCloseable {

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final TurnSession session;
  private final Duration deadline;
  private final Pace pace;
  private boolean held;
  private long usedAt;

  Turn(TurnSession session, Duration deadline, Pace pace) {
    this.session = session;
    this.deadline = deadline;
    this.pace = pace;
  }

  /** The control session, for reading the tip and the books. */
  TurnSession session() {
    usedAt = pace.nanoTime();
    return session;
  }

  boolean isHeld() {
    return held;
  }

  /** Takes the turn, waiting for it up to the deadline; false when it was not to be had. */
  boolean take() throws SQLException {
    held = session().tryTurn() || session().awaitTurn(deadline);
    return held;
  }

  /** Lets the next writer have its turn. */
  void release() throws SQLException {
    held = false;
    session().release();
  }

  /** Shows the server, at least every second, that this process is alive. */
  void beat() throws SQLException {
    if (held && pace.nanoTime() - usedAt > HEARTBEAT.toNanos()) {
      session().beat();
    }
  }

  /** Wakes the readers of the feed. */
  void tell() throws SQLException {
    session().tell();
  }

  /** Forgets a session that broke; the server has given the turn to another. */
  void lost() {
    held = false;
    session.discard();
  }

  @Override
  public void close() {
    held = false;
    session.close();
  }
}
