package org.ledgercore.approvals.people;

import java.util.UUID;

/** A human, above all logins, tokens and delegations. */
public record PersonId(UUID value) {

  /** Reads what {@link #toString} wrote. */
  public static PersonId of(String text) {
    return new PersonId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
