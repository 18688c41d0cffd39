package org.ledgercore.commit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.Verdict;

/**
 * One call of a simulated day and how it ended: between which two states of the journal it was sent
 * and answered, and what the answer was. Not safe for many threads.
 */
final class SimCall {

  private final List<Command> commands;
  private final WorkItem item;
  private final long sentAt;
  private long answeredAt = -1;
  private @Nullable List<List<Verdict>> verdicts;
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
  @Nullable List<List<Verdict>> verdicts() {
    return verdicts;
  }

  /** Why it failed; null while it waits and when it has verdicts. */
  @Nullable Throwable failure() {
    return failure;
  }

  void answered(@Nullable List<List<Outcome>> outcomes, @Nullable Throwable why, long newest) {
    told(outcomes == null ? null : outcomes.stream().map(SimCall::verdicts).toList(), why, newest);
  }

  /** The same by what another process says of its answer. */
  void told(@Nullable List<List<Verdict>> said, @Nullable Throwable why, long newest) {
    if (isAnswered()) {
      throw new AssertionError("answered twice: " + commands);
    }
    verdicts = said;
    failure = why;
    answeredAt = newest;
  }

  private static List<Verdict> verdicts(List<Outcome> outcomes) {
    return outcomes.stream().map(Verdict::of).toList();
  }
}
