package org.ledgercore.http.testing;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.ledgercore.http.wire.Json;
import tools.jackson.databind.JsonNode;

/**
 * What the service answered.
 *
 * @param status the HTTP status
 * @param headers its headers
 * @param body its body as text
 */
public record Reply(int status, HttpHeaders headers, String body) {

  /** The body as JSON. */
  public JsonNode json() {
    return Json.read(body.getBytes(StandardCharsets.UTF_8));
  }

  /** A field of the body, by its way down such as {@code /figures/posted/value}. */
  public String at(String pointer) {
    JsonNode found = json().at(pointer);
    return found.isString() ? found.stringValue() : found.toString();
  }

  /** The same, if it has this status. */
  public Reply expect(int wanted) {
    if (status != wanted) {
      throw new AssertionError("should be " + wanted + ", but is " + status + ": " + body);
    }
    return this;
  }

  /** A header, empty when there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The status and the code of a problem, such as {@code 404 NOT_FOUND}. */
  public String problem() {
    return header("Content-Type").equals("application/problem+json")
        ? status + " " + at("/code")
        : status + " " + header("Content-Type");
  }
}
