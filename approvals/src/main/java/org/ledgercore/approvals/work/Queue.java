package org.ledgercore.approvals.work;

import java.time.Duration;
import java.util.List;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * Where work of one kind waits.
 *
 * @param name 1 to 60 code points
 * @param right what somebody needs to work here
 * @param levels what happens once an item is late, one level after another
 */
public record Queue(String name, Right right, List<Level> levels) {

  private static final int MAX_NAME = 60;

  /** What is done about an item that is late; never a decision. */
  public enum Does {
    /** Tells somebody. */
    NOTIFY,
    /** Takes it from its owner and puts it into another queue. */
    MOVE
  }

  /**
   * One level of escalation.
   *
   * @param late how long after the due time, zero or more
   * @param does what is done
   * @param to who is told, or the queue it goes to
   */
  public record Level(Duration late, Does does, String to) {}

  public Queue {
    Text.required("queue", name, MAX_NAME);
    levels = List.copyOf(levels);
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i).late().compareTo(levels.get(i - 1).late()) < 0) {
        throw new InvalidInputException("levels", "must come one after another", name);
      }
    }
  }
}
