package org.ledgercore.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.testing.Covers;
import tools.jackson.databind.JsonNode;

/** Cashiers at their own desk, and all desks together. */
class DeskCallsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final String OPS = "/operations?currency=IQD";

  @BeforeAll
  static void openDesks() {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    accountant.post("/ops/units", "{\"code\":\"IQD\",\"exponent\":3,\"kind\":\"FIAT\"}");
    accountant.post("/ops/units", "{\"code\":\"USD\",\"exponent\":2,\"kind\":\"FIAT\"}");
    for (String unit : new String[] {"IQD", "USD"}) {
      accountant.post("/ops/platform", "{\"currency\":\"" + unit + "\"}");
      for (String desk : new String[] {"north", "south"}) {
        accountant.post("/ops/desks", "{\"id\":\"" + desk + "\",\"currency\":\"" + unit + "\"}");
      }
      accountant.post("/ops/wallets", "{\"id\":\"w1\",\"currency\":\"" + unit + "\"}");
    }
    for (String desk : new String[] {"north", "south"}) {
      Client cashier = SERVICE.as(Role.CASHIER, desk);
      assertDone(cashier.post("/ops/own-desk/open", "{\"day\":\"2026-06-15\"}"));
      assertDone(cash(cashier, "takings", desk + "-1", "25000", "IQD"));
      assertDone(cash(cashier, "takings", desk + "-2", "40", "USD"));
    }
  }

  private static void assertDone(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
  }

  private static Reply cash(
      Client cashier, String which, String receipt, String value, String unit) {
    return cashier.post(
        "/ops/own-desk/" + which,
        """
        {"receipt": "%s", "wallet": "w1", "amount": {"value": "%s", "currency": "%s"},
         "commission": {"value": "0", "currency": "%s"},
         "when": {"date": "2026-06-15", "payment": "cash-%s"}}
        """
            .formatted(receipt, value, unit, unit, receipt));
  }

  @Test
  @Covers("S26")
  void aCashierReads_whatConcernsTheOwnDesk_andNoOther() {
    Client cashier = SERVICE.as(Role.CASHIER, "north");
    Reply own = cashier.get("/ops/own-desk/operations?currency=IQD");

    assertThat(own.body()).contains("north-1").doesNotContain("south");
    assertThat(cashier.get("/ops/desks/south" + OPS).problem()).isEqualTo("403 NOT_PERMITTED");
    assertThat(cashier.get("/ops/desks").problem()).isEqualTo("403 NOT_PERMITTED");
    assertThat(cashier.post("/ops/entries", "{}").problem()).isEqualTo("403 NOT_PERMITTED");
  }

  @Test
  @Covers("S27")
  void theReport_addsUpInEachCurrency_andTellsWhoOpened() {
    JsonNode pages =
        SERVICE.as(Role.CASHIER, "south").get("/ops/own-desk/report").json().get("items");

    assertThat(pages).hasSize(2);
    for (JsonNode page : pages) {
      Unit unit =
          page.at("/opening/currency").stringValue().equals("IQD") ? IQD : Unit.fiat("USD", 2);
      Money sum = Money.zero(unit);
      for (JsonNode line : page.get("lines")) {
        Money amount = Money.of(line.at("/amount/value").stringValue(), unit);
        boolean isIn = line.get("side").stringValue().equals("DEBIT");
        sum = sum.plus(isIn ? amount : amount.negated());
      }
      Money opening = Money.of(page.at("/opening/value").stringValue(), unit);
      Money closing = Money.of(page.at("/closing/value").stringValue(), unit);
      assertThat(sum).isEqualTo(closing.minus(opening));
      assertThat(sum.isPositive()).isTrue();
      assertThat(page.get("desk").stringValue()).isEqualTo("south");
      assertThat(page.get("openedBy").stringValue()).startsWith("CASHIER-");
    }
  }

  @Test
  @Covers("S29")
  void theTotalOfAllDesks_isTheGroupsBalance_inEachCurrency() {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    JsonNode totals = accountant.get("/ops/desks/totals").json().get("items");
    JsonNode group = accountant.get("/ops/subtrees/cash_desk/totals").json().get("items");

    assertThat(totals).hasSize(2);
    assertThat(accountant.get("/ops/desks").json().get("items")).hasSize(4);
    for (JsonNode total : totals) {
      assertThat(group.toString()).contains(total.at("/total/value").stringValue());
    }
  }

  @Test
  @Covers("S34")
  void oneCashiersOperations_areTheirsAlone() {
    Client first = SERVICE.as(Role.CASHIER, "north");
    Client second = SERVICE.as(Role.CASHIER, "north");
    cash(first, "takings", "first-1", "1000", "IQD");
    cash(second, "takings", "second-1", "2000", "IQD");
    cash(first, "payings", "first-2", "500", "IQD");
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    String name = first.get("/ops/profile").at("/name");
    Set<String> keys = new HashSet<>();
    for (JsonNode each :
        accountant.get("/ops/desks/north" + OPS + "&cashier=" + name).json().get("items")) {
      assertThat(each.at("/metadata/cashier").stringValue()).isEqualTo(name);
      keys.add(each.get("key").stringValue());
    }

    assertThat(keys).containsExactlyInAnyOrder("first-1", "first-2");
    assertThat(accountant.get("/ops/desks/north" + OPS).body()).contains("second-1", "north-1");
  }
}
