package org.ledgercore.journal;

import org.ledgercore.money.Text;

/**
 * Who opens something and why: kept beside what the record says, and no part of what is opened. The
 * same thing opened again by another author is a replay.
 *
 * @param actor who, 1 to 255 code points
 * @param reason why, 1 to 1,000 code points
 */
public record Author(String actor, String reason) {

  private static final int MAX_ACTOR = 255;
  private static final int MAX_REASON = 1_000;

  public Author {
    Text.required("actor", actor, MAX_ACTOR);
    Text.required("reason", reason, MAX_REASON);
  }
}
