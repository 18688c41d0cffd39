package org.ledgercore.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.contracts.Terms;
import org.ledgercore.http.access.ServiceSchema;
import org.ledgercore.http.demo.GoldenDay;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Principal;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.http.webhooks.Webhooks;
import org.ledgercore.http.wire.Page;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** One page for a case, and lists of the cases that wait or need somebody. */
class CaseCallsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final LocalDate DAY = LocalDate.of(2026, 6, 16);
  private static final ProviderId SWITCH = new ProviderId("local_card_switch");
  private static final MerchantId SCHOOL = new MerchantId("school");

  @BeforeAll
  static void playTheDay() {
    Books.goldenDay(SERVICE.service().ledger());
    Payments payments = Payments.on(SERVICE.service().ledger());
    for (int i = 1; i <= 5; i++) {
      payments
          .capture(
              new Capture(
                  SWITCH,
                  "case-" + i,
                  SCHOOL,
                  Money.ofMajor(1_000, GoldenDay.IQD),
                  Terms.fee(200),
                  Occasion.on(DAY, "case_" + i)))
          .orThrow();
    }
    payments
        .holdRefund(
            new RefundHold(
                new RefundRef(SWITCH, "case-refund"),
                SCHOOL,
                Money.ofMajor(10, GoldenDay.IQD),
                Occasion.on(DAY, "case_2")))
        .orThrow();
  }

  private static Client auditor() {
    return SERVICE.as(Role.AUDITOR);
  }

  @Test
  @Covers("E15")
  void aPayment_showsItsSixPassages_withTimeAndEvidence() throws IOException {
    deliverEverything();
    JsonNode page = auditor().get("/ops/cases/pay_scenario_001?currency=IQD").json();
    List<String> passages = new ArrayList<>();
    for (JsonNode each : page.get("passages")) {
      passages.add(each.get("passage").stringValue() + " " + each.get("done").stringValue());
      if (each.get("done").stringValue().equals("DONE")) {
        assertThat(each.get("at")).as(each.toString()).isNotNull();
        assertThat(each.get("evidence")).as(each.toString()).isNotEmpty();
      }
    }

    assertThat(passages)
        .containsExactly(
            "CAPTURE DONE",
            "WEBHOOK DONE",
            "RECEIPT DONE",
            "COLLECTION DONE",
            "RECONCILIATION OPEN",
            "PAYOUT DONE");
    assertThat(page.get("references").toString())
        .contains(
            "capture/local_card_switch/route_live_cards_iqd", "payout_request/po_school_2026_001");
  }

  @Test
  @Covers("O2")
  void aCase_tellsStageReasonAndWhoMustAct() {
    Reply paid = auditor().get("/ops/cases/pay_scenario_001?currency=IQD");
    Reply held = auditor().get("/ops/cases/case_2?currency=IQD");
    Reply open = auditor().get("/ops/cases/case_1?currency=IQD");

    assertThat(open.at("/stage")).isEqualTo("PENDING");
    assertThat(open.at("/reason")).isEqualTo("no payout pays it yet");
    assertThat(open.at("/next")).isEqualTo("TREASURY");
    assertThat(held.at("/reason")).isEqualTo("a refund is held and not decided");
    assertThat(held.at("/next")).isEqualTo("APPROVER");
    assertThat(paid.at("/reason")).isNotEmpty();
    assertThat(auditor().get("/ops/cases/nobody?currency=IQD").problem())
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  @Covers({"O7", "O14"})
  void theStages_areInOrder_andTheLastIsWhereItStands() {
    for (String payment : List.of("pay_scenario_001", "case_1", "case_2")) {
      JsonNode page = auditor().get("/ops/cases/" + payment + "?currency=IQD").json();
      JsonNode stages = page.get("stages");
      long before = 0;
      for (JsonNode stage : stages) {
        assertThat(stage.get("entry").longValue()).isGreaterThanOrEqualTo(before);
        before = stage.get("entry").longValue();
      }

      assertThat(stages.get(0).get("stage").stringValue()).isEqualTo("RECEIVED");
      assertThat(stages.get(1).get("stage").stringValue()).isEqualTo("VALIDATED");
      assertThat(stages.get(stages.size() - 1).get("stage")).isEqualTo(page.get("stage"));
      List<Long> entries = new ArrayList<>();
      page.get("entries").forEach(each -> entries.add(each.longValue()));
      assertThat(entries).isSorted();
      Reply told = auditor().get("/ops/payments/" + payment + "?currency=IQD");
      assertThat(page.get("state")).isEqualTo(told.json());
    }
  }

  @Test
  @Covers("O4")
  void theDelayed_areThoseWhoseStageIsOlderThanTheLimit() {
    Instant now = Instant.now();
    for (int ahead : List.of(0, 23, 25, 240)) {
      Instant later = now.plus(Duration.ofHours(ahead));
      CaseCalls calls = calls(later);
      Set<String> delayed = payments(delayed(calls, 24));
      Set<String> expected = new HashSet<>();
      for (CaseCalls.CaseRow row : list(calls, false, 24)) {
        Duration age = Duration.between(row.since(), later);
        if (row.stage().name().equals("PENDING") && age.compareTo(Duration.ofHours(24)) > 0) {
          expected.add(row.payment());
        }
      }

      assertThat(delayed).isEqualTo(expected);
      assertThat(delayed.isEmpty()).isEqualTo(ahead < 24);
    }
  }

  @Test
  @Covers("O8")
  void theSameList_withAndWithoutAttention_isStableUnderPaging() {
    List<String> all = paged("/ops/cases?currency=IQD&limit=2");
    List<String> attention = paged("/ops/cases?currency=IQD&attention=true&limit=2");

    assertThat(all).doesNotHaveDuplicates().hasSize(6);
    assertThat(attention).contains("case_2").isSubsetOf(all);
    assertThat(attention.size()).isLessThanOrEqualTo(all.size());
    assertThat(paged("/ops/cases?currency=IQD&limit=100")).isEqualTo(all);
    assertThat(paged("/ops/cases?currency=IQD&attention=true")).isEqualTo(attention);
  }

  private static List<String> paged(String path) {
    List<String> payments = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = auditor().get(path + after).json();
      page.get("items").forEach(each -> payments.add(each.get("payment").stringValue()));
      after = page.has("next") ? "&after=" + page.get("next").stringValue() : "";
    } while (!after.isEmpty());
    return payments;
  }

  private static CaseCalls calls(Instant now) {
    ServiceSchema schema =
        ServiceSchema.migrate(TestServer.shared().pool(), SERVICE.options().serviceSchema());
    return new CaseCalls(new Desk(SERVICE.service().ledger()), new Webhooks(schema), () -> now);
  }

  private static List<CaseCalls.CaseRow> list(CaseCalls calls, boolean attention, Integer hours) {
    return items(calls.list(call(), new CaseCalls.CasesWanted("IQD", attention, hours, null, 100)));
  }

  private static List<CaseCalls.CaseRow> delayed(CaseCalls calls, int hours) {
    return items(calls.delayed(call(), new CaseCalls.DelayedWanted("IQD", hours, null, 100)));
  }

  private static List<CaseCalls.CaseRow> items(Answer<Page<CaseCalls.CaseRow>> answer) {
    return ((Answer.Found<Page<CaseCalls.CaseRow>>) answer).body().items();
  }

  private static Set<String> payments(List<CaseCalls.CaseRow> rows) {
    Set<String> payments = new HashSet<>();
    rows.forEach(row -> payments.add(row.payment()));
    return payments;
  }

  private static Call call() {
    Principal auditor = new Principal("a", Audience.OPS, "platform", Set.of(Role.AUDITOR), "");
    return new Call(auditor, "r", "r", "127.0.0.1", Optional.empty());
  }

  /** A receiver that takes everything, until all there is was delivered. */
  private static void deliverEverything() throws IOException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      Client integrator = SERVICE.as(Role.INTEGRATOR);
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
      integrator.post("/ops/webhooks", "{\"url\": \"" + url + "\", \"after\": 0}");
      long newest = SERVICE.service().ledger().newestEntry();
      for (int i = 0; i < 1_000; i++) {
        JsonNode all = integrator.get("/ops/webhooks").json().get("items");
        if (all.get(all.size() - 1).get("position").longValue() >= newest) {
          return;
        }
        pause();
      }
      throw new AssertionError("not everything was delivered");
    } finally {
      receiver.stop(0);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
