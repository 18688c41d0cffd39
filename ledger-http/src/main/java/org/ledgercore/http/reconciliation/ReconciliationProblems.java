package org.ledgercore.http.reconciliation;

import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.reconciliation.http.Decline;
import org.ledgercore.reconciliation.http.Told;

/**
 * The one place where what came of a call of reconciliation becomes an answer. The switches have no
 * default: a new refusal does not compile until it has its code here. Stateless.
 */
final class ReconciliationProblems {

  private ReconciliationProblems() {}

  /** The answer to what came of a call. */
  static <R> Answer<R> answer(Told<R> told) {
    return switch (told) {
      case Told.Found<R>(R body) -> Answer.found(body);
      case Told.Done<R>(R body, boolean isReplay) -> new Answer.Recorded<>(body, isReplay);
      case Told.Missing<R> any -> new Answer.Missing<>(ProblemCode.NOT_FOUND);
      case Told.Declined<R>(Decline why, String detail) ->
          new Answer.Declined<>(Problem.of(code(why), detail));
    };
  }

  /** The code of a refusal. */
  static ProblemCode code(Decline why) {
    return switch (why) {
      case FILE_UNUSABLE -> ProblemCode.FILE_UNUSABLE;
      case UNKNOWN_ITEM -> ProblemCode.UNKNOWN_ITEM;
      case UNKNOWN_MATCH -> ProblemCode.UNKNOWN_MATCH;
      case ALREADY_UNDONE -> ProblemCode.ALREADY_UNDONE;
      case UNKNOWN_BREAK -> ProblemCode.UNKNOWN_BREAK;
      case ALREADY_RESOLVED -> ProblemCode.ALREADY_RESOLVED;
      case STANDS_FOR_A_BREAK -> ProblemCode.STANDS_FOR_A_BREAK;
      case NOT_OF_A_LINE -> ProblemCode.NOT_OF_A_LINE;
      case ITEM_TAKEN -> ProblemCode.ITEM_TAKEN;
      case SUMS_DIFFER -> ProblemCode.SUMS_DIFFER;
      case SETTLEMENT_ARRIVED -> ProblemCode.SETTLEMENT_ARRIVED;
      case NOTHING_TO_WRITE_OFF -> ProblemCode.NOTHING_TO_WRITE_OFF;
      case NOT_APPROVED -> ProblemCode.NOT_APPROVED;
      case DOES_NOT_CORRECT -> ProblemCode.DOES_NOT_CORRECT;
    };
  }
}
