package org.ledgercore.cashdesk;

import java.time.Instant;
import java.time.LocalDate;
import org.ledgercore.facts.Fact;
import org.ledgercore.payments.DeskId;

/**
 * A day of a cash desk, as the newest record of the log has it.
 *
 * @param desk which desk
 * @param day which day
 * @param state whether it is open
 * @param actor who brought it into this state
 * @param at when that was recorded
 * @param opened the entry that records its opening; the day's movements come after it
 */
public record DeskDay(
    DeskId desk, LocalDate day, State state, String actor, Instant at, long opened) {

  static final String KIND = "cash-desk-day";
  static final String DAY = "day";
  static final String STATE = "state";
  static final String OPENED = "opened";
  static final String COUNTED = "counted.";

  /** Where a day stands. */
  public enum State {
    /** Takes and pays. */
    OPEN,
    /** Is being counted; takes and pays no more. */
    COUNTING,
    /** Counted and closed. */
    CLOSED
  }

  static DeskDay of(Fact fact) {
    State state = State.valueOf(fact.values().getOrDefault(STATE, ""));
    return new DeskDay(
        new DeskId(fact.ref().id()),
        LocalDate.parse(fact.values().getOrDefault(DAY, "")),
        state,
        fact.actor(),
        fact.record().recordedAt(),
        state == State.OPEN
            ? fact.record().number()
            : Long.parseLong(fact.values().getOrDefault(OPENED, "0")));
  }

  /** Whether it is not closed. */
  public boolean isRunning() {
    return state != State.CLOSED;
  }
}
