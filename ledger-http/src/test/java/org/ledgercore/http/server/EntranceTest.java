package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.access.Token;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;

/** Who comes in, with which token, and how often. */
class EntranceTest {

  @RegisterExtension
  static final RunningService SERVICE =
      new RunningService(usual -> usual.withRates(new ServerOptions.Rates(3, 5, 10, 2)));

  private static final String TOKEN =
      """
      {"principal":"%s","audience":"%s","organisation":"o","roles":["%s"],"days":%d}
      """;

  private static String wanted(String principal, Audience audience, Role role, int days) {
    return TOKEN.formatted(principal, audience, role, days);
  }

  @Test
  void theFirstToken_isGivenOnce() {
    assertThat(SERVICE.service().tokens().page("", 10)).isNotNull();
    List<Token.Issued> first =
        IntStream.range(0, 2)
            .boxed()
            .flatMap(any -> SERVICE.service().firstToken().stream())
            .toList();

    assertThat(first).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aTokenOfOneAudience_isRefusedOnTheOthers() {
    for (Role role : List.of(Role.MERCHANT, Role.PARTNER, Role.PAYER, Role.AUDITOR)) {
      Client client = SERVICE.as(role, "o");
      for (String path :
          List.of(
              "/ops/trial-balance",
              "/merchant/accounts",
              "/partner/accounts",
              "/pay/payments/p?currency=EUR")) {
        boolean isOwn = path.startsWith(role.audience().base() + "/");
        String problem = client.get(path).problem();
        if (isOwn) {
          assertThat(problem).doesNotStartWith("401").doesNotStartWith("403");
        } else {
          assertThat(problem).isEqualTo("403 WRONG_AUDIENCE");
        }
      }
    }
  }

  @Test
  void aTokenThatIsNoGood_isRefused() {
    for (String token : List.of("", "x", "ldg_ops_", "ldg_ops_" + "A".repeat(43))) {
      Reply reply = new Client(SERVICE.service().port(), token).get("/ops/trial-balance");
      assertThat(reply.status()).isIn(401, 429);
    }
    Client auditor = SERVICE.as(Role.AUDITOR);
    Client twisted = new Client(auditor.port(), auditor.token().toLowerCase(java.util.Locale.ROOT));
    assertThat(twisted.get("/ops/trial-balance").status()).isIn(401, 429);
  }

  @Test
  void tooManyFailedSignIns_areTurnedAway_whileAGoodTokenStillIsLetIn() {
    Client stranger = new Client(SERVICE.service().port(), "ldg_ops_guess");
    List<String> problems =
        IntStream.range(0, 12).mapToObj(any -> stranger.get("/ops/feed").problem()).toList();

    assertThat(problems).contains("429 TOO_MANY_SIGN_INS");
    assertThat(Integer.parseInt(stranger.get("/ops/feed").header("Retry-After"))).isPositive();
    assertThat(SERVICE.as(Role.AUDITOR).get("/ops/feed").status()).isEqualTo(200);
  }

  @Test
  void tooManyCalls_areTurnedAway_eachPrincipalByItself() {
    Client admin = SERVICE.as(Role.ADMIN);
    List<Reply> replies = IntStream.range(0, 20).mapToObj(any -> admin.get("/ops/tokens")).toList();

    assertThat(replies.getFirst().status()).isEqualTo(200);
    assertThat(replies).anyMatch(reply -> reply.problem().equals("429 TOO_MANY_REQUESTS"));
    Reply last = replies.stream().filter(reply -> reply.status() == 429).toList().getLast();
    assertThat(last.header("Retry-After")).isEqualTo("1");
    assertThat(SERVICE.as(Role.ADMIN).get("/ops/tokens").status()).isEqualTo(200);
  }

  @Test
  void aRevokedToken_opensNothingAnyMore() {
    Client admin = SERVICE.as(Role.ADMIN);
    Reply issued =
        admin.post("/ops/tokens", wanted("gone", Audience.OPS, Role.AUDITOR, 1), "X-A", "b");
    Client gone = new Client(admin.port(), issued.at("/secret"));
    assertThat(issued.status()).isEqualTo(201);
    assertThat(gone.get("/ops/feed").status()).isEqualTo(200);

    admin.post("/ops/tokens/" + issued.at("/id") + "/revoke", "", "X-A", "b");

    assertThat(gone.get("/ops/feed").status()).isIn(401, 429);
  }

  @Test
  void aRotatedToken_isReplacedByOneWithTheSameRights() {
    Client admin = SERVICE.as(Role.ADMIN);
    Reply first =
        admin.post("/ops/tokens", wanted("turn", Audience.OPS, Role.AUDITOR, 1), "X-A", "b");
    Reply second =
        admin.post("/ops/tokens/" + first.at("/id") + "/rotate", "{\"days\":2}", "X-A", "b");

    assertThat(new Client(admin.port(), first.at("/secret")).get("/ops/feed").status())
        .isIn(401, 429);
    assertThat(new Client(admin.port(), second.at("/secret")).get("/ops/feed").status())
        .isEqualTo(200);
    assertThat(second.at("/roles")).isEqualTo("[\"AUDITOR\"]");
  }

  @Test
  void aTokenWithARoleOfAnotherAudience_isNotIssued() {
    Client admin = SERVICE.as(Role.ADMIN);

    assertThat(
            admin
                .post("/ops/tokens", wanted("x", Audience.MERCHANT, Role.ADMIN, 1), "X-A", "b")
                .at("/field"))
        .isEqualTo("roles");
    assertThat(
            admin
                .post("/ops/tokens", wanted("x", Audience.OPS, Role.AUDITOR, 367), "X-A", "b")
                .at("/field"))
        .isEqualTo("days");
  }

  @Test
  void theTables_haveNoSecretInThem() throws Exception {
    Client auditor = SERVICE.as(Role.AUDITOR);
    String secret = auditor.token().substring("ldg_ops_".length());

    try (java.sql.Connection connection =
            java.sql.DriverManager.getConnection(SERVICE.options().url());
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet rows =
            statement.executeQuery(
                "select count(*) filter (where t::text like '%"
                    + secret
                    + "%'), count(*) from "
                    + SERVICE.options().serviceSchema()
                    + ".token as t")) {
      rows.next();
      assertThat(rows.getLong(1)).isZero();
      assertThat(rows.getLong(2)).isPositive();
    }
  }
}
