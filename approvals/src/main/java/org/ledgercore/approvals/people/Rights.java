package org.ledgercore.approvals.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.store.ApprovalSchema;

/** Finds out who somebody is and by which role they may act. Stateless, safe for many threads. */
public final class Rights {

  private static final String PERSON =
      """
      select l.person_id from {s}.login l
       where l.login = ? and l.login <> 'system'
         and not exists (select from {s}.login_end e where e.login = l.login)
      """;
  private static final String ROLE = "select {s}.acting_role(?, ?, ?, ?, ?, ?)";
  private static final String MATRIX =
      "select role, action, mark from {s}.role_right order by role, action, mark";
  private static final String CONFLICTS =
      "select action_a, mark_a, action_b, mark_b from {s}.conflict order by 1, 2, 3, 4";
  private static final String HOLDERS =
      """
      select distinct h.person_id from {s}.held h join {s}.role_right r on r.role = h.role
       where h.organisation = ? and r.action = ? and r.mark = ? order by 1
      """;
  private static final String NOW = "select clock_timestamp()";

  private final ApprovalSchema schema;

  public Rights(ApprovalSchema schema) {
    this.schema = schema;
  }

  /** Two rights that must not meet in one person of one organisation. */
  public record Conflict(Right one, Right other) {}

  /** Where somebody wants to act, and what any of these rights would allow. */
  public record Wanted(String organisation, List<Right> rights, List<String> preferredRoles) {

    public static Wanted in(String organisation, Right... rights) {
      return new Wanted(organisation, List.of(rights), List.of());
    }
  }

  /** The server's clock. */
  public Instant now(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOW);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }

  /** The person behind a login, without any role; refused when there is none. */
  public Actor identify(Connection connection, Principal principal) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(PERSON))) {
      statement.setString(1, principal.login());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new RefusedException(new Refusal.UnknownLogin(principal.login()));
        }
        PersonId person = new PersonId(row.getObject(1, UUID.class));
        PersonId behalf = principal.behalf() == null ? person : principal.behalf();
        return new Actor(principal, person, behalf, null);
      }
    }
  }

  /** The same with the role that gives one of the wanted rights; refused when none does. */
  public Actor permit(Connection connection, Principal principal, Wanted wanted)
      throws SQLException {
    Actor who = identify(connection, principal);
    for (Right right : wanted.rights()) {
      Optional<String> role = role(connection, who, wanted, right);
      if (role.isPresent()) {
        return new Actor(principal, who.person(), who.behalf(), role.get());
      }
    }
    throw new RefusedException(
        new Refusal.NotPermitted(
            principal.login(), wanted.rights().getFirst().toString(), wanted.organisation()));
  }

  private Optional<String> role(Connection connection, Actor who, Wanted wanted, Right right)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(ROLE))) {
      statement.setObject(1, who.person().value());
      statement.setObject(2, who.behalf().value());
      statement.setString(3, wanted.organisation());
      statement.setString(4, right.action());
      statement.setArray(5, connection.createArrayOf("text", new String[] {right.mark().letter()}));
      statement.setArray(
          6, connection.createArrayOf("text", wanted.preferredRoles().toArray(new String[0])));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getString(1));
      }
    }
  }

  /** Every role with its rights. */
  public SortedMap<String, List<Right>> matrix(Connection connection) throws SQLException {
    SortedMap<String, List<Right>> matrix = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(MATRIX));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        matrix
            .computeIfAbsent(row.getString(1), role -> new ArrayList<>())
            .add(new Right(row.getString(2), Mark.of(row.getString(3))));
      }
    }
    return matrix;
  }

  /** All pairs of rights that must not meet. */
  public List<Conflict> conflicts(Connection connection) throws SQLException {
    List<Conflict> conflicts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(CONFLICTS));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        conflicts.add(
            new Conflict(
                new Right(row.getString(1), Mark.of(row.getString(2))),
                new Right(row.getString(3), Mark.of(row.getString(4)))));
      }
    }
    return conflicts;
  }

  /** Everybody who holds a right in an organisation. */
  public List<PersonId> holders(Connection connection, String organisation, Right right)
      throws SQLException {
    List<PersonId> holders = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(HOLDERS))) {
      statement.setString(1, organisation);
      statement.setString(2, right.action());
      statement.setString(3, right.mark().letter());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          holders.add(new PersonId(row.getObject(1, UUID.class)));
        }
      }
    }
    return holders;
  }
}
