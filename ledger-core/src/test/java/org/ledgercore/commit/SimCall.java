package org.ledgercore.commit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;

/**
 * One call of a simulated day and how it ended: between which two states of the journal it was sent
 * and answered, and what the answer was. Not safe for many threads.
 */
final class SimCall {

  private final List<Command> commands;
  private final WorkItem item;
  private final long sentAt;
  private long answeredAt = -1;
  private @Nullable List<List<Outcome>> outcomes;
  private @Nullable Throwable failure;

  /** A call sent when the journal had so many entries. */
  SimCall(List<Command> commands, long sentAt) {
    this.commands = commands;
    this.item = new WorkItem(commands);
    this.sentAt = sentAt;
  }

  List<Command> commands() {
    return commands;
  }

  WorkItem item() {
    return item;
  }

  long sentAt() {
    return sentAt;
  }

  long answeredAt() {
    return answeredAt;
  }

  boolean isAnswered() {
    return answeredAt >= 0;
  }

  /** The verdicts; null while it waits and when it failed. */
  @Nullable List<List<Outcome>> outcomes() {
    return outcomes;
  }

  /** Why it failed; null while it waits and when it has verdicts. */
  @Nullable Throwable failure() {
    return failure;
  }

  void answered(@Nullable List<List<Outcome>> verdicts, @Nullable Throwable why, long newest) {
    if (isAnswered()) {
      throw new AssertionError("answered twice: " + commands);
    }
    outcomes = verdicts;
    failure = why;
    answeredAt = newest;
  }
}
