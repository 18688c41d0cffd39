package org.ledgercore.approvals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Principals;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.testing.TestLedger;

/** A ledger with approvals beside it, an administrator "ada" and a first checker "cleo". */
final class Office implements AutoCloseable {

  static final String HERE = "platform";
  static final String ELSEWHERE = "other";

  final TestLedger test = TestLedger.fresh();
  final String schema = test.schema() + "_a";
  final Approvals approvals;
  final Map<String, PersonId> people = new TreeMap<>();
  private final Principals host = Principals.trusted("tests");

  Office(List<Kind> kinds) {
    Approvals.migrate(test.dataSource(), schema, test.schema());
    approvals = approvals(kinds);
    List<PersonId> first =
        approvals.people().setUp(host.login("installer"), HERE, "ada", "cleo").orThrow();
    people.put("ada", first.getFirst());
    people.put("cleo", first.getLast());
  }

  /** The same office as another process with other kinds sees it. */
  Approvals approvals(List<Kind> kinds) {
    return Approvals.on(ledger(), test.dataSource(), schema, kinds);
  }

  /** The same with queues of work. */
  Approvals approvals(Approvals.Offer offer) {
    return Approvals.on(ledger(), test.dataSource(), schema, offer);
  }

  Ledger ledger() {
    return test.ledger();
  }

  Principal login(String name) {
    return host.login(name);
  }

  PersonId person(String name) {
    return people.computeIfAbsent(
        name, it -> approvals.people().add(login("ada"), HERE, it).orThrow());
  }

  /** A person who holds a role, asked for by ada and checked by cleo. */
  Principal hire(String name, String role) {
    grant(new Grant(person(name), HERE, role)).orThrow();
    return login(name);
  }

  Answer<Request> grant(Grant grant) {
    Answer<Request> asked =
        approvals.requests().ask(login("ada"), PeopleKinds.grant(grant, "is hired"));
    return asked instanceof Answer.Done<Request>(Request request) ? agree(request) : asked;
  }

  Answer<Request> agree(Request request) {
    return agree(approvals.requests(), request);
  }

  /** Lets cleo approve and execute what was asked for among kinds of a test's own. */
  Answer<Request> agree(Requests requests, Request request) {
    requests.approve(login("cleo"), request.number(), request.digest(), "agreed").orThrow();
    return requests.execute(login("cleo"), request.number(), "agreed");
  }

  /** A further login of a person. */
  Principal secondLogin(String name, String login) {
    Request request =
        approvals
            .requests()
            .ask(login("ada"), PeopleKinds.login(person(name), login, HERE, "a token"))
            .orThrow();
    agree(request).orThrow();
    return login(login);
  }

  /** Lends a role for a day; returns the loan. */
  UUID lend(String giver, String taker, String role) {
    try (Connection connection = test.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp() + interval '1 day'")) {
      row.next();
      Grant loan = new Grant(person(taker), HERE, role);
      Instant until = row.getTimestamp(1).toInstant();
      return approvals.people().delegate(login(giver), loan, until, "away").orThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs SQL on the tables of approvals, as somebody with a database client would. */
  void sql(String... statements) throws SQLException {
    try (Connection connection = test.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute("set local search_path to " + schema);
        for (String each : statements) {
          statement.execute(each);
        }
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  static <R extends Refusal> R refused(Answer<?> answer, Class<R> rule) {
    if (answer instanceof Answer.Refused<?>(Refusal why) && rule.isInstance(why)) {
      return rule.cast(why);
    }
    throw new AssertionError("should have been refused by " + rule + ", but was " + answer);
  }

  @Override
  public void close() {
    try {
      sql("set local client_min_messages = error", "drop schema " + schema + " cascade");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      test.close();
    }
  }
}
