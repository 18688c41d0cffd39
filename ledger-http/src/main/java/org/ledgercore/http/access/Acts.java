package org.ledgercore.http.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every act of a caller: who, what, when, from where, why, and in answer to what. An act under a
 * request key is written by {@link RequestKeys} together with the claim; what takes no key is
 * written here. Only added to. Safe for many threads.
 */
public final class Acts {

  private static final String INSERT =
      """
      insert into {s}.act (request_id, principal, organisation, operation, address, reason, cause,
                           outcome)
      values (?, ?, ?, ?, ?, ?, ?, 'ASKED')
      """;
  private static final String PAGE =
      """
      select act_id, acted_at, request_id, principal, organisation, operation, address, reason,
             cause, outcome
        from {s}.act
       where act_id > ? and (? = '' or principal = ?) and (? = '' or operation = ?)
         and (? = '' or cause = ?)
       order by act_id limit ?
      """;
  private static final String CAUSES =
      """
      select min(act_id) as first_act, cause from {s}.act where cause <> ''
       group by cause having min(act_id) > ? order by 1 limit ?
      """;

  private final ServiceSchema schema;
  private final RequestKeys keys;

  /** Acts whose outcomes are marked by these keys. */
  public Acts(ServiceSchema schema, RequestKeys keys) {
    this.schema = schema;
    this.keys = keys;
  }

  /**
   * An act that begins.
   *
   * @param requestId the id of the request, as the logs have it
   * @param principal who
   * @param organisation of which organisation
   * @param operation what
   * @param address from where
   * @param reason why, as the request says; may be empty
   * @param cause what it answers to, as the header {@code X-Cause} says; may be empty
   */
  public record Act(
      String requestId,
      String principal,
      String organisation,
      String operation,
      String address,
      String reason,
      String cause) {

    void fill(PreparedStatement statement, int from) throws SQLException {
      statement.setString(from, requestId);
      statement.setString(from + 1, principal);
      statement.setString(from + 2, organisation);
      statement.setString(from + 3, operation);
      statement.setString(from + 4, address);
      statement.setString(from + 5, reason);
      statement.setString(from + 6, cause);
    }
  }

  /**
   * An act as it is kept.
   *
   * @param id its number
   * @param at when
   * @param act who, what, from where, why
   * @param outcome ACCEPTED, REFUSED, FAILED, or ASKED for what changes no books; null while it is
   *     being worked on or when nobody knows
   */
  public record Kept(long id, Instant at, Act act, @Nullable String outcome) {}

  /**
   * Which acts are wanted; empty texts for any.
   *
   * @param principal who
   * @param operation what
   * @param cause in answer to what
   */
  public record Wanted(String principal, String operation, String cause) {}

  /**
   * What acts answered to.
   *
   * @param firstAct the number of the first act
   * @param cause what they answered to
   */
  public record Cause(long firstAct, String cause) {}

  /** Writes down an act that takes no request key. */
  public void add(Act act) {
    schema.change(INSERT, statement -> act.fill(statement, 1));
  }

  /** Acts after a number, in their order. */
  public List<Kept> page(Wanted wanted, long after, int limit) {
    keys.awaitMarks();
    return schema.ask(
        PAGE,
        statement -> {
          statement.setLong(1, after);
          statement.setString(2, wanted.principal);
          statement.setString(3, wanted.principal);
          statement.setString(4, wanted.operation);
          statement.setString(5, wanted.operation);
          statement.setString(6, wanted.cause);
          statement.setString(7, wanted.cause);
          statement.setInt(8, limit);
        },
        Acts::read);
  }

  /** What was answered to, in the order of the first answers. */
  public List<Cause> causes(long after, int limit) {
    return schema.ask(
        CAUSES,
        statement -> {
          statement.setLong(1, after);
          statement.setInt(2, limit);
        },
        rows -> {
          List<Cause> causes = new ArrayList<>();
          while (rows.next()) {
            causes.add(new Cause(rows.getLong("first_act"), rows.getString("cause")));
          }
          return causes;
        });
  }

  private static List<Kept> read(ResultSet row) throws SQLException {
    List<Kept> found = new ArrayList<>();
    while (row.next()) {
      found.add(
          new Kept(
              row.getLong("act_id"),
              row.getObject("acted_at", OffsetDateTime.class).toInstant(),
              new Act(
                  row.getString("request_id"),
                  row.getString("principal"),
                  row.getString("organisation"),
                  row.getString("operation"),
                  row.getString("address"),
                  row.getString("reason"),
                  row.getString("cause")),
              row.getString("outcome")));
    }
    return found;
  }
}
