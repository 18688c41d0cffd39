package org.ledgercore.http.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Holds a value against a schema of the served description; knows the words that we use. */
final class SchemaCheck {

  private final JsonNode api;
  private final List<String> errors = new ArrayList<>();

  private SchemaCheck(JsonNode api) {
    this.api = api;
  }

  /** What is wrong with the value, nothing when it is as described. */
  static List<String> errors(JsonNode api, JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck(api);
    check.check(schema, value, "");
    return check.errors;
  }

  private void check(JsonNode schema, JsonNode value, String at) {
    if (schema.has("$ref")) {
      JsonNode known = api.at(schema.get("$ref").stringValue().substring(1));
      require(!known.isMissingNode(), at, "refers to nothing: " + schema);
      check(known, value, at);
      return;
    }
    if (schema.has("type")) {
      require(isOf(schema.get("type").stringValue(), value), at, "must be " + schema.get("type"));
    }
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode each : schema.get("enum")) {
        known |= each.equals(value);
      }
      require(known, at, "must be one of " + schema.get("enum") + ": " + value);
    }
    if (schema.has("pattern")) {
      boolean fits = Pattern.matches(schema.get("pattern").stringValue(), value.stringValue());
      require(fits, at, "must match " + schema.get("pattern") + ": " + value);
    }
    if (schema.has("items") && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.get("items"), value.get(i), at + "[" + i + "]");
      }
    }
    if (schema.has("properties") && value.isObject()) {
      properties(schema, value, at);
    }
  }

  private void properties(JsonNode schema, JsonNode value, String at) {
    for (JsonNode name : schema.path("required")) {
      require(value.has(name.stringValue()), at, "must have " + name);
    }
    value
        .properties()
        .forEach(each -> {
          JsonNode known = schema.get("properties").get(each.getKey());
          require(known != null, at, "must not have " + each.getKey());
          if (known != null) {
            check(known, each.getValue(), at + "." + each.getKey());
          }
        });
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> false;
    };
  }

  private void require(boolean holds, String at, String rule) {
    if (!holds) {
      errors.add(at + " " + rule);
    }
  }
}
