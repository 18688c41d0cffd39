package org.ledgercore.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.testing.Covers;
import tools.jackson.databind.JsonNode;

/**
 * The five steps of an operator: locate a case, review its status, decide whether it needs
 * somebody, follow up, look at the record. Everything goes through routes that the description has.
 */
class WalkTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private final List<String> traffic = new ArrayList<>();

  private Reply get(Client client, String template, String path) {
    traffic.add("get " + template);
    Reply reply = client.get(path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }

  private Reply post(Client client, String path, String body, String cause) {
    traffic.add("post " + path);
    Reply reply = client.post(path, body, "Idempotency-Key", path, "X-Cause", cause);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply;
  }

  @Test
  @Covers({"O16", "S45"})
  void theFiveSteps_leaveOneRowForEachAct_andUseDescribedRoutesOnly() {
    Books.goldenDay(SERVICE.service().ledger());
    Client operator = SERVICE.as(Role.OPERATOR);
    Reply found = get(operator, "/ops/search", "/ops/search?reference=route_live_cards_iqd");
    String payment = found.at("/items/0/correlation");
    String entry = found.at("/items/0/number");
    get(operator, "/ops/cases/{payment}", "/ops/cases/" + payment + "?currency=IQD");
    get(operator, "/ops/cases", "/ops/cases?currency=IQD&attention=true&hours=0");
    String refund =
        """
        {"provider": "local_card_switch", "reference": "walk-1", %s
         "when": {"date": "2026-06-16", "payment": "pay_scenario_001"}}
        """;
    String held =
        "\"merchant\": \"school\", \"amount\": {\"value\": \"10\", \"currency\": \"IQD\"},";
    post(operator, "/ops/payments/refunds", refund.formatted(held), entry);
    post(operator, "/ops/payments/refunds/reject", refund.formatted(""), entry);
    Client auditor = SERVICE.as(Role.AUDITOR);
    Reply acts = get(auditor, "/ops/audit/acts", "/ops/audit/acts?cause=" + entry);

    List<String> operations = new ArrayList<>();
    for (JsonNode act : acts.json().get("items")) {
      operations.add(act.get("operation").stringValue());
    }
    assertThat(operations).containsExactly("holdRefund", "rejectRefund");
    JsonNode paths = SERVICE.anyone().get("/openapi.json").json().get("paths");
    for (String call : traffic) {
      String[] words = call.split(" ", -1);
      assertThat(paths.has(words[1])).as(call).isTrue();
      assertThat(paths.get(words[1]).has(words[0])).as(call).isTrue();
    }
  }

  /** The page that comes with the service calls what the description names and nothing else. */
  @Test
  @Covers("S45")
  void ourOwnPage_callsOnlyWhatIsDescribed() {
    String script = SERVICE.anyone().get("/docs/docs.js").body();
    JsonNode paths = SERVICE.anyone().get("/openapi.json").json().get("paths");
    for (String part : script.split("fetch\\(", -1)) {
      if (part.startsWith("'/") || part.startsWith("\"/")) {
        String path = part.substring(1, part.indexOf(part.charAt(0), 1));
        assertThat(paths.has(path)).as(path).isTrue();
      }
    }
    assertThat(script).contains("fetch(");
  }
}
