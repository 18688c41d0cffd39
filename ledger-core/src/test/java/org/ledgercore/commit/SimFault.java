package org.ledgercore.commit;

import java.util.EnumSet;
import java.util.Set;

/** What can go wrong with one request to the simulated store. */
enum SimFault {
  /** Nothing. */
  NONE,
  /** The session breaks before the request has any effect. */
  BROKEN,
  /** The server refuses, and says that another try is worth it. */
  REFUSED,
  /** The server refuses for good. */
  POISON,
  /** The request is done, and the session breaks before the answer is there. */
  ANSWER_LOST,
  /** The session breaks, and the server decides later whether the request is done. */
  UNDECIDED,
  /** The session breaks, and no request gets through for longer than any deadline. */
  AWAY,
  /** The answer takes seconds. */
  SLOW,
  /** Another writer appends just before, without the turn. */
  OTHER_WRITER,
  /** The session breaks, the turn goes to another writer, and that one appends. */
  TURN_LOST,
  /** Another writer keeps the turn past our deadline. */
  NOT_FREE,
  /** Another writer waits for its turn. */
  SOMEBODY_WAITS;

  /** The requests of a pipeline, and what can go wrong with each. */
  enum Phase {
    CONNECT(BROKEN, SLOW),
    TURN(BROKEN, NOT_FREE, OTHER_WRITER),
    TIP(BROKEN, REFUSED, POISON, SLOW),
    LOAD(BROKEN, REFUSED, POISON, TURN_LOST),
    PROBE(BROKEN, REFUSED, TURN_LOST),
    CONFIRM(BROKEN, REFUSED, OTHER_WRITER),
    WRITE(BROKEN, REFUSED, POISON, SLOW, OTHER_WRITER, SOMEBODY_WAITS),
    STATEMENT(BROKEN, REFUSED, POISON, ANSWER_LOST, UNDECIDED, OTHER_WRITER, SOMEBODY_WAITS),
    COMMIT(BROKEN, REFUSED, ANSWER_LOST, UNDECIDED, SLOW),
    RERUN(BROKEN, REFUSED, ANSWER_LOST, UNDECIDED, AWAY, OTHER_WRITER),
    WHOSE(BROKEN),
    END(BROKEN),
    BEAT(BROKEN, TURN_LOST),
    TELL(BROKEN, TURN_LOST),
    RELEASE(BROKEN, TURN_LOST);

    private final Set<SimFault> faults;

    Phase(SimFault first, SimFault... others) {
      faults = EnumSet.of(first, others);
    }

    Set<SimFault> faults() {
      return faults;
    }

    /** Requests that only a pipeline in trouble makes: few, so that more of them go wrong. */
    boolean isRare() {
      return switch (this) {
        case RERUN, WHOSE, END, BEAT -> true;
        default -> false;
      };
    }
  }
}
