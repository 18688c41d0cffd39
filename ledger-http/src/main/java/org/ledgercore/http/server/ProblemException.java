package org.ledgercore.http.server;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;

/** Ends a call with a problem, wherever in the server that shows. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient @Nullable Duration retryAfter;

  ProblemException(ProblemCode code, String detail) {
    this(code, detail, null);
  }

  ProblemException(ProblemCode code, String detail, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.problem = Problem.of(code, detail);
    this.retryAfter = retryAfter;
  }

  Problem problem() {
    return problem;
  }

  /** When to send the request again. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
