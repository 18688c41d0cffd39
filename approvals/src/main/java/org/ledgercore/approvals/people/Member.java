package org.ledgercore.approvals.people;

import java.util.List;

/**
 * Somebody of an organisation.
 *
 * @param person who it is
 * @param logins the logins that have not ended, in their order
 * @param roles the roles held in the organisation, in their order; none for somebody new
 */
public record Member(PersonId person, List<String> logins, List<String> roles) {

  public Member {
    logins = List.copyOf(logins);
    roles = List.copyOf(roles);
  }
}
