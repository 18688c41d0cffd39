package org.ledgercore.http.access;

import org.ledgercore.http.route.ProblemCode;

/** Who was turned away, when and from where. Only added to. Safe for many threads. */
public final class Denials {

  private static final String INSERT =
      """
      insert into {s}.denial (request_id, principal, operation, code, address)
      values (?, ?, ?, ?, ?)
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
