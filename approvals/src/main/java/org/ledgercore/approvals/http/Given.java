package org.ledgercore.approvals.http;

import java.util.function.Function;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;

/**
 * What became of a call.
 *
 * @param answer what was done, or why it was refused
 * @param isReplay whether the very same call did it before, so that nothing was done now
 */
public record Given<T>(Answer<T> answer, boolean isReplay) {

  /** What was done now, or why not, as it is shown. */
  static <A, T> Given<T> now(Answer<A> answer, Function<A, T> shown) {
    return new Given<>(
        switch (answer) {
          case Answer.Done<A>(A value) -> new Answer.Done<>(shown.apply(value));
          case Answer.Refused<A>(Refusal why) -> new Answer.Refused<>(why);
        },
        false);
  }

  /** What the same call did before. */
  static <T> Given<T> before(T value) {
    return new Given<>(new Answer.Done<>(value), true);
  }
}
