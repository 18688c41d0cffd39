package org.ledgercore.reconciliation.breaks;

/** Decides about write-offs: somebody other than the maker, wherever approvals are kept. */
@FunctionalInterface
public interface WriteOffApproval {

  /** The answer to a request; asked before anything is posted. */
  Answer decide(WriteOff request);

  /** What was decided. */
  sealed interface Answer {

    /**
     * It may be written off.
     *
     * @param request the approval's id
     * @param digest what was approved
     * @param checker who approved
     */
    record Approved(String request, String digest, String checker) implements Answer {}

    /**
     * Not, or not yet.
     *
     * @param reason why
     */
    record Refused(String reason) implements Answer {}
  }
}
