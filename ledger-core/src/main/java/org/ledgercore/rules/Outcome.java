package org.ledgercore.rules;

import org.ledgercore.journal.RecordedEntry;

/** What became of a command. The compiler makes a caller look at all three. */
public sealed interface Outcome {

  /** Recorded, durably, now. */
  record Accepted(RecordedEntry entry) implements Outcome {}

  /** The same content was recorded under the same key before: a safe retry. */
  record Replayed(RecordedEntry entry) implements Outcome {}

  /** Refused; nothing changed. */
  record Rejected(Rejection why) implements Outcome {}

  /** The recorded entry, new or replayed, or a {@link RejectedException}. */
  default RecordedEntry orThrow() {
    return switch (this) {
      case Accepted(RecordedEntry entry) -> entry;
      case Replayed(RecordedEntry first) -> first;
      case Rejected(Rejection why) -> throw new RejectedException(why);
    };
  }
}
