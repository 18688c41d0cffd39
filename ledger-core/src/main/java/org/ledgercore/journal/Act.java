package org.ledgercore.journal;

import org.ledgercore.money.Text;

/**
 * Who changes something, why, and under which key: what the log keeps of every change that is not a
 * posting. The same act on the same thing is a replay.
 *
 * @param key the caller's name for the change, 1 to 255 code points
 * @param actor who makes it, 1 to 255 code points
 * @param reason why, 1 to 1,000 code points
 */
public record Act(String key, String actor, String reason) {

  private static final int MAX_NAME = 255;
  private static final int MAX_REASON = 1_000;

  /**
   * Who opens something and why: kept beside what the record says, and no part of what is opened.
   * The same thing opened again by another author is a replay.
   *
   * @param actor who, 1 to 255 code points
   * @param reason why, 1 to 1,000 code points
   */
  public record Author(String actor, String reason) {

    public Author {
      requireAuthor(actor, reason);
    }
  }

  public Act {
    Text.required("key", key, MAX_NAME);
    requireAuthor(actor, reason);
  }

  private static void requireAuthor(String actor, String reason) {
    Text.required("actor", actor, MAX_NAME);
    Text.required("reason", reason, MAX_REASON);
  }
}
