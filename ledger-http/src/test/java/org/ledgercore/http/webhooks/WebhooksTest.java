package org.ledgercore.http.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.http.wire.Json;
import org.ledgercore.testing.Covers;
import tools.jackson.databind.JsonNode;

/** Receivers that fail, that are slow to come back, and that want everything once more. */
@Covers("E38")
class WebhooksTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final String WEBHOOKS = "/ops/webhooks";
  private static final int PATIENCE_SECONDS = 60;

  private static Client accountant;
  private static Client integrator;

  /** What came, and what is answered next; nothing said is 200. */
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private HttpServer receiver;

  private record Received(String id, String timestamp, String signature, byte[] body) {
    JsonNode json() {
      return Json.read(body);
    }
  }

  @BeforeAll
  static void openBooks() {
    accountant = SERVICE.as(Role.ACCOUNTANT);
    integrator = SERVICE.as(Role.INTEGRATOR);
    Books.bankAndCustomer(accountant);
  }

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    received.add(
        new Received(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            exchange.getRequestBody().readAllBytes()));
    Integer answer = answers.poll();
    exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
    exchange.close();
  }

  private Reply create(long after) {
    return integrator.post(
        WEBHOOKS,
        "{\"url\":\"http://127.0.0.1:%d/x\",\"after\":%d}"
            .formatted(receiver.getAddress().getPort(), after),
        "X-A",
        "b");
  }

  private List<Received> take(int count) throws InterruptedException {
    List<Received> taken = new ArrayList<>();
    while (taken.size() < count) {
      Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("delivery " + (taken.size() + 1)).isNotNull();
      taken.add(next);
    }
    return taken;
  }

  private static List<Long> entries(List<Received> deliveries) {
    return deliveries.stream().map(it -> it.json().at("/entry/number").longValue()).toList();
  }

  @Test
  void aReceiverThatFailsTwice_getsEveryEntryInOrder() throws Exception {
    answers.addAll(List.of(500, 302));
    long newest = SERVICE.service().ledger().newestEntry();
    String id = create(newest).at("/id");
    accountant.post("/ops/entries", Books.deposit("hook-1", "1.00"));
    accountant.post("/ops/entries", Books.deposit("hook-2", "1.00"));
    List<Received> deliveries = take(4);

    assertThat(entries(deliveries)).containsExactly(newest + 1, newest + 1, newest + 1, newest + 2);
    assertThat(deliveries.get(0).id()).isEqualTo(deliveries.get(2).id());
    assertThat(deliveries.getLast().json().at("/event").stringValue()).isEqualTo("entry.entry");
    integrator.post(WEBHOOKS + "/" + id + "/end", "", "X-A", "b");
    JsonNode tries = integrator.get(WEBHOOKS + "/" + id + "/deliveries").json().get("items");
    assertThat(tries.get(0).get("status").intValue()).isEqualTo(500);
    assertThat(tries.get(1).get("status").intValue()).isEqualTo(302);
    assertThat(tries.get(2).get("status").intValue()).isEqualTo(200);
  }

  @Test
  void newsOfACapture_comesUnderOneId_untilItIsReceived() throws Exception {
    Books.goldenDay(SERVICE.service().ledger());
    answers.addAll(List.of(503, 500));
    String id = create(SERVICE.service().ledger().newestEntry()).at("/id");
    Reply capture =
        SERVICE
            .as(Role.SERVICE)
            .post(
                "/ops/payments/captures",
                """
                {"provider":"local_card_switch","reference":"hook","merchant":"school",
                 "gross":{"value":"10","currency":"IQD"},"terms":{"feeBasisPoints":200},
                 "when":{"date":"2026-06-15","payment":"hook"}}
                """);
    List<Received> deliveries = take(3);

    assertThat(capture.status()).isEqualTo(201);
    assertThat(deliveries.stream().map(Received::id).distinct()).hasSize(1);
    assertThat(deliveries.stream().map(it -> it.json().at("/event").stringValue()).distinct())
        .containsExactly("entry.capture");
    integrator.post(WEBHOOKS + "/" + id + "/end", "", "X-A", "b");
    assertThat(received).isEmpty();
  }

  @Test
  void everyDelivery_isSigned() throws Exception {
    Reply created = create(0);
    Received first = take(1).getFirst();
    byte[] secret = HexFormat.of().parseHex(created.at("/secret"));
    long seconds = Long.parseLong(first.timestamp());

    assertThat(first.signature())
        .isEqualTo("v1=" + Signature.of(secret, first.id(), seconds, first.body()));
    assertThat(Signature.of(secret, first.id(), seconds, "{}".getBytes(StandardCharsets.UTF_8)))
        .isNotEqualTo(first.signature().substring(3));
    assertThat(integrator.get(WEBHOOKS).body()).doesNotContain(created.at("/secret"));
    integrator.post(WEBHOOKS + "/" + created.at("/id") + "/end", "", "X-A", "b");
  }

  @Test
  void aReplay_sendsEverythingOnceMore() throws Exception {
    String id = create(0).at("/id");
    assertThat(entries(take(3))).containsExactly(1L, 2L, 3L);
    integrator.post(WEBHOOKS + "/" + id + "/replay", "{\"after\":1}", "X-A", "b");

    List<Received> more = new ArrayList<>(take(1));
    while (!entries(more).contains(2L)) {
      more.addAll(take(1));
    }
    integrator.post(WEBHOOKS + "/" + id + "/end", "", "X-A", "b");
  }

  @Test
  void anAddressThatIsNone_isRefused() {
    for (String url : List.of("ftp://x/", "x", "http://", "http://a:b@x/", "javascript:1")) {
      assertThat(integrator.post(WEBHOOKS, "{\"url\":\"" + url + "\"}", "X-A", "b").at("/field"))
          .isEqualTo("url");
    }
  }
}
