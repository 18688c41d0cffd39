package org.ledgercore.approvals.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.people.PersonId;

/**
 * An item of work as it stands.
 *
 * @param number 1 upwards
 * @param queue where it waits
 * @param task what it is about
 * @param state whether it waits, is owned or done
 * @param owner who owns it; null when nobody does
 * @param level how often it was escalated
 * @param opened when it came up
 * @param due when it is due; null while nobody knows when the event is that it is due before
 * @param acts what was done about it so far, the version of its fact
 */
public record WorkItem(
    long number,
    String queue,
    Task task,
    Status state,
    @Nullable PersonId owner,
    int level,
    Instant opened,
    @Nullable Instant due,
    int acts) {

  /** Where an item stands. */
  public enum Status {
    WAITING,
    OWNED,
    DONE
  }

  /**
   * What is to be done.
   *
   * @param organisation where
   * @param subject what it is about, such as {@code request 7}, 1 to 200 code points
   * @param nextAction what is to be done next, 1 to 200 code points
   * @param evidence where to look, up to 255 code points
   */
  public record Task(String organisation, String subject, String nextAction, String evidence) {}

  /** Whether it is past its due time. */
  public boolean isLate(Instant now) {
    return due != null && state != Status.DONE && !now.isBefore(due);
  }
}
