package org.ledgercore.approvals.requests;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.journal.Digest;

/** Reads requests with their evidence and acts, and answers what other requests say. Stateless. */
final class RequestTables {

  private static final String NEXT = "select nextval('{s}.request_number')";

  /** Three answers in one round trip. */
  private static final String REQUEST =
      """
      select * from {s}.act where request_no = ? order by act_no;
      select type, reference, digest, valid_until from {s}.evidence
       where request_no = ? order by evidence_no;
      select * from {s}.request where request_no = ?
      """;

  private static final String OPEN =
      "select request_no from {s}.open_request where kind = ? and subject = ?";
  private static final String ALL_OPEN =
      "select request_no from {s}.open_request where request_no > ? order by request_no limit ?";
  private static final String ALL =
      "select request_no from {s}.request where request_no > ? order by request_no limit ?";
  private static final String ACTED =
      """
      select request_no from {s}.act
       where via = ? and via like 'token %' and login = ? order by 1 limit 1
      """;
  private static final String SEARCH =
      """
      select r.request_no from {s}.request r
       where r.request_no > ?
         and r.organisation = ?
         and (?::text is null or r.kind = ?)
         and (?::text is null or r.subject = ?)
         and (?::bigint is null or (r.impact = ? and r.currency = ?))
         and (?::text[] is null or jsonb_object(r.inputs) ->> 'applicant' = any (?))
         and (not ? or exists (select from {s}.open_request o where o.request_no = r.request_no))
       order by 1 limit ?
      """;
  private static final String DUE =
      """
      select o.request_no from {s}.open_request o join {s}.request r using (request_no)
       where r.expires_at <= clock_timestamp() order by r.expires_at, 1 limit ?
      """;
  private static final String BEFORE =
      """
      select count(*) filter (where r.impact is null) as unknown,
             coalesce(sum(r.impact) filter (where r.currency = ?), 0) as minor
        from {s}.request r
        join lateral (select a.to_state from {s}.act a where a.request_no = r.request_no
                       order by a.act_no desc limit 1) as newest on true
       where (r.maker_person in (?, ?) or r.maker_behalf in (?, ?))
         and r.kind = ? and r.counterparty = ?
         and (r.asked_at at time zone 'UTC')::date = (? at time zone 'UTC')::date
         and newest.to_state in ('PENDING', 'APPROVED', 'EXECUTED')
      """;
  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 2))";

  private final ApprovalSchema schema;

  RequestTables(ApprovalSchema schema) {
    this.schema = schema;
  }

  long nextNumber(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NEXT));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The requests of these people come one after another, so that their sums are exact. */
  void lock(Connection connection, PersonId one, PersonId other) throws SQLException {
    for (String person :
        java.util.stream.Stream.of(one.toString(), other.toString()).sorted().distinct().toList()) {
      try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
        statement.setString(1, person);
        statement.execute();
      }
    }
  }

  /** A request as it stands, with its evidence and acts. */
  Optional<Request> find(Connection connection, long number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(REQUEST))) {
      for (int i = 1; i <= 3; i++) {
        statement.setLong(i, number);
      }
      statement.execute();
      List<Request.Act> acts = acts(statement.getResultSet());
      statement.getMoreResults();
      List<Evidence> evidence = evidence(statement.getResultSet());
      statement.getMoreResults();
      ResultSet row = statement.getResultSet();
      return row.next() && !acts.isEmpty()
          ? Optional.of(request(row, evidence, acts))
          : Optional.empty();
    }
  }

  Optional<Long> openFor(Connection connection, String kind, String subject) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(OPEN))) {
      statement.setString(1, kind);
      statement.setString(2, subject);
      return numbers(statement).stream().findFirst();
    }
  }

  List<Long> open(Connection connection, long after, int limit) throws SQLException {
    return page(connection, ALL_OPEN, after, limit);
  }

  List<Long> all(Connection connection, long after, int limit) throws SQLException {
    return page(connection, ALL, after, limit);
  }

  private List<Long> page(Connection connection, String sql, long after, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(sql))) {
      statement.setLong(1, after);
      statement.setInt(2, limit);
      return numbers(statement);
    }
  }

  List<Long> expired(Connection connection, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(DUE))) {
      statement.setInt(1, limit);
      return numbers(statement);
    }
  }

  Optional<Long> actedOn(Connection connection, String login, String via) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(ACTED))) {
      statement.setString(1, via);
      statement.setString(2, login);
      return numbers(statement).stream().findFirst();
    }
  }

  List<Long> search(Connection connection, Search search, long after, int limit)
      throws SQLException {
    Request.Impact impact = search.impact();
    Long minor = impact == null ? null : (Long) impact.minor();
    List<UUID> subjects = search.applicants();
    Array applicants =
        subjects == null
            ? null
            : connection.createArrayOf("text", subjects.stream().map(UUID::toString).toArray());
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(SEARCH))) {
      int at = 0;
      statement.setLong(++at, after);
      statement.setString(++at, search.organisation());
      statement.setString(++at, search.kind());
      statement.setString(++at, search.kind());
      statement.setString(++at, search.subject());
      statement.setString(++at, search.subject());
      statement.setObject(++at, minor, Types.BIGINT);
      statement.setObject(++at, minor, Types.BIGINT);
      statement.setString(++at, impact == null ? null : impact.currency());
      statement.setArray(++at, applicants);
      statement.setArray(++at, applicants);
      statement.setBoolean(++at, search.isOpen());
      statement.setInt(++at, limit);
      return numbers(statement);
    }
  }

  /** What a maker asks of whom, and when. */
  record Day(PersonId maker, PersonId behalf, String kind, String counterparty, String currency) {}

  /** What these people asked for that day and was not turned down; empty when some is unknown. */
  Optional<Long> askedBefore(Connection connection, Day day, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(BEFORE))) {
      statement.setString(1, day.currency);
      statement.setObject(2, day.maker.value());
      statement.setObject(3, day.behalf.value());
      statement.setObject(4, day.maker.value());
      statement.setObject(5, day.behalf.value());
      statement.setString(6, day.kind);
      statement.setString(7, day.counterparty);
      statement.setTimestamp(8, Timestamp.from(now));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong("unknown") == 0
            ? Optional.of(row.getBigDecimal("minor").longValueExact())
            : Optional.empty();
      }
    }
  }

  private static List<Long> numbers(PreparedStatement statement) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
    }
    return numbers;
  }

  private static List<Evidence> evidence(ResultSet row) throws SQLException {
    List<Evidence> evidence = new ArrayList<>();
    while (row.next()) {
      Timestamp until = row.getTimestamp(4);
      evidence.add(
          new Evidence(
              row.getString(1),
              row.getString(2),
              Digest.ofBytes(row.getBytes(3)),
              until == null ? null : until.toInstant()));
    }
    return evidence;
  }

  private static List<Request.Act> acts(ResultSet row) throws SQLException {
    List<Request.Act> acts = new ArrayList<>();
    while (row.next()) {
      List<Long> posted = new ArrayList<>(List.of((Long[]) array(row, "posted")));
      long released = row.getLong("released_entry");
      if (released > 0) {
        posted.add(released);
      }
      acts.add(
          new Request.Act(
              row.getInt("act_no"),
              ActKind.valueOf(row.getString("what")),
              State.valueOf(row.getString("to_state")),
              row.getString("login"),
              person(row, "person"),
              person(row, "behalf"),
              row.getString("role"),
              row.getString("via"),
              row.getString("reason"),
              List.copyOf(posted),
              row.getTimestamp("acted_at").toInstant()));
    }
    return acts;
  }

  private static Request request(ResultSet row, List<Evidence> evidence, List<Request.Act> acts)
      throws SQLException {
    String currency = row.getString("currency");
    Optional<Request.Impact> impact =
        currency == null
            ? Optional.empty()
            : Optional.of(new Request.Impact(row.getLong("impact"), currency));
    Map<String, String> policyInputs = named(row, "policy_inputs");
    long holding = row.getLong("holding_entry");
    return new Request(
        row.getLong("request_no"),
        new Ask(
            row.getString("kind"),
            row.getString("subject"),
            row.getString("organisation"),
            new TreeMap<>(named(row, "inputs")),
            evidence,
            acts.getFirst().reason()),
        row.getString("counterparty"),
        person(row, "maker_person"),
        person(row, "maker_behalf"),
        impact,
        List.of((String[]) array(row, "content")),
        Digest.ofBytes(row.getBytes("digest")),
        new Request.Terms(
            row.getString("policy"),
            row.getInt("policy_version"),
            Optional.ofNullable(policyInputs.get("before")).map(Long::valueOf),
            row.getInt("quorum"),
            List.of((String[]) array(row, "required_roles"))),
        new Request.Times(
            row.getTimestamp("asked_at").toInstant(),
            row.getTimestamp("due_at").toInstant(),
            row.getTimestamp("expires_at").toInstant()),
        holding == 0 ? null : holding,
        List.copyOf(acts));
  }

  private static PersonId person(ResultSet row, String column) throws SQLException {
    return new PersonId(row.getObject(column, UUID.class));
  }

  private static Object array(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array.getArray();
  }

  private static Map<String, String> named(ResultSet row, String column) throws SQLException {
    Map<String, String> named = new TreeMap<>();
    List<String> parts = Arrays.asList((String[]) array(row, column));
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      named.put(parts.get(i), parts.get(i + 1));
    }
    return named;
  }

  static void setOrNull(PreparedStatement statement, int index, @Nullable Long value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, value);
    }
  }
}
