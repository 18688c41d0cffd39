package org.ledgercore.approvals.people;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
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

  /** Who it is, and the role that gives the first of the rights that one gives. */
  private static final String PERMITTED =
      """
      select l.person_id,
             (select by_right.role
                from (select w.n, {s}.acting_role(l.person_id, coalesce(?, l.person_id), ?,
                                                  w.action, array[w.mark], ?) as role
                        from unnest(?, ?) with ordinality as w (action, mark, n)) as by_right
               where by_right.role is not null order by by_right.n limit 1) as role
        from {s}.login l
       where l.login = ? and l.login <> 'system'
         and not exists (select from {s}.login_end e where e.login = l.login)
      """;

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
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(PERMITTED))) {
      PersonId behalf = principal.behalf();
      statement.setObject(1, behalf == null ? null : behalf.value(), Types.OTHER);
      statement.setString(2, wanted.organisation());
      statement.setArray(3, texts(connection, wanted.preferredRoles().stream()));
      statement.setArray(4, texts(connection, wanted.rights().stream().map(Right::action)));
      statement.setArray(
          5, texts(connection, wanted.rights().stream().map(right -> right.mark().letter())));
      statement.setString(6, principal.login());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new RefusedException(new Refusal.UnknownLogin(principal.login()));
        }
        String role = row.getString(2);
        if (role == null) {
          throw new RefusedException(
              new Refusal.NotPermitted(
                  principal.login(), wanted.rights().getFirst().toString(), wanted.organisation()));
        }
        PersonId person = new PersonId(row.getObject(1, UUID.class));
        return new Actor(principal, person, behalf == null ? person : behalf, role);
      }
    }
  }

  private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray(String[]::new));
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
