package org.ledgercore.commit;

import java.time.Duration;

/**
 * How long a writer waits.
 *
 * @param turn for the turn; past it a writer goes on without, and the batch number alone keeps
 *     order
 * @param answer for a database that does not answer, and for an unknown commit to become known
 * @param joinIdle how long a joined transaction may sit idle while it holds the turn
 */
public record Deadlines(Duration turn, Duration answer, Duration joinIdle) {

  private static final Duration BEYOND_THE_TURN = Duration.ofSeconds(1);

  /**
   * For a lock in a transaction that waits for the turn as well: longer than for the turn, whose
   * own deadline is to come first.
   */
  Duration lock() {
    return turn.plus(BEYOND_THE_TURN);
  }
}
