package org.ledgercore.approvals.people;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.store.ApprovalSchema;

/** The rows of people: written beside their records, never changed. Stateless. */
final class PeopleTables {

  private static final String PERSON = "insert into {s}.person (person_id, version) values (?, 1)";
  private static final String LOGIN =
      "insert into {s}.login (login, person_id, version) values (?, ?, 1)";
  private static final String LOGIN_END =
      "insert into {s}.login_end (login, version) values (?, 2)";
  private static final String GRANT =
      """
      insert into {s}.role_grant (person_id, organisation, role, version) values (?, ?, ?, ?)
      """;
  private static final String DELEGATION =
      """
      insert into {s}.delegation (delegation, giver, taker, organisation, role, until, version)
      values (?, ?, ?, ?, ?, ?, 1)
      """;
  private static final String DELEGATION_END =
      "insert into {s}.delegation_end (delegation, version) values (?, 2)";
  private static final String SETUP = "insert into {s}.setup (version) values (1)";
  private static final String ROLE = "insert into {s}.role (role, parent) values (?, ?)";
  private static final String RIGHT =
      "insert into {s}.role_right (role, parent, action, mark) values (?, ?, ?, ?)";

  private static final String IS_SET_UP = "select 1 from {s}.setup";
  private static final String LOGIN_OWNER = "select person_id from {s}.login where login = ?";
  private static final String ROLE_EXISTS = "select 1 from {s}.role where role = ?";
  private static final String HAS_RIGHT =
      "select 1 from {s}.role_right where role = ? and action = ? and mark = ?";
  private static final String NEWEST_GRANT =
      """
      select coalesce(max(version), 0) from {s}.role_grant
       where person_id = ? and organisation = ? and role = ?
      """;
  private static final String WOULD_CONFLICT = "select {s}.would_conflict(?, ?, ?)";
  private static final String MAY_GRANT =
      "select 1 from {s}.may_grant where role = any (?) and granted = ?";
  private static final String ROLES =
      "select array_agg(role) from {s}.held where person_id = ? and organisation = ?";
  private static final String GIVER = "select giver from {s}.delegation where delegation = ?";
  private static final String ELSEWHERE =
      """
      select 1 from {s}.held where person_id = ?
      having bool_or(organisation = ?) is false
      """;

  private static final String MEMBER =
      """
      select p.person_id,
             (select coalesce(array_agg(l.login order by l.login), '{}') from {s}.login l
               where l.person_id = p.person_id
                 and not exists (select from {s}.login_end e where e.login = l.login)) as logins,
             (select coalesce(array_agg(h.role order by h.role), '{}') from {s}.held h
               where h.person_id = p.person_id and h.organisation = ?) as roles
        from {s}.person p
      """;
  private static final String ONE_MEMBER = MEMBER + " where p.person_id = ?";
  private static final String MEMBERS =
      MEMBER
          + """
           where p.version is not null and p.person_id > ?
             and (exists (select from {s}.held h
                           where h.person_id = p.person_id and h.organisation = ?)
                  or not exists (select from {s}.held h where h.person_id = p.person_id))
           order by 1 limit ?
          """;
  private static final String SAME_LOAN =
      """
      select d.delegation from {s}.delegation d
       where d.giver = ? and d.taker = ? and d.organisation = ? and d.role = ? and d.until = ?
         and not exists (select from {s}.delegation_end e where e.delegation = d.delegation)
      """;

  private final ApprovalSchema schema;

  PeopleTables(ApprovalSchema schema) {
    this.schema = schema;
  }

  /** Somebody lends a role to somebody. */
  record Loan(UUID delegation, PersonId giver, PersonId taker, Instant until) {}

  void person(Connection connection, PersonId person) throws SQLException {
    run(connection, PERSON, person.value());
  }

  void login(Connection connection, String login, PersonId person) throws SQLException {
    run(connection, LOGIN, login, person.value());
  }

  void loginEnd(Connection connection, String login) throws SQLException {
    run(connection, LOGIN_END, login);
  }

  void grant(Connection connection, Grant grant, int version) throws SQLException {
    run(connection, GRANT, grant.person().value(), grant.organisation(), grant.role(), version);
  }

