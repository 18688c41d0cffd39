package org.ledgercore.approvals.kinds;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.People;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.people.RoleGrants;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Status.Visibility;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.journal.JournalEntry;

/** Requests about people: a role for somebody, a further login for somebody. No money moves. */
public final class PeopleKinds {

  /** A role is granted. */
  public static final String GRANT = "people.grant";

  /** A person gets a further login. */
  public static final String LOGIN = "people.login";

  private static final Duration DUE = Duration.ofDays(1);
  private static final Duration EXPIRES = Duration.ofDays(7);

  private PeopleKinds() {}

  /** Both kinds, under a policy of one other person each. */
  public static List<Kind> of(RoleGrants grants, Transactions transactions) {
    return List.of(
        Kind.of(
                GRANT,
                People.MANAGE,
                Right.check("roles.grant"),
                Policy.onePerson(GRANT, 1, DUE, EXPIRES),
                new GrantRole(grants, transactions))
            .visibleTo(Visibility.CONTROL),
        Kind.of(
                LOGIN,
                People.MANAGE,
                Right.check("users.manage"),
                Policy.onePerson(LOGIN, 1, DUE, EXPIRES),
                new AddLogin(grants, transactions))
            .visibleTo(Visibility.CONTROL));
  }

  /** Asks for a role: {@code PeopleKinds.grant(grant, "new in the team")}. */
  public static Ask grant(Grant grant, String reason) {
    return Ask.of(GRANT, grant.person() + "/" + grant.role(), grant.organisation(), reason)
        .with("person", grant.person().toString())
        .with("role", grant.role());
  }

  /** Asks for a further login of a person. */
  public static Ask login(PersonId person, String login, String organisation, String reason) {
    return Ask.of(LOGIN, login, organisation, reason).with("person", person.toString());
  }

  private record GrantRole(RoleGrants grants, Transactions transactions) implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return new Stake(null, grant(ask).person().toString());
    }

    @Override
    public void check(Connection connection, Principal by, Ask ask) throws SQLException {
      grants.check(connection, by, grant(ask));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      Grant grant = grant(ask);
      int version = transactions.ask(connection -> grants.version(connection, grant));
      return Told.of(List.of(grants.record(grant, version, ask.reason())))
          .doing(connection -> grants.write(connection, grant, version + 1));
    }

    private static Grant grant(Ask ask) {
      return new Grant(PersonId.of(ask.input("person")), ask.organisation(), ask.input("role"));
    }
  }

  private record AddLogin(RoleGrants grants, Transactions transactions) implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return new Stake(null, ask.input("person"));
    }

    @Override
    public void check(Connection connection, Principal by, Ask ask) throws SQLException {
      grants.checkNew(connection, ask.subject());
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      PersonId person = PersonId.of(ask.input("person"));
      return Told.of(List.of(grants.loginRecord(ask.subject(), person, ask.reason())))
          .doing(connection -> grants.writeLogin(connection, ask.subject(), person));
    }
  }
}
