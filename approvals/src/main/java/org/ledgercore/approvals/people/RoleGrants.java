package org.ledgercore.approvals.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.journal.JournalEntry;

/**
 * Roles given and logins added, as a request does it once another person has agreed. Stateless,
 * safe for many threads.
 */
public final class RoleGrants {

  /** Who may ask for any role to be granted. */
  public static final Right ANY_ROLE = Right.make("roles.grant");

  private final PeopleTables tables;
  private final Rights rights;

  public RoleGrants(ApprovalSchema schema) {
    this.tables = new PeopleTables(schema);
    this.rights = new Rights(schema);
  }

  /** Refuses a grant that the asker may not ask for, or that would give rights that conflict. */
  public void check(Connection connection, Principal asker, Grant grant) throws SQLException {
    if (!tables.isRole(connection, grant.role()) || !mayAsk(connection, asker, grant)) {
      throw new RefusedException(new Refusal.RoleNotGrantable(asker.login(), grant.role()));
    }
    if (tables.newestGrant(connection, grant) % 2 == 1) {
      throw new RefusedException(new Refusal.NotAsExpected(grant + ": is granted already"));
    }
    Optional<String> conflict = tables.conflict(connection, grant);
    if (conflict.isPresent()) {
      throw new RefusedException(
          new Refusal.ConflictingRights(grant.person().toString(), conflict.get()));
    }
  }

  private boolean mayAsk(Connection connection, Principal asker, Grant grant) throws SQLException {
    try {
      rights.permit(connection, asker, Rights.Wanted.in(grant.organisation(), ANY_ROLE));
      return true;
    } catch (RefusedException e) {
      PersonId person = rights.identify(connection, asker).behalf();
      return tables.mayGrant(connection, person, grant.organisation(), grant.role());
    }
  }

  /** The newest version of a grant; 0 when it was never made. */
  public int version(Connection connection, Grant grant) throws SQLException {
    return tables.newestGrant(connection, grant);
  }

  /** The record of a grant that follows a version. */
  public JournalEntry record(Grant grant, int version, String reason) {
    return Actor.system()
        .records(grant.fact(), version, reason)
        .with("held", version % 2 == 0 ? "yes" : "no")
        .build();
  }

  /** Writes the row of a grant beside its record. */
  public void write(Connection connection, Grant grant, int version) throws SQLException {
    tables.grant(connection, grant, version);
  }

  /** Refuses a login that is somebody's already. */
  public void checkNew(Connection connection, String login) throws SQLException {
    if (tables.ownerOf(connection, login).isPresent()) {
      throw new RefusedException(
          new Refusal.NotAsExpected("login: must be nobody's yet: " + login));
    }
  }

  /** The record of a further login of a person. */
  public JournalEntry loginRecord(String login, PersonId person, String reason) {
    return People.loginRecord(Actor.system(), login, person, reason);
  }

  /** Writes the row of a further login beside its record. */
  public void writeLogin(Connection connection, String login, PersonId person) throws SQLException {
    tables.login(connection, login, person);
  }
}
