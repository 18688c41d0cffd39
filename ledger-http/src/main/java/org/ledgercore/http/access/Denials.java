package org.ledgercore.http.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.http.route.ProblemCode;

/** Who was turned away, when and from where. Only added to. Safe for many threads. */
public final class Denials {

  private static final String INSERT =
      """
      insert into {s}.denial (request_id, principal, operation, code, address)
      values (?, ?, ?, ?, ?)
      """;

  private static final String PAGE =
      """
      select denial_id, denied_at, request_id, principal, operation, code, address
        from {s}.denial where denial_id > ? order by denial_id limit ?
      """;

  private final ServiceSchema schema;

  public Denials(ServiceSchema schema) {
    this.schema = schema;
  }

  /**
   * A call that was turned away.
   *
   * @param requestId the id of the request
   * @param principal who called
   * @param operation what was to be done
   * @param code why not
   * @param address from where
   */
  public record Denial(
      String requestId, String principal, String operation, ProblemCode code, String address) {}

  /**
   * A denial as it is kept.
   *
   * @param id its number
   * @param at when
   * @param denial who, what, why not, from where
   */
  public record Kept(long id, Instant at, Denial denial) {}

  /** Denials after a number, in their order. */
  public List<Kept> page(long after, int limit) {
    return schema.ask(
        PAGE,
        statement -> {
          statement.setLong(1, after);
          statement.setInt(2, limit);
        },
        Denials::read);
  }

  private static List<Kept> read(ResultSet row) throws SQLException {
    List<Kept> found = new ArrayList<>();
    while (row.next()) {
      found.add(
          new Kept(
              row.getLong("denial_id"),
              row.getObject("denied_at", OffsetDateTime.class).toInstant(),
              new Denial(
                  row.getString("request_id"),
                  row.getString("principal"),
                  row.getString("operation"),
                  ProblemCode.valueOf(row.getString("code")),
                  row.getString("address"))));
    }
    return found;
  }

  /** Writes it down. */
  public void add(Denial denial) {
    schema.change(
        INSERT,
        statement -> {
          statement.setString(1, denial.requestId());
          statement.setString(2, denial.principal());
          statement.setString(3, denial.operation());
          statement.setString(4, denial.code().name());
          statement.setString(5, denial.address());
        });
  }
}
