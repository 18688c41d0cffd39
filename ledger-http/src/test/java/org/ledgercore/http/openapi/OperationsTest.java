package org.ledgercore.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Permission;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.http.wire.Json;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the served description: a good call, one with a bad input, and one by somebody
 * who may not; each answer is held against the description.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final List<Example> EXAMPLES = Example.all();
  private static final Pattern LOGIN = Pattern.compile("\\$\\{login:([A-Z]+:[a-z]+)}");
  private static final Map<String, String> KEPT = new HashMap<>();
  private static final Map<String, Client> CLIENTS = new HashMap<>();

  @BeforeAll
  static void playTheDay() {
    Books.goldenDay(SERVICE.service().ledger());
  }

  static List<Example> examples() {
    return EXAMPLES;
  }

  static Stream<Example> onceEach() {
    return EXAMPLES.stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Example::operation, it -> it, (first, second) -> first, java.util.TreeMap::new))
        .values()
        .stream();
  }

  @Test
  @Order(1)
  void theDescription_andTheListOfRoutes_andTheExamples_areTheSame() {
    List<String> described = new ArrayList<>();
    api()
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(each -> described.add(each.getValue().get("operationId").stringValue())));

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            SERVICE.service().routes().stream().map(Route::operation).toList())
        .hasSizeGreaterThan(60);
    assertThat(EXAMPLES.stream().map(Example::operation).distinct())
        .containsExactlyInAnyOrderElementsOf(described);
  }

  @ParameterizedTest
  @MethodSource("examples")
  @Order(2)
  void aGoodCall_isAnsweredAsDescribed(Example example) throws Exception {
    Route<?> route = route(example);
    if (route.operation().equals("followFeed")) {
      FirstEvents.assertNumbered(client(example), filled(example.path()), 4);
      return;
    }
    Reply reply = call(route, example, filled(example.path()), filled(example.body()));

    assertThat(reply.status()).as(reply.body()).isIn(200, 201);
    assertDescribed(route, reply);
    if (route.reply().mediaType().equals("application/x-ndjson")) {
      JsonNode schema = schemaOf(route.reply().type().getSimpleName());
      reply
          .body()
          .lines()
          .forEach(line -> {
            JsonNode told = Json.read(line.getBytes(StandardCharsets.UTF_8));
            JsonNode status = told.get("status") == null ? told.get("verdict") : told.get("status");
            assertThat(status == null ? "" : status.stringValue()).isIn("", "ACCEPTED");
            assertThat(SchemaCheck.errors(api(), schema, told)).isEmpty();
          });
    }
    if (!example.keep().isEmpty()) {
      String[] words = example.keep().split(" ", -1);
      for (int i = 0; i < words.length; i += 2) {
        KEPT.put(words[i], reply.at(words[i + 1]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("onceEach")
  @Order(3)
  void aBadInput_isRefusedAndNamed(Example example) {
    Route<?> route = route(example);
    String path = filled(example.path());
    boolean inBody = route.hasBody();
    String bad = inBody ? "{\"noSuchField\":1}" : "";
    String address = inBody ? path : path + (path.contains("?") ? "&" : "?") + "noSuchField=1";
    Reply reply = call(route, example, address, bad);

    assertThat(reply.problem()).isEqualTo("400 INVALID_INPUT");
    assertThat(reply.at("/field")).isEqualTo("noSuchField");
    assertDescribed(route, reply);
  }

  @ParameterizedTest
  @MethodSource("onceEach")
  @Order(4)
  void aCallBySomebodyWhoMayNot_isForbidden(Example example) {
    Route<?> route = route(example);
    if (route.permission() == Permission.ANYONE) {
      return;
    }
    Role role =
        Arrays.stream(Role.values())
            .filter(each -> each.audience() == route.audience() && !each.grants(route.permission()))
            .findFirst()
            .orElse(route.audience() == Audience.OPS ? Role.MERCHANT : Role.ADMIN);
    Reply reply = call(route, SERVICE.as(role), filled(example.path()), filled(example.body()));

    assertThat(reply.problem())
        .isEqualTo(
            role.audience() == route.audience() ? "403 NOT_PERMITTED" : "403 WRONG_AUDIENCE");
    assertDescribed(route, reply);
    Reply stranger = call(route, SERVICE.anyone(), filled(example.path()), filled(example.body()));
    assertThat(stranger.problem()).isEqualTo("401 NOT_SIGNED_IN");
    assertDescribed(route, stranger);
  }

  @Test
  @Order(5)
  void everyListOfPages_canBeHadAsATable() {
    for (Example example : onceEach().toList()) {
      Route<?> route = route(example);
      if (route.reply().kind() == Route.Kind.PAGE && route.method() == Route.Method.GET) {
        Reply reply = client(example).get(filled(example.path()), "Accept", "text/csv");
        assertThat(reply.header("Content-Type")).startsWith("text/csv");
        assertThat(reply.header("Content-Disposition")).contains(route.operation() + ".csv");
        assertThat(reply.body()).contains("\r\n");
      }
    }
  }

  @Test
  @Order(6)
  void thePage_asksNobodyElse() {
    String page = SERVICE.anyone().get("/docs").body();
    String script = SERVICE.anyone().get("/docs/docs.js").body();

    assertThat(page).contains("/docs/docs.js", "/docs/docs.css");
    assertThat(page + script + SERVICE.anyone().get("/docs/docs.css").body())
        .doesNotContain("http://", "https://", "//cdn", "innerHTML", "eval(");
  }

  private static void assertDescribed(Route<?> route, Reply reply) {
    JsonNode answer =
        api()
            .get("paths")
            .get(route.path())
            .get(route.method().name().toLowerCase(java.util.Locale.ROOT))
            .get("responses")
            .get(Integer.toString(reply.status()));
    assertThat(answer).as(route + " describes " + reply.status()).isNotNull();
    String type = reply.header("Content-Type");
    JsonNode content = answer.get("content").get(type);
    assertThat(content).as(route + " describes " + type).isNotNull();
    if (type.equals("application/json") || type.equals("application/problem+json")) {
      assertThat(SchemaCheck.errors(api(), content.get("schema"), reply.json()))
          .as(reply.body())
          .isEmpty();
    }
    if (type.equals("application/problem+json")) {
      assertThat(content.get("examples").has(reply.at("/code")))
          .as(route + " lists " + reply.at("/code"))
          .isTrue();
      assertThat(reply.at("/status")).isEqualTo(Integer.toString(reply.status()));
    }
  }

  private static Reply call(Route<?> route, Example example, String path, String body) {
    return call(route, client(example), path, body);
  }

  private static Reply call(Route<?> route, Client client, String path, String body) {
    if (route.method() == Route.Method.GET) {
      return client.get(path);
    }
    String key = UUID.randomUUID().toString();
    return route.reply().kind() == Route.Kind.STREAM || route.takesFile()
        ? client.send("POST", path, (body + "\n").getBytes(StandardCharsets.UTF_8))
        : client.post(path, body, "Idempotency-Key", key);
  }

  private static Client client(Example example) {
    return client(example.caller());
  }

  private static Client client(String name) {
    return CLIENTS.computeIfAbsent(
        name,
        caller -> {
          if (caller.equals("-")) {
            return SERVICE.anyone();
          }
          String[] parts = (caller + "@platform").split("@", -1);
          return SERVICE.as(Role.valueOf(parts[0].replaceAll(":.*", "")), parts[1]);
        });
  }

  private static Route<?> route(Example example) {
    return SERVICE.service().routes().stream()
        .filter(route -> route.operation().equals(example.operation()))
        .findFirst()
        .orElseThrow();
  }

  private static String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> each : KEPT.entrySet()) {
      filled = filled.replace("${" + each.getKey() + "}", each.getValue());
    }
    filled = filled.replace("${tomorrow}", Instant.now().plus(Duration.ofDays(1)).toString());
    return LOGIN.matcher(filled).replaceAll(found -> SERVICE.loginOf(client(found.group(1))));
  }

  private static JsonNode schemaOf(String name) {
    return api().get("components").get("schemas").get(name);
  }

  private static JsonNode api() {
    return Served.of(SERVICE);
  }

  /** The served description, read once. */
  private static final class Served {
    private static final Map<Integer, JsonNode> KNOWN = new HashMap<>();

    static JsonNode of(RunningService service) {
      return KNOWN.computeIfAbsent(
          service.service().port(), port -> service.anyone().get("/openapi.json").json());
    }
  }

  @Test
  @Order(7)
  void theAudiences_haveBasePathsOfTheirOwn() {
    for (Route<?> route : SERVICE.service().routes()) {
      if (route.audience() != Audience.ANYONE && !route.path().equals("/metrics")) {
        assertThat(route.path()).startsWith(route.audience().base() + "/");
      }
    }
  }
}
