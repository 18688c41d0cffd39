package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;

/** What every answer has, and how a call that is no good is answered. */
class ServiceTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static Client accountant;

  @BeforeAll
  static void openBooks() {
    accountant = SERVICE.as(Role.ACCOUNTANT);
    Books.bankAndCustomer(accountant);
  }

  @Test
  void healthAndReady_areForEverybodyAndSayNothingElse() {
    assertThat(SERVICE.anyone().get("/health").body()).isEqualTo("{\"status\":\"up\"}");
    assertThat(SERVICE.anyone().get("/ready").body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void metrics_countRequestsAndBatches() {
    accountant.post("/ops/entries", Books.deposit("metrics", "1.00"));

    assertThat(SERVICE.as(Role.MONITOR).get("/metrics").body())
        .contains("ledger_http_requests_seconds_count{operation=\"postEntry\",status=\"201\"}")
        .contains("ledger_batch_entries");
    assertThat(SERVICE.anyone().get("/metrics").problem()).isEqualTo("401 NOT_SIGNED_IN");
  }

  @Test
  void everyAnswer_hasSecurityHeadersAndARequestId() {
    for (Reply reply :
        List.of(
            SERVICE.anyone().get("/health"),
            SERVICE.anyone().get("/nowhere"),
            SERVICE.anyone().get("/ops/entries"),
            accountant.get("/ops/trial-balance"))) {
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      assertThat(reply.header("Strict-Transport-Security")).startsWith("max-age=");
      assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
      assertThat(reply.header("X-Request-Id")).isNotBlank();
      assertThat(reply.header("Server")).isEmpty();
    }
  }

  @Test
  void aRequestId_isTakenWhenItIsPlainAndNamedInTheProblem() {
    assertThat(accountant.get("/ops/entries/99999", "X-Request-Id", "abc-1").at("/instance"))
        .isEqualTo("abc-1");
    assertThat(accountant.get("/ops/entries/99999", "X-Request-Id", "a b").header("X-Request-Id"))
        .isNotEqualTo("a b");
  }

  @Test
  void aProblem_hasAllItsMembers_andItsTypeIsDescribed() {
    Reply reply = accountant.post("/ops/entries", Books.deposit("short", "-1000000.00"));

    assertThat(reply.problem()).isEqualTo("422 INSUFFICIENT_FUNDS");
    assertThat(reply.at("/type")).isEqualTo("/problems/insufficient-funds");
    assertThat(reply.at("/status")).isEqualTo("422");
    assertThat(reply.at("/retryable")).isEqualTo("false");
    assertThat(reply.at("/next")).isNotBlank();
    assertThat(reply.at("/detail")).contains("customer:42");
    assertThat(reply.at("/facts/floor/value")).isEqualTo("0.00");
    assertThat(SERVICE.anyone().get(reply.at("/type")).at("/code")).isEqualTo("INSUFFICIENT_FUNDS");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /nowhere, 404 NOT_FOUND",
    "GET, /ops/nowhere, 404 NOT_FOUND",
    "GET, /OPS/entries, 404 NOT_FOUND",
    "GET, /ops/entries/, 404 NOT_FOUND",
    "GET, //ops/entries, 400 INVALID_INPUT",
    "GET, /ops/%2e%2e/ops/entries, 400 INVALID_INPUT",
    "GET, /ops%2fentries, 400 INVALID_INPUT",
    "GET, /ops/entries/1%2f2, 400 INVALID_INPUT",
    "DELETE, /ops/entries, 405 METHOD_NOT_ALLOWED",
    "PUT, /ops/entries, 405 METHOD_NOT_ALLOWED",
    "OPTIONS, /ops/entries, 405 METHOD_NOT_ALLOWED",
    "GET, /ops/entries/abc, 400 INVALID_INPUT",
    "GET, /ops/entries?limit=0, 400 INVALID_INPUT",
    "GET, /ops/entries?limit=-1, 400 INVALID_INPUT",
    "GET, /ops/entries?limit=2147483648, 400 INVALID_INPUT",
    "GET, /ops/entries?limit=1&limit=2, 400 INVALID_INPUT",
    "GET, /ops/entries?no=such, 400 INVALID_INPUT",
    "GET, /ops/entries?after=x, 400 INVALID_INPUT",
    "GET, /ops/entries?after=-1, 400 INVALID_INPUT",
    "GET, /ops/accounts?after=nonsense, 400 INVALID_INPUT",
    "GET, /ops/accounts/EUR/none, 404 ACCOUNT_NOT_FOUND",
    "GET, /ops/accounts/EUR/NO%20PATH, 400 INVALID_INPUT"
  })
  void anAddressThatIsNoGood_isAProblem(String method, String path, String problem) {
    assertThat(accountant.send(method, path, new byte[0]).problem()).isEqualTo(problem);
  }

  @Test
  void aBodyOfAnotherKind_isRefused() {
    String json = Books.deposit("kind", "1.00");
    byte[] body = json.getBytes(StandardCharsets.UTF_8);

    for (String type :
        List.of(
            "text/plain", "application/json;charset=utf-16", "application/x-www-form-urlencoded")) {
      assertThat(
              accountant
                  .send("POST", "/ops/entries", body, "Content-Type", type, "Idempotency-Key", "k")
                  .problem())
          .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }
    assertThat(
            accountant
                .post("/ops/entries", json, "Content-Encoding", "gzip", "Idempotency-Key", "k")
                .problem())
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void aBodyOfAMillionBytes_isReadAndOneMoreIsNot() {
    String blank = " ".repeat(1_000_000 - 2);

    assertThat(accountant.post("/ops/entries", "{" + blank + "}").problem())
        .isEqualTo("400 INVALID_INPUT");
    assertThat(accountant.post("/ops/entries", "{ " + blank + "}").problem())
        .isEqualTo("413 BODY_TOO_LARGE");
  }

  @Test
  void aBodyWhereNoneIsRead_isRefused() {
    assertThat(accountant.send("GET", "/ops/trial-balance", new byte[] {'{', '}'}).problem())
        .isEqualTo("400 INVALID_INPUT");
  }

  @Test
  void aHeaderThatIsTooLarge_isAProblem() {
    assertThat(accountant.get("/health", "X-Long", "x".repeat(20_000)).problem())
        .isEqualTo("431 HEADERS_TOO_LARGE");
  }
}
