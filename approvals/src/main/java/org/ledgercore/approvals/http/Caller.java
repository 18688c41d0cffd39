package org.ledgercore.approvals.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;

/**
 * Who calls.
 *
 * @param principal the login that was found out, in this very call
 * @param organisation in which the caller acts
 */
public record Caller(Principal principal, String organisation) {

  /** The principal, or the principal using a role that somebody lent. */
  Principal using(@Nullable UUID lender) {
    return lender == null ? principal : principal.onBehalfOf(new PersonId(lender));
  }
}
