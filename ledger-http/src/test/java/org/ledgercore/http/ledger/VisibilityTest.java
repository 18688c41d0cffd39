package org.ledgercore.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.demo.GoldenDay;
import org.ledgercore.http.ledger.EventCalls.Visibility;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.testing.Covers;
import tools.jackson.databind.JsonNode;

/**
 * No answer to a merchant, a partner or a payer ever holds an internal row, whatever was posted:
 * random entries of every internal kind on their accounts and cases, each with a word that only we
 * may see, and then every route that is open to them.
 */
@Covers({"E26", "O3"})
class VisibilityTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final int ENTRIES = 300;
  private static final String SECRET = "for-our-eyes-only";
  private static final List<String> CASES = List.of("pay_scenario_001", "pay_b", "pay_c");

  @Test
  void whateverWasPosted_nobodyOutsideSeesAnInternalRow() {
    Books.goldenDay(SERVICE.service().ledger());
    List<String> kinds = new ArrayList<>();
    for (JsonNode kind : SERVICE.as(Role.AUDITOR).get("/ops/events/kinds").json().get("items")) {
      String name = kind.get("event").stringValue();
      boolean isOurs = kind.get("visibility").stringValue().startsWith("INTERNAL");
      if (isOurs && !name.startsWith("ledger.")) {
        kinds.add(name);
      }
    }
    kinds.add("nobody_named_this");
    Random random = new Random(26);
    for (int i = 0; i < ENTRIES; i++) {
      SERVICE.service().ledger().post(entry(i, kinds, random)).orThrow();
    }

    int seen = 0;
    for (Role role : List.of(Role.MERCHANT, Role.PARTNER, Role.PAYER)) {
      for (String payment : CASES) {
        Client client = SERVICE.as(role, role == Role.PAYER ? payment : "school");
        for (Route<?> route : outside(role.audience())) {
          String body = client.get(address(route, payment)).body();
          assertThat(body).as(role + " " + route).doesNotContain(SECRET);
          seen += steps(client, route, payment, role);
        }
      }
    }
    assertThat(seen).as("steps that were looked at").isGreaterThan(10);
  }

  /** Every step that is told is of a class that this audience may know. */
  private static int steps(Client client, Route<?> route, String payment, Role role) {
    if (!route.operation().endsWith("Payment")) {
      return 0;
    }
    Reply reply = client.get(address(route, payment));
    assertThat(reply.status()).as(reply.body()).isIn(200, 404);
    JsonNode steps = reply.json().get("steps");
    int count = 0;
    for (JsonNode step : steps == null ? List.<JsonNode>of() : steps) {
      Visibility visibility = EventCalls.visibility(step.get("kind").stringValue());
      assertThat(visibility)
          .isIn(
              role == Role.PAYER
                  ? List.of(Visibility.CUSTOMER_SAFE)
                  : List.of(Visibility.CUSTOMER_SAFE, Visibility.MERCHANT_VISIBLE));
      count++;
    }
    return count;
  }

  private static JournalEntry entry(int number, List<String> kinds, Random random) {
    String kind = kinds.get(random.nextInt(kinds.size()));
    Money amount = Money.ofMajor(1 + random.nextInt(50), GoldenDay.IQD);
    EntryBuilder entry =
        JournalEntry.on(LocalDate.of(2026, 6, 20))
            .key(SECRET + "-" + number)
            .kind(kind)
            .describedAs(SECRET + " description")
            .with("note", SECRET + " note");
    if (random.nextInt(8) != 0) {
      entry.correlatedWith(CASES.get(random.nextInt(CASES.size())));
    }
    return random.nextBoolean()
        ? entry
            .debit(AccountClass.BANK.path("rafidain"), amount)
            .credit(AccountClass.MERCHANT_PAYABLE.path("school"), amount)
            .build()
        : entry
            .debit(AccountClass.PROVIDER_RECEIVABLE.path("local_card_switch"), amount)
            .credit(AccountClass.PLATFORM_FEE.path(), amount)
            .build();
  }

  private static List<Route<?>> outside(Audience audience) {
    List<Route<?>> routes = new ArrayList<>();
    for (Route<?> route : SERVICE.service().routes()) {
      if (route.audience() == audience && route.method() == Route.Method.GET) {
        routes.add(route);
      }
    }
    return routes;
  }

  private static String address(Route<?> route, String payment) {
    String path =
        route
            .path()
            .replace("{currency}", "IQD")
            .replace("{path}", "merchant_payable:school")
            .replace("{payment}", payment)
            .replace("{payout}", "po_school_2026_001");
    boolean isPayment = route.operation().endsWith("Payment") || path.endsWith("/funds");
    return isPayment ? path + "?currency=IQD" : path;
  }
}
