package org.ledgercore.http.server;

import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.sql.SQLException;
import org.jooq.exception.DataAccessException;
import org.ledgercore.commit.BusyException;
import org.ledgercore.commit.HistoryGoneException;
import org.ledgercore.commit.LedgerUnavailableException;
import org.ledgercore.commit.OutcomeUnknownException;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.route.Refusals;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.NotYetRecordedException;
import org.ledgercore.rules.RejectedException;

/** What an exception tells the caller; never its message when it is ours alone. Stateless. */
final class Failures {

  private Failures() {}

  static Problem problem(Throwable failure, Audience audience) {
    return switch (failure) {
      case ProblemException known -> known.problem();
      case InvalidInputException input -> Problem.of(input);
      case RejectedException refused -> Refusals.problem(refused.why(), audience);
      case BusyException any -> Problem.of(ProblemCode.BUSY, "the ledger has no room just now");
      case OutcomeUnknownException any ->
          Problem.of(ProblemCode.OUTCOME_UNKNOWN, "the database went away while it committed");
      case HistoryGoneException any ->
          Problem.of(ProblemCode.HISTORY_GONE, "the ledger has stopped accepting");
      case LedgerUnavailableException any -> unavailable();
      case NotYetRecordedException any -> unavailable();
      case HttpResponseException http -> Problem.of(code(http.getStatus()), "see the title");
      case ArithmeticException any ->
          Problem.of(ProblemCode.INVALID_INPUT, "an amount leaves 64 bits of minor units");
      case IOException any -> Problem.of(ProblemCode.TOO_SLOW, "the body did not arrive");
      default ->
          isDatabase(failure)
              ? unavailable()
              : Problem.of(ProblemCode.INTERNAL, "the request id leads to the log");
    };
  }

  /** The code of a status that the HTTP layer gives by itself. */
  static ProblemCode code(int status) {
    return switch (status) {
      case 404 -> ProblemCode.NOT_FOUND;
      case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
      case 408 -> ProblemCode.TOO_SLOW;
      case 413 -> ProblemCode.BODY_TOO_LARGE;
      case 414 -> ProblemCode.ADDRESS_TOO_LONG;
      case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
      case 431 -> ProblemCode.HEADERS_TOO_LARGE;
      case 503 -> ProblemCode.UNAVAILABLE;
      default -> status < 500 ? ProblemCode.INVALID_INPUT : ProblemCode.INTERNAL;
    };
  }

  private static Problem unavailable() {
    return Problem.of(ProblemCode.UNAVAILABLE, "the database does not answer");
  }

  /** The ledger's questions wrap what the database says. */
  private static boolean isDatabase(Throwable failure) {
    return failure instanceof IllegalStateException
        && (failure.getCause() instanceof SQLException
            || failure.getCause() instanceof DataAccessException);
  }
}
