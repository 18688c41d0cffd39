package org.ledgercore.http.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/**
 * What is wrong with a call, as RFC 9457 has it, with members of ours behind its five.
 *
 * @param type names the kind of problem; where it is described
 * @param title the kind in few words
 * @param status the HTTP status
 * @param detail this occurrence, for people
 * @param instance the id of the request, as the logs have it
 * @param code the kind, for programs
 * @param retryable whether the very same request may succeed later
 * @param next who can do what next
 * @param field the field that breaks a rule, such as {@code postings[1].amount}
 * @param facts the facts of a refusal, by name
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    ProblemCode code,
    boolean retryable,
    String next,
    @Nullable String field,
    @Nullable Map<String, Object> facts) {

  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem of a kind, with a sentence about this occurrence. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(
        code.type(),
        code.title(),
        code.status(),
        detail,
        "",
        code,
        code.isRetryable(),
        code.next(),
        null,
        null);
  }

  /** A field of the request breaks a rule. */
  public static Problem of(InvalidInputException why) {
    return of(ProblemCode.INVALID_INPUT, String.valueOf(why.getMessage())).about(why.field());
  }

  /** The same with the facts of a refusal, each something that JSON can hold. */
  public Problem with(Map<String, Object> details) {
    return new Problem(
        type, title, status, detail, instance, code, retryable, next, field, details);
  }

  /** The same in the answer to a request. */
  public Problem in(String request) {
    return new Problem(type, title, status, detail, request, code, retryable, next, field, facts);
  }

  /** The same with the status that the answer really has. */
  public Problem answering(int real) {
    return new Problem(type, title, real, detail, instance, code, retryable, next, field, facts);
  }

  private Problem about(String name) {
    return new Problem(type, title, status, detail, instance, code, retryable, next, name, facts);
  }
}
