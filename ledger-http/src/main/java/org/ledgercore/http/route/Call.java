package org.ledgercore.http.route;

import org.ledgercore.journal.Act;

/**
 * A call of a route by somebody.
 *
 * @param principal who calls
 * @param requestKey the caller's name for this call, unique over organisation, principal, operation
 *     and {@code Idempotency-Key}; at most 64 characters. A call without the header has the id of
 *     the request
 * @param requestId the id under which the call stands in the logs
 */
public record Call(Principal principal, String requestKey, String requestId) {

  /** Who acts, for the audit trail. */
  public String actor() {
    return principal.name();
  }

  /** What is done by this call, for this reason. */
  public Act because(String reason) {
    return new Act(requestKey, actor(), reason);
  }
}
