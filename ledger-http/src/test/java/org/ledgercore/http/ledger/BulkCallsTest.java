package org.ledgercore.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.http.wire.Json;
import tools.jackson.databind.JsonNode;

/** A bulk: one verdict for each line, and the answer flows while the lines do. */
class BulkCallsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final String BULK = "/ops/entries/bulk";

  private static Client service;

  @BeforeAll
  static void openBooks() {
    Books.bankAndCustomer(SERVICE.as(Role.ACCOUNTANT));
    service = SERVICE.as(Role.SERVICE);
  }

  private static List<JsonNode> send(String lines) {
    Reply reply = service.send("POST", BULK, lines.getBytes(StandardCharsets.UTF_8));
    assertThat(reply.status()).isEqualTo(200);
    return reply.body().lines().map(BulkCallsTest::verdict).toList();
  }

  private static JsonNode verdict(String line) {
    return Json.read(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(String key, String amount) {
    return Books.deposit(key, amount).replace("\n", " ");
  }

  @Test
  void everyLine_hasItsVerdictInOrder() {
    List<JsonNode> verdicts =
        send(
            String.join(
                "\n",
                line("b-1", "1.00"),
                line("b-1", "1.00"),
                line("b-1", "2.00"),
                line("b-2", "-5000.00"),
                "{nonsense",
                line("b-3", "1.00").replaceFirst("1.00", "3.00"),
                "",
                line("b-4", "1.00").replace("EUR", "XXX"),
                line("b-5", "1.00")));

    assertThat(verdicts.stream().map(it -> it.get("status").stringValue()))
        .containsExactly(
            "ACCEPTED",
            "REPLAYED",
            "REFUSED",
            "REFUSED",
            "INVALID",
            "INVALID",
            "INVALID",
            "REFUSED",
            "ACCEPTED");
    assertThat(verdicts.stream().map(it -> it.get("line").intValue()))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(verdicts.get(2).at("/problem/code").stringValue()).isEqualTo("KEY_REUSED");
    assertThat(verdicts.get(3).at("/problem/code").stringValue()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(verdicts.get(5).at("/problem/field").stringValue()).isEqualTo("postings");
    assertThat(verdicts.get(7).at("/problem/code").stringValue()).isEqualTo("UNKNOWN_CURRENCY");
  }

  @Test
  void aLineThatIsTooLong_isInvalid_andTheNextOneIsRead() {
    List<JsonNode> verdicts =
        send("{\"key\":\"" + "x".repeat(70_000) + "\"}\n" + line("after-long", "1.00"));

    assertThat(verdicts.get(0).at("/problem/field").stringValue()).isEqualTo("line");
    assertThat(verdicts.get(1).get("status").stringValue()).isEqualTo("ACCEPTED");
  }

  @Test
  void aBulkSentAgainAfterACut_isReplayedWhereItWas() {
    String lines =
        IntStream.range(0, 5_000)
            .mapToObj(i -> line("again-" + i, "0.01"))
            .collect(Collectors.joining("\n"));
    List<JsonNode> half = send(lines.substring(0, lines.indexOf("{\"key\":\"again-3000\"")));
    List<JsonNode> whole = send(lines);

    assertThat(half).hasSize(3_000);
    assertThat(whole.stream().filter(it -> it.get("status").stringValue().equals("REPLAYED")))
        .hasSize(3_000);
    assertThat(whole.stream().filter(it -> it.get("status").stringValue().equals("ACCEPTED")))
        .hasSize(2_000);
  }

  @Test
  void theAnswer_flowsWhileTheLinesDo() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out.write(
          ("POST "
                  + BULK
                  + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                  + "Authorization: Bearer "
                  + service.token()
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      for (int i = 1; i <= 3; i++) {
        chunk(out, line("flow-" + i, "0.01") + "\n");
        assertThat(nextVerdict(in)).contains("\"line\":" + i + ",", "ACCEPTED");
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void chunk(OutputStream out, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    out.write("\r\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String nextVerdict(BufferedReader in) throws Exception {
    String line = in.readLine();
    while (line != null && !line.startsWith("{")) {
      line = in.readLine();
    }
    return String.valueOf(line);
  }
}
