package org.ledgercore.http.openapi;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Permission;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.wire.Json;
import org.ledgercore.http.wire.Part;
import org.ledgercore.http.wire.Shape;

/**
 * The service in OpenAPI 3.1, made from the list of routes and nothing else, so that it cannot say
 * what the service does not do. Stateless.
 */
public final class Description {

  private static final String JSON = "application/json";
  private static final String FILE = "application/octet-stream";
  private static final int CREATED = 201;

  /** Media types of which OpenAPI 3.1 cannot say what a line holds; {@code x-line} does. */
  private static final Set<String> LINES = Set.of("application/x-ndjson", "text/event-stream");

  private static final List<Object> SIGNED_IN =
      List.of(Map.of("token", List.of()), Map.of("session", List.of()));

  private final Schemas schemas = new Schemas();

  private Description() {}

  /** The description of these routes, as JSON. */
  public static byte[] of(List<? extends Route<?>> routes) {
    return Json.write(new Description().document(routes));
  }

  /** Everything that can be wrong with a call of a route. */
  public static Set<ProblemCode> problemsOf(Route<?> route) {
    Set<ProblemCode> codes =
        EnumSet.of(
            ProblemCode.INVALID_INPUT,
            ProblemCode.INTERNAL,
            ProblemCode.UNAVAILABLE,
            ProblemCode.ANSWER_LATE);
    codes.addAll(route.problems());
    if (route.permission() != Permission.ANYONE) {
      codes.addAll(
          EnumSet.of(
              ProblemCode.NOT_SIGNED_IN,
              ProblemCode.NOT_PERMITTED,
              ProblemCode.WRONG_AUDIENCE,
              ProblemCode.TOO_MANY_REQUESTS,
              ProblemCode.TOO_MANY_SIGN_INS));
    }
    if (route.permission() != Permission.ANYONE && route.method() == Route.Method.POST) {
      codes.add(ProblemCode.CROSS_SITE);
    }
    if (!route.pathFields().isEmpty()) {
      codes.add(ProblemCode.NOT_FOUND);
    }
    if (route.takesFile()) {
      codes.addAll(EnumSet.of(ProblemCode.TOO_SLOW, ProblemCode.BODY_TOO_LARGE));
    }
    if (route.hasBody()) {
      codes.addAll(
          EnumSet.of(
              ProblemCode.TOO_SLOW,
              ProblemCode.BODY_TOO_LARGE,
              ProblemCode.UNSUPPORTED_MEDIA_TYPE));
    }
    if (route.takesKey()) {
      codes.addAll(
          EnumSet.of(
              ProblemCode.KEY_MISSING,
              ProblemCode.REQUEST_IN_FLIGHT,
              ProblemCode.REQUEST_KEY_REUSED,
              ProblemCode.BUSY,
              ProblemCode.OUTCOME_UNKNOWN,
              ProblemCode.HISTORY_GONE));
    }
    return codes;
  }

