package org.ledgercore.approvals.people;

import org.ledgercore.journal.FactRef;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * A role of a person within an organisation.
 *
 * @param organisation 1 to 60 letters, digits, dots, hyphens and underscores
 * @param role the role's name, at most 60 code points
 */
public record Grant(PersonId person, String organisation, String role) {

  private static final int MAX = 60;

  public Grant {
    Text.required("role", role, MAX);
    if (organisation.length() > MAX || !organisation.matches("[A-Za-z0-9._-]+")) {
      throw new InvalidInputException(
          "organisation", "must have letters, digits, dots, hyphens and underscores", organisation);
    }
  }

  /** The fact whose odd versions grant the role and whose even ones take it back. */
  FactRef fact() {
    return FactRef.of("approval.grant", person + "/" + organisation + "/" + role);
  }
}
