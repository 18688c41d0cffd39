package org.ledgercore.approvals.requests;

/**
 * What was decided, where the work stands and who may see it: three things, three fields.
 *
 * @param decision what people decided
 * @param work where the work stands
 * @param visibility who may see it
 */
public record Status(Decision decision, Work work, Visibility visibility) {

  /** What people decided. */
  public enum Decision {
    NONE,
    APPROVED,
    REJECTED
  }

  /** Where the work stands. */
  public enum Work {
    WAITS_FOR_DECISION,
    WAITS_FOR_EXECUTION,
    DONE,
    CLOSED
  }

  /** Who may see a request: each may see what those before may, and more. */
  public enum Visibility {
    CUSTOMER,
    MERCHANT,
    INTERNAL,
    CONTROL
  }

  static Status of(Request request, Visibility visibility) {
    Work work =
        switch (request.state()) {
          case PENDING -> Work.WAITS_FOR_DECISION;
          case APPROVED -> Work.WAITS_FOR_EXECUTION;
          case EXECUTED -> Work.DONE;
          case REJECTED, RECALLED, EXPIRED, VOIDED -> Work.CLOSED;
        };
    boolean rejected = request.state() == State.REJECTED;
    boolean approved = request.acts().stream().anyMatch(act -> act.to() == State.APPROVED);
    Decision decision = rejected ? Decision.REJECTED : approved ? Decision.APPROVED : Decision.NONE;
    return new Status(decision, work, visibility);
  }
}
