package org.ledgercore.approvals.answers;

/** What became of an act. A refusal is recorded too; the compiler makes a caller look at both. */
public sealed interface Answer<T> {

  /** Done, durably, and recorded in the ledger's chain. */
  record Done<T>(T value) implements Answer<T> {}

  /** Refused; but for its record nothing changed, unless the refusal says so. */
  record Refused<T>(Refusal why) implements Answer<T> {}

  /** What was done, or a {@link RefusedException}. */
  default T orThrow() {
    return switch (this) {
      case Done<T>(T value) -> value;
      case Refused<T>(Refusal why) -> throw new RefusedException(why);
    };
  }
}