  void delegation(Connection connection, Loan loan, String organisation, String role)
      throws SQLException {
    run(
        connection,
        DELEGATION,
        loan.delegation,
        loan.giver.value(),
        loan.taker.value(),
        organisation,
        role,
        Timestamp.from(loan.until));
  }

  void delegationEnd(Connection connection, UUID delegation) throws SQLException {
    run(connection, DELEGATION_END, delegation);
  }

  void setup(Connection connection) throws SQLException {
    run(connection, SETUP);
  }

  void role(Connection connection, String role, String parent, List<Right> rights)
      throws SQLException {
    run(connection, ROLE, role, parent);
    for (Right right : rights) {
      run(connection, RIGHT, role, parent, right.action(), right.mark().letter());
    }
  }

  boolean isSetUp(Connection connection) throws SQLException {
    return exists(connection, IS_SET_UP);
  }

  boolean isRole(Connection connection, String role) throws SQLException {
    return exists(connection, ROLE_EXISTS, role);
  }

  boolean has(Connection connection, String role, Right right) throws SQLException {
    return exists(connection, HAS_RIGHT, role, right.action(), right.mark().letter());
  }

  /** Whether the person holds roles, and none of them here. */
  boolean isOnlyElsewhere(Connection connection, PersonId person, String organisation)
      throws SQLException {
    return exists(connection, ELSEWHERE, person.value(), organisation);
  }

  Optional<PersonId> ownerOf(Connection connection, String login) throws SQLException {
    return Optional.ofNullable(one(connection, LOGIN_OWNER, UUID.class, login)).map(PersonId::new);
  }

  Optional<PersonId> giverOf(Connection connection, UUID delegation) throws SQLException {
    return Optional.ofNullable(one(connection, GIVER, UUID.class, delegation)).map(PersonId::new);
  }

  /** The loan that says exactly this already. */
  Optional<UUID> same(Connection connection, Loan loan, Grant of) throws SQLException {
    return Optional.ofNullable(
        one(
            connection,
            SAME_LOAN,
            UUID.class,
            loan.giver.value(),
            loan.taker.value(),
            of.organisation(),
            of.role(),
            Timestamp.from(loan.until)));
  }

  List<Member> members(Connection connection, String organisation, UUID after, int limit)
      throws SQLException {
    List<Member> members = new ArrayList<>();
    try (PreparedStatement statement =
            prepared(connection, MEMBERS, organisation, after, organisation, limit);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        members.add(
            new Member(
                new PersonId(row.getObject(1, UUID.class)),
                texts(row, "logins"),
                texts(row, "roles")));
      }
    }
    return members;
  }

  Member member(Connection connection, String organisation, PersonId person) throws SQLException {
    try (PreparedStatement statement =
            prepared(connection, ONE_MEMBER, organisation, person.value());
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? new Member(person, texts(row, "logins"), texts(row, "roles"))
          : new Member(person, List.of(), List.of());
    }
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  int newestGrant(Connection connection, Grant grant) throws SQLException {
    Integer version =
        one(
            connection,
            NEWEST_GRANT,
            Integer.class,
            grant.person().value(),
            grant.organisation(),
            grant.role());
    return version == null ? 0 : version;
  }

  /** The two rights that would meet if the grant were made. */
  Optional<String> conflict(Connection connection, Grant grant) throws SQLException {
    return Optional.ofNullable(
        one(
            connection,
            WOULD_CONFLICT,
            String.class,
            grant.person().value(),
            grant.organisation(),
            grant.role()));
  }

  /** Whether one of the roles that a person holds may hand on a role. */
  boolean mayGrant(Connection connection, PersonId person, String organisation, String granted)
      throws SQLException {
    Array roles = one(connection, ROLES, Array.class, person.value(), organisation);
    return roles != null && exists(connection, MAY_GRANT, roles, granted);
  }

  private void run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values)) {
      statement.executeUpdate();
    }
  }

  private boolean exists(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  private <T> @Nullable T one(Connection connection, String sql, Class<T> type, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? type.cast(row.getObject(1)) : null;
    }
  }

  private PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(schema.sql(sql));
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
