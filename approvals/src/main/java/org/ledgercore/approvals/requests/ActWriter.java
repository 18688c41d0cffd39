package org.ledgercore.approvals.requests;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.store.ApprovalSchema;

/** Writes a request and the acts on it, beside their records in the ledger. Stateless. */
final class ActWriter {

  private static final String REQUEST =
      """
      insert into {s}.request (request_no, kind, subject, organisation, counterparty, make_action,
          check_action, maker_person, maker_behalf, impact, currency, inputs, content, digest,
          policy, policy_version, policy_inputs, quorum, required_roles, asked_at, due_at,
          expires_at, holding_entry)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String EVIDENCE =
      """
      insert into {s}.evidence (request_no, evidence_no, type, reference, digest, valid_until)
      values (?, ?, ?, ?, ?, ?)
      """;
  private static final String ACT =
      """
      insert into {s}.act (request_no, act_no, before_no, what, from_state, to_state, maker_person,
          maker_behalf, login, person, behalf, role, via, digest, reason, posted, released_entry,
          acted_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final ApprovalSchema schema;

  ActWriter(ApprovalSchema schema) {
    this.schema = schema;
  }

  /** An act to be written, and what it posted. */
  record Written(
      ActKind what,
      @Nullable State from,
      State to,
      Actor actor,
      String reason,
      List<Long> posted,
      @Nullable Long released,
      Instant at) {}

  void request(Connection connection, Request request, Right make, Right check)
      throws SQLException {
    Ask ask = request.ask();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(REQUEST))) {
      int i = 0;
      statement.setLong(++i, request.number());
      for (String text :
          List.of(
              ask.kind(),
              ask.subject(),
              ask.organisation(),
              request.counterparty(),
              make.action(),
              check.action())) {
        statement.setString(++i, text);
      }
      statement.setObject(++i, request.maker().value());
      statement.setObject(++i, request.makerBehalf().value());
      RequestTables.setOrNull(
          statement, ++i, request.impact().map(Request.Impact::minor).orElse(null));
      statement.setString(++i, request.impact().map(Request.Impact::currency).orElse(null));
      String[] inputs =
          ask.inputs().entrySet().stream()
              .flatMap(each -> java.util.stream.Stream.of(each.getKey(), each.getValue()))
              .toArray(String[]::new);
      statement.setArray(++i, connection.createArrayOf("text", inputs));
      statement.setArray(++i, connection.createArrayOf("text", request.content().toArray()));
      statement.setBytes(++i, request.digest().bytes());
      Request.Terms terms = request.terms();
      statement.setString(++i, terms.policy());
      statement.setInt(++i, terms.version());
      String[] before =
          terms.before().map(sum -> new String[] {"before", sum.toString()}).orElse(new String[0]);
      statement.setArray(++i, connection.createArrayOf("text", before));
      statement.setInt(++i, terms.quorum());
      statement.setArray(++i, connection.createArrayOf("text", terms.roles().toArray()));
      statement.setTimestamp(++i, Timestamp.from(request.times().asked()));
      statement.setTimestamp(++i, Timestamp.from(request.times().due()));
      statement.setTimestamp(++i, Timestamp.from(request.times().expires()));
      RequestTables.setOrNull(statement, ++i, request.holdingEntry());
      statement.executeUpdate();
    }
    evidence(connection, request);
  }

  private void evidence(Connection connection, Request request) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(EVIDENCE))) {
      int number = 0;
      for (Evidence each : request.ask().evidence()) {
        statement.setLong(1, request.number());
        statement.setInt(2, ++number);
        statement.setString(3, each.type());
        statement.setString(4, each.reference());
        statement.setBytes(5, each.digest().bytes());
        Instant until = each.validUntil();
        statement.setTimestamp(6, until == null ? null : Timestamp.from(until));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Writes the act that follows those a request has; gives it as it is read from now on. */
  Request.Act act(Connection connection, Request request, Written act) throws SQLException {
    int number = request.acts().size() + 1;
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(ACT))) {
      int i = 0;
      statement.setLong(++i, request.number());
      statement.setInt(++i, number);
      statement.setObject(++i, number == 1 ? null : number - 1, java.sql.Types.INTEGER);
      statement.setString(++i, act.what.name());
      statement.setString(++i, act.from == null ? "NONE" : act.from.name());
      statement.setString(++i, act.to.name());
      statement.setObject(++i, request.maker().value());
      statement.setObject(++i, request.makerBehalf().value());
      statement.setString(++i, act.actor.principal().login());
      statement.setObject(++i, act.actor.person().value());
      statement.setObject(++i, act.actor.behalf().value());
      statement.setString(++i, act.actor.role());
      statement.setString(++i, act.actor.principal().via());
      statement.setBytes(++i, request.digest().bytes());
      statement.setString(++i, act.reason);
      statement.setArray(++i, connection.createArrayOf("bigint", act.posted.toArray()));
      RequestTables.setOrNull(statement, ++i, act.released);
      statement.setTimestamp(++i, Timestamp.from(act.at));
      statement.executeUpdate();
    }
    List<Long> posted = new ArrayList<>(act.posted);
    if (act.released != null) {
      posted.add(act.released);
    }
    return new Request.Act(
        number,
        act.what,
        act.to,
        act.actor.principal().login(),
        act.actor.person(),
        act.actor.behalf(),
        act.actor.role(),
        act.actor.principal().via(),
        act.reason,
        List.copyOf(posted),
        act.at);
  }
}