  private Map<String, Object> document(List<? extends Route<?>> routes) {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Route<?> route : routes) {
      paths
          .computeIfAbsent(route.path(), any -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    }
    schemas.reference(Problem.class);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title",
            "The ledger",
            "version",
            "1",
            "description",
            "A double-entry ledger over HTTP. Amounts are decimal strings with their currency."));
    document.put("servers", List.of(Map.of("url", "/")));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            schemas.components(),
            "securitySchemes",
            Map.of(
                "token",
                Map.of("type", "http", "scheme", "bearer"),
                "session",
                Map.of("type", "apiKey", "in", "cookie", "name", "__Host-ledger"))));
    return document;
  }

  private Map<String, Object> operation(Route<?> route) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", route.operation());
    operation.put("summary", summary(route.operation()));
    operation.put("description", whoMayCall(route));
    operation.put("tags", List.of(tag(route)));
    operation.put("security", route.permission() == Permission.ANYONE ? List.of() : SIGNED_IN);
    List<Object> parameters = parameters(route);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    if (route.hasBody()) {
      Map<String, Object> body = schemas.object(route.request(), route.pathFields());
      operation.put("requestBody", content(true, JSON, body));
    } else if (route.takesFile()) {
      operation.put("requestBody", content(true, FILE, Map.of()));
    } else if (isBulk(route)) {
      operation.put("requestBody", content(true, route.reply().mediaType(), Map.of()));
    }
    operation.put("responses", responses(route));
    return operation;
  }

  private List<Object> parameters(Route<?> route) {
    List<Object> parameters = new ArrayList<>();
    for (Part part : Shape.of(route.request()).parts()) {
      boolean inPath = route.pathFields().contains(part.name());
      if (inPath || route.method() == Route.Method.GET) {
        parameters.add(
            parameter(part.name(), inPath ? "path" : "query", part.isRequired(), schemas.of(part)));
      }
    }
    if (route.method() == Route.Method.POST && route.permission() != Permission.ANYONE) {
      parameters.add(
          parameter("X-Cause", "header", false, Map.of("type", "string", "maxLength", 100)));
    }
    if (route.takesKey()) {
      parameters.add(
          parameter(
              "Idempotency-Key",
              "header",
              true,
              Map.of("type", "string", "minLength", 1, "maxLength", 255)));
    }
    return parameters;
  }

  private static Map<String, Object> parameter(
      String name, String in, boolean isRequired, Map<String, Object> schema) {
    return Map.of("name", name, "in", in, "required", isRequired, "schema", schema);
  }

  private Map<String, Object> responses(Route<?> route) {
    Map<String, Object> responses = new TreeMap<>();
    Map<String, Object> good = new LinkedHashMap<>();
    good.put("description", "What was asked for");
    good.putAll(content(false, route.reply().mediaType(), answer(route)));
    responses.put("200", good);
    if (route.method() == Route.Method.POST && route.reply().kind() == Route.Kind.ONE) {
      Map<String, Object> created = new LinkedHashMap<>(good);
      created.put("description", "What was recorded");
      responses.put(Integer.toString(CREATED), created);
    }
    Map<Integer, List<ProblemCode>> byStatus = new TreeMap<>();
    for (ProblemCode code : problemsOf(route)) {
      byStatus.computeIfAbsent(code.status(), any -> new ArrayList<>()).add(code);
    }
    byStatus.forEach((status, codes) -> responses.put(Integer.toString(status), problems(codes)));
    return responses;
  }

  private Map<String, Object> answer(Route<?> route) {
    return switch (route.reply().kind()) {
      case ONE -> schemas.reference(route.reply().type());
      case PAGE -> {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("type", "object");
        page.put(
            "properties",
            Map.of(
                "items",
                Map.of("type", "array", "items", schemas.reference(route.reply().type())),
                "next",
                Map.of("type", "string")));
        page.put("required", List.of("items"));
        page.put("additionalProperties", false);
        yield page;
      }
      case STREAM ->
          LINES.contains(route.reply().mediaType())
              ? Map.of("type", "string", "x-line", schemas.reference(route.reply().type()))
              : Map.of();
    };
  }

  private Map<String, Object> problems(List<ProblemCode> codes) {
    Map<String, Object> examples = new TreeMap<>();
    for (ProblemCode code : codes) {
      examples.put(code.name(), Map.of("value", Problem.of(code, code.title())));
    }
    return Map.of(
        "description",
        String.join(", ", codes.stream().map(ProblemCode::title).toList()),
        "content",
        Map.of(
            Problem.MEDIA_TYPE,
            Map.of("schema", schemas.reference(Problem.class), "examples", examples)));
  }

  private static Map<String, Object> content(
      boolean isRequired, String mediaType, Map<String, Object> schema) {
    Map<String, Object> content = new LinkedHashMap<>();
    if (isRequired) {
      content.put("required", true);
    }
    content.put("content", Map.of(mediaType, Map.of("schema", schema)));
    return content;
  }

  private static boolean isBulk(Route<?> route) {
    return route.method() == Route.Method.POST && route.reply().kind() == Route.Kind.STREAM;
  }

  private static String whoMayCall(Route<?> route) {
    if (route.permission() == Permission.ANYONE) {
      return "For everybody, without a token.";
    }
    List<Role> roles = Role.granting(route.audience(), route.permission());
    return "Needs " + route.permission() + ", which these roles have: " + roles + ".";
  }

  private static String tag(Route<?> route) {
    String[] parts = route.path().split("/", -1);
    return route.audience() == Audience.ANYONE || parts.length < 3
        ? "service"
        : parts[1] + " " + parts[2];
  }

  /** {@code openAccount} as {@code Open account}. */
  private static String summary(String operation) {
    String words = operation.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
