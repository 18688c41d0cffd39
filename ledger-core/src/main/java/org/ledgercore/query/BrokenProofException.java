package org.ledgercore.query;

/** Ends a verification at the first row that is not as it must be. */
final class BrokenProofException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Verification.Problem problem;

  private BrokenProofException(Verification.Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  Verification.Problem problem() {
    return problem;
  }

  /** Throws unless the condition holds. */
  static void require(boolean holds, String where, String what) {
    if (!holds) {
      throw at(where, what);
    }
  }

  /** The exception for a row that is not as it must be. */
  static BrokenProofException at(String where, String what) {
    return new BrokenProofException(new Verification.Problem(where, what));
  }
}
