package org.ledgercore.http.route;

import java.util.Optional;
import java.util.function.Function;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/** What became of a call. */
public sealed interface Answer<R> {

  /** What was asked for; 200. */
  record Found<R>(R body) implements Answer<R> {}

  /** What was recorded: 201 the first time, 200 and a mark when it was recorded before. */
  record Recorded<R>(R body, boolean isReplay) implements Answer<R> {}

  /** The ledger's refusal. */
  record Refused<R>(Rejection why) implements Answer<R> {}

  /**
   * The refusal of a module beside the ledger, as that module's room has put it for this audience;
   * kept with the request key like the ledger's own.
   */
  record Declined<R>(Problem problem) implements Answer<R> {}

  /**
   * What was asked for, and a session that the browser is to keep, or to forget when it is empty.
   */
  record WithSession<R>(R body, String secret) implements Answer<R> {

    @Override
    public String toString() {
      return "WithSession[" + body + "]";
    }
  }

  /** There is no such thing, or it is not the caller's; the same answer for both. */
  record Missing<R>(ProblemCode code) implements Answer<R> {}

  /** What was asked for. */
  static <R> Answer<R> found(R body) {
    return new Found<>(body);
  }

  /** What was asked for, or that there is no such thing. */
  static <R> Answer<R> found(Optional<R> body) {
    return body.<Answer<R>>map(Found::new).orElseGet(() -> new Missing<>(ProblemCode.NOT_FOUND));
  }

  /** A new thing. */
  static <R> Answer<R> recorded(R body) {
    return new Recorded<>(body, false);
  }

  /** An outcome of the ledger, with its entry as {@code view} shows it. */
  static <R> Answer<R> of(Outcome outcome, Function<RecordedEntry, R> view) {
    return switch (outcome) {
      case Outcome.Accepted(RecordedEntry entry) -> new Recorded<>(view.apply(entry), false);
      case Outcome.Replayed(RecordedEntry first) -> new Recorded<>(view.apply(first), true);
      case Outcome.Rejected(Rejection why) -> new Refused<>(why);
    };
  }
}
