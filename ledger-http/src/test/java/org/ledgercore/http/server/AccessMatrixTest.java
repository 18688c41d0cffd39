package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Permission;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.testing.Covers;
import tools.jackson.databind.JsonNode;

/**
 * Roles × routes × own or another organisation, made from the list of routes: no cell is left out,
 * because nobody writes the cells.
 */
@Covers({"E11", "E28", "E40", "S6", "O3"})
class AccessMatrixTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  /** What stands in the journal and is nobody's business outside of operations. */
  private static final List<String> INTERNAL =
      List.of(
          "rafidain",
          "local_card_switch",
          "platform_fee",
          "provider_cost",
          "provider_receivable",
          "bank_own",
          "namespace",
          "metadata",
          "digest",
          "opening balance");

  /** The route was open: what the person may do there is for approvals to say. */
  private static final String LET_IN = "let in";

  private static final Map<Role, Client> CLIENTS = new EnumMap<>(Role.class);

  private static Client client(Role role) {
    return Objects.requireNonNull(CLIENTS.get(role));
  }

  @BeforeAll
  static void playTheDay() {
    Books.goldenDay(SERVICE.service().ledger());
    for (Role role : Role.values()) {
      CLIENTS.put(role, SERVICE.as(role, own(role.audience())));
    }
  }

  private static String own(Audience audience) {
    return switch (audience) {
      case PAY -> "pay_scenario_001";
      case OPS, ANYONE -> "platform";
      case MERCHANT, PARTNER -> "school";
    };
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoute_isOpenToExactlyTheRolesThatHaveItsPermission(Role role) {
    List<String> differing = new ArrayList<>();
    for (Route<?> route : SERVICE.service().routes()) {
      Reply reply = probe(client(role), route);
      String expected = expected(role, route);
      String seen = LET_IN;
      if (reply.status() == 403 && !reply.at("/code").equals("UNKNOWN_LOGIN")) {
        seen = reply.at("/code");
      }
      if (!seen.equals(expected) || reply.status() == 401 || reply.status() >= 500) {
        differing.add(route + " answers " + role + " with " + reply.status() + ", not " + expected);
      }
    }
    assertThat(differing).isEmpty();
  }

  @Test
  void whatBelongsToAnOrganisation_isThereForNobodyElse() {
    int compared = 0;
    for (Route<?> route : outside()) {
      Role role = Role.granting(route.audience(), route.permission()).getFirst();
      Client other = SERVICE.as(role, "other");
      Reply own = client(role).get(address(route));
      Reply others = other.get(address(route));

      assertThat(own.status()).as(route + " " + own.body()).isEqualTo(200);
      assertThat(others.body()).as(route.toString()).isNotEqualTo(own.body());
      assertThat(others.body()).as(route.toString()).doesNotContain("school", "12500.000");
      assertThat(others.status()).as(route.toString()).isIn(200, 404);
      compared++;
    }
    assertThat(compared).isGreaterThan(8);
  }

  @Test
  void whatIsNotThere_andWhatIsAnothers_looksTheSame() {
    Client other = SERVICE.as(Role.MERCHANT, "other");
    Reply missing = other.get("/merchant/accounts/IQD/merchant_payable:nobody");
    Reply others = other.get("/merchant/accounts/IQD/merchant_payable:school");

    assertThat(withoutId(others)).isEqualTo(withoutId(missing));
  }

  @Test
  void noAnswerOutsideOfOperations_holdsAnythingInternal() {
    for (Route<?> route : SERVICE.service().routes()) {
      for (Role role : List.of(Role.MERCHANT, Role.PARTNER, Role.PAYER)) {
        if (!route.path().startsWith("/docs") && !route.path().equals("/openapi.json")) {
          String body = probe(client(role), route).body().toLowerCase(Locale.ROOT);
          assertThat(body).as(role + " " + route).doesNotContain(INTERNAL);
        }
      }
    }
  }

  @Test
  void everyBalance_isTheSameInBothViews() {
    int compared = 0;
    for (JsonNode account : client(Role.MERCHANT).get("/merchant/accounts").json().get("items")) {
      String path = "/accounts/IQD/" + account.get("path").stringValue();
      Reply ops = client(Role.AUDITOR).get("/ops" + path + "/balance");
      Reply merchant = client(Role.MERCHANT).get("/merchant" + path);

      assertThat(merchant.body()).isEqualTo(ops.body());
      compared++;
    }
    assertThat(compared).isEqualTo(6);
  }

  private static String expected(Role role, Route<?> route) {
    if (route.permission() == Permission.ANYONE) {
      return LET_IN;
    }
    if (role.audience() != route.audience()) {
      return "WRONG_AUDIENCE";
    }
    return role.grants(route.permission()) ? LET_IN : "NOT_PERMITTED";
  }

  private static List<Route<?>> outside() {
    List<Route<?>> routes = new ArrayList<>();
    for (Route<?> route : SERVICE.service().routes()) {
      if (route.audience() != Audience.OPS && route.audience() != Audience.ANYONE) {
        routes.add(route);
      }
    }
    return routes;
  }

  /** A call that changes nothing: it has no body, and no stream begins at such an id. */
  private static Reply probe(Client client, Route<?> route) {
    return route.method() == Route.Method.GET
        ? client.get(address(route), "Last-Event-ID", "x")
        : client.send("POST", address(route), new byte[0]);
  }

  private static String address(Route<?> route) {
    String path =
        route
            .path()
            .replace("{currency}", "IQD")
            .replace("{path}", "merchant_reserve:school")
            .replace("{payment}", "pay_scenario_001")
            .replace("{merchant}", "school")
            .replace("{payout}", "po_school_2026_001")
            .replaceAll("\\{[a-z]+}", "1");
    boolean needsUnit = path.contains("payments/pay") || path.endsWith("/funds");
    boolean hasNone =
        path.endsWith("/timeline") || path.endsWith("/receipts") || path.endsWith("/notes");
    return needsUnit && !hasNone ? path + "?currency=IQD" : path;
  }

  private static String withoutId(Reply reply) {
    return reply.body().replaceAll("\"instance\":\"[^\"]*\"", "");
  }
}
