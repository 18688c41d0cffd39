package org.ledgercore.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

/** Every act is kept: who, what, when, from where, why, and in answer to what. */
class ActCallsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  @BeforeAll
  static void openBooks() {
    Books.goldenDay(SERVICE.service().ledger());
  }

  private static JsonNode acts(String query) {
    return SERVICE.as(Role.AUDITOR).get("/ops/audit/acts?" + query).json().get("items");
  }

  @Test
  @Covers("O13")
  void anAct_isKeptWithWhoWhatWhenFromWhereAndWhy() {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    Instant before = Instant.now().minusSeconds(60);
    String path = "/ops/accounts/IQD/merchant_payable:school/freeze";
    String body = "{\"status\": \"FROZEN_OUT\", \"reason\": \"asked by the court\"}";
    accountant.post(path, body, "Idempotency-Key", "k1", "X-Request-Id", "req-1");
    accountant.post(path, body, "Idempotency-Key", "k1", "X-Request-Id", "req-2");
    accountant.post("/ops/accounts/IQD/nothing:here/freeze", body, "Idempotency-Key", "k2");
    accountant.post(
        "/ops/accounts/IQD/merchant_payable:school/unfreeze", "{\"reason\": \"it agreed\"}");

    JsonNode acts = acts("operation=freezeAccount");
    assertThat(acts).as("the repeated call is the same act").hasSize(2);
    JsonNode act = acts.get(0);
    assertThat(act.get("principal").stringValue()).startsWith("ACCOUNTANT-");
    assertThat(act.get("organisation").stringValue()).isEqualTo("platform");
    assertThat(act.get("reason").stringValue()).isEqualTo("asked by the court");
    assertThat(act.get("address").stringValue()).isEqualTo("127.0.0.1");
    assertThat(act.get("requestId").stringValue()).isEqualTo("req-1");
    assertThat(act.get("outcome").stringValue()).isEqualTo("ACCEPTED");
    assertThat(Instant.parse(act.get("at").stringValue())).isAfter(before);
    assertThat(acts.get(1).get("outcome").stringValue()).isEqualTo("REFUSED");
  }

  @Test
  @Covers("O15")
  void aReport_joinsWhatHappenedWithWhatWasDone() {
    Client operator = SERVICE.as(Role.OPERATOR);
    Reply dispute =
        operator.post(
            "/ops/payments/disputes",
            """
            {"provider": "local_card_switch", "reference": "dis-1",
             "amount": {"value": "100", "currency": "IQD"},
             "when": {"date": "2026-06-17", "payment": "pay_scenario_001"}}
            """);
    String entry = dispute.at("/number");
    Reply held =
        operator.post(
            "/ops/payments/disputes/won",
            """
            {"provider": "local_card_switch", "reference": "dis-1",
             "amount": {"value": "100", "currency": "IQD"},
             "when": {"date": "2026-06-18", "payment": "pay_scenario_001"}}
            """,
            "Idempotency-Key",
            "won-1",
            "X-Cause",
            entry);
    assertThat(held.status()).as(held.body()).isEqualTo(201);

    JsonNode items = SERVICE.as(Role.AUDITOR).get("/ops/audit/responses").json().get("items");
    JsonNode report = items.get(items.size() - 1);
    assertThat(report.get("cause").stringValue()).isEqualTo(entry);
    assertThat(report.get("kind").stringValue()).isEqualTo("dispute_opened");
    assertThat(report.get("payment").stringValue()).isEqualTo("pay_scenario_001");
    JsonNode act = report.get("acts").get(0);
    assertThat(act.get("operation").stringValue()).isEqualTo("winDispute");
    assertThat(Instant.parse(act.get("at").stringValue()))
        .isAfterOrEqualTo(Instant.parse(report.get("happenedAt").stringValue()));
    assertThat(
            operator
                .post("/ops/units", "{}", "Idempotency-Key", "z", "X-Cause", "not a name")
                .status())
        .isIn(400, 403);
  }

  @Test
  @Covers({"E5", "O18"})
  void supportSees_andWhateverItTriesToPost_isRefusedAndWrittenDown() {
    Client support = SERVICE.as(Role.SUPPORT);
    assertThat(support.get("/ops/cases/pay_scenario_001?currency=IQD").status()).isEqualTo(200);
    List<String> tried = new ArrayList<>();
    for (Route<?> route : SERVICE.service().routes()) {
      if (route.audience() == Audience.OPS
          && route.method() == Route.Method.POST
          && route.permission() != Permission.ANYONE) {
        String path = route.path().replaceAll("\\{[a-z]+}", "1");
        Reply reply = support.send("POST", path, new byte[0], "X-Request-Id", "s-" + tried.size());
        assertThat(reply.problem()).as(route.toString()).isEqualTo("403 NOT_PERMITTED");
        tried.add(route.operation());
      }
    }
    List<String> written = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = SERVICE.as(Role.AUDITOR).get("/ops/audit/denials?limit=50" + after).json();
      for (JsonNode each : page.get("items")) {
        if (each.get("requestId").stringValue().startsWith("s-")) {
          assertThat(each.get("principal").stringValue()).startsWith("SUPPORT-");
          written.add(each.get("operation").stringValue());
        }
      }
      after = page.has("next") ? "&after=" + page.get("next").stringValue() : "";
    } while (!after.isEmpty());

    assertThat(tried).hasSizeGreaterThan(40);
    assertThat(written).isEqualTo(tried);
  }

  @Test
  void acts_areOnlyAddedTo() throws SQLException {
    SERVICE.as(Role.SERVICE).post("/ops/accounts", "{}");
    SERVICE
        .as(Role.ACCOUNTANT)
        .post("/ops/periods/close", "{\"through\":\"2020-01-31\",\"reason\":\"r\"}");
    // Whoever reads acts waits for their outcomes, which are marked a little later.
    assertThat(acts("operation=closePeriod")).isNotEmpty();
    String act = SERVICE.options().serviceSchema() + ".act";
    try (Connection connection = DriverManager.getConnection(SERVICE.options().url());
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "delete from " + act,
              "update " + act + " set reason = 'another'",
              "update " + act + " set outcome = 'REFUSED'",
              "truncate " + act)) {
        assertThatThrownBy(() -> statement.executeUpdate(sql))
            .as(sql)
            .hasMessageContaining("acts are only added to");
      }
    }
  }
}
