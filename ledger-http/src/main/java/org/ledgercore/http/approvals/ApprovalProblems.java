package org.ledgercore.http.approvals;

import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.route.Refusals;

/**
 * The one place where refusals of approvals become problems. The switch has no default: a new
 * refusal does not compile until it has its code here. Stateless.
 */
final class ApprovalProblems {

  private ApprovalProblems() {}

  /** The problem of a refusal, for operations. */
  static Problem problem(Refusal why) {
    return why instanceof Refusal.LedgerRefused ledger
        ? Refusals.problem(ledger.rejection(), Audience.OPS)
        : Problem.of(code(why), why.sentence()).with(Refusals.facts(why));
  }

  /** The code of a refusal. */
  static ProblemCode code(Refusal why) {
    return switch (why) {
      case Refusal.UnknownLogin it -> ProblemCode.UNKNOWN_LOGIN;
      case Refusal.UnknownRequest it -> ProblemCode.UNKNOWN_REQUEST;
      case Refusal.NotPermitted it -> ProblemCode.NOT_PERMITTED;
      case Refusal.OwnRequest it -> ProblemCode.SELF_APPROVAL;
      case Refusal.NotTheMaker it -> ProblemCode.NOT_THE_MAKER;
      case Refusal.WrongState it -> ProblemCode.WRONG_STATE;
      case Refusal.Expired it -> ProblemCode.EXPIRED;
      case Refusal.NotExpired it -> ProblemCode.NOT_EXPIRED;
      case Refusal.ApprovedBefore it -> ProblemCode.APPROVED_BEFORE;
      case Refusal.OtherDigest it -> ProblemCode.OTHER_DIGEST;
      case Refusal.StaleEvidence it -> ProblemCode.STALE_EVIDENCE;
      case Refusal.Changed it -> ProblemCode.CHANGED;
      case Refusal.AlreadyOpen it -> ProblemCode.ALREADY_OPEN;
      case Refusal.ConflictingRights it -> ProblemCode.CONFLICTING_RIGHTS;
      case Refusal.RoleNotGrantable it -> ProblemCode.ROLE_NOT_GRANTABLE;
      case Refusal.AboveParent it -> ProblemCode.ABOVE_PARENT;
      case Refusal.NotAsExpected it -> ProblemCode.NOT_AS_EXPECTED;
      case Refusal.Blocked it -> ProblemCode.BLOCKED;
      case Refusal.LedgerRefused it -> Refusals.code(it.rejection());
      case Refusal.AlreadyPosted it -> ProblemCode.ALREADY_POSTED;
    };
  }
}
