package org.ledgercore.http.route;

import java.util.Optional;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.Act.Author;

/**
 * A call of a route by somebody.
 *
 * @param principal who calls
 * @param requestKey the caller's name for this call, unique over organisation, principal, operation
 *     and {@code Idempotency-Key}; at most 64 characters. A call without the header has the id of
 *     the request
 * @param requestId the id under which the call stands in the logs
 * @param address from where the call comes
 * @param session the secret of the session that a browser sent; for signing in and out alone, never
 *     to be answered, logged or kept
 */
public record Call(
    Principal principal,
    String requestKey,
    String requestId,
    String address,
    Optional<String> session) {

  /** Who acts, for the audit trail. */
  public String actor() {
    return principal.name();
  }

  @Override
  public String toString() {
    return "Call[" + principal + ", " + requestId + "]";
  }

  /** Who opens something by this call: the reason names the request, whose act says more. */
  public Author author() {
    return new Author(actor(), "request " + requestId);
  }

  /** What is done by this call, for this reason. */
  public Act because(String reason) {
    return new Act(requestKey, actor(), reason);
  }
}
