package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;

/** What becomes of a request that is sent twice. */
class RequestKeyTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final String ENTRIES = "/ops/entries";
  private static final String KEY = "Idempotency-Key";

  private static Client accountant;

  @BeforeAll
  static void openBooks() {
    accountant = SERVICE.as(Role.ACCOUNTANT);
    Books.bankAndCustomer(accountant);
    accountant.post(ENTRIES, Books.deposit("opening", "100.00"));
  }

  @Test
  void theSameRequest_isAnsweredByTheJournal() {
    String deposit = Books.deposit("twice", "1.00");
    Reply first = accountant.post(ENTRIES, deposit, KEY, "twice");
    Reply second = accountant.post(ENTRIES, deposit, KEY, "twice");

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void theSameRequestWrittenOtherwise_isTheSame() {
    Reply first = accountant.post(ENTRIES, Books.deposit("form", "1.00"), KEY, "form");
    String otherwise = Books.deposit("form", "1").replace("\n", " ").replace("\":", "\" : ");
    Reply second = accountant.post(ENTRIES, otherwise, KEY, "\"form\"");

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.status()).isEqualTo(200);
  }

  @Test
  void anotherRequestUnderTheSameKey_isRefused_andTheFirstOneIsAsItWas() {
    accountant.post(ENTRIES, Books.deposit("other", "1.00"), KEY, "other");

    assertThat(accountant.post(ENTRIES, Books.deposit("other-2", "1.00"), KEY, "other").problem())
        .isEqualTo("422 REQUEST_KEY_REUSED");
    assertThat(accountant.post(ENTRIES, Books.deposit("other", "1.00"), KEY, "other").status())
        .isEqualTo(200);
  }

  @Test
  void aRefusal_isReplayed_evenWhenItsCauseIsGone() {
    String payout = Books.deposit("late", "-5000.00");
    Reply first = accountant.post(ENTRIES, payout, KEY, "late");
    accountant.post(ENTRIES, Books.deposit("funds", "10000.00"));
    Reply second = accountant.post(ENTRIES, payout, KEY, "late");

    assertThat(first.problem()).isEqualTo("422 INSUFFICIENT_FUNDS");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(accountant.post(ENTRIES, payout, KEY, "late-again").status()).isEqualTo(201);
  }

  @Test
  void aRequestThatIsNoValidOne_leavesItsKeyFree() {
    String unbalanced = Books.deposit("free", "1.00").replaceFirst("1\\.00", "2.00");

    assertThat(accountant.post(ENTRIES, unbalanced, KEY, "free").problem())
        .isEqualTo("400 INVALID_INPUT");
    assertThat(accountant.post(ENTRIES, Books.deposit("free", "1.00"), KEY, "free").status())
        .isEqualTo(201);
  }

  @Test
  void theSameKeyOfAnotherPrincipalOrOperation_isAnotherKey() {
    Client other = SERVICE.as(Role.ACCOUNTANT);

    assertThat(accountant.post(ENTRIES, Books.deposit("own", "1.00"), KEY, "shared").status())
        .isEqualTo(201);
    assertThat(other.post(ENTRIES, Books.deposit("theirs", "1.00"), KEY, "shared").status())
        .isEqualTo(201);
    assertThat(
            accountant
                .post(
                    "/ops/units",
                    "{\"code\":\"USD\",\"exponent\":2,\"kind\":\"FIAT\"}",
                    KEY,
                    "shared")
                .status())
        .isEqualTo(201);
  }

  @Test
  void aKeyThatIsNoGood_isRefused() {
    String deposit = Books.deposit("bad-key", "1.00");

    assertThat(accountant.post(ENTRIES, deposit, "X-Other", "x").problem())
        .isEqualTo("400 KEY_MISSING");
    for (String bad : List.of("", " ", "\"\"", "x".repeat(256))) {
      assertThat(accountant.post(ENTRIES, deposit, KEY, bad).status()).as(bad).isEqualTo(400);
    }
    assertThat(accountant.post(ENTRIES, deposit, KEY, "a", KEY, "b").at("/field")).isEqualTo(KEY);
  }

  @Test
  void manyAtOnce_leaveOneEntry() {
    String deposit = Books.deposit("race", "1.00");
    List<CompletableFuture<Reply>> calls =
        IntStream.range(0, 16)
            .mapToObj(any ->
                CompletableFuture.supplyAsync(() -> accountant.post(ENTRIES, deposit, KEY, "race")))
            .toList();
    List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();

    assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
    assertThat(replies).allMatch(reply -> List.of(200, 201, 409).contains(reply.status()));
    assertThat(replies.stream().filter(reply -> reply.status() < 300).map(Reply::body).distinct())
        .hasSize(1);
  }

  @Test
  void aRequestThatIsStillWorkedOnElsewhere_isInFlight() throws Exception {
    String deposit = Books.deposit("elsewhere", "1.00");
    accountant.post(ENTRIES, deposit, KEY, "elsewhere");
    // Whoever reads acts waits for the marks of keys, which come a little later.
    assertThat(SERVICE.as(Role.AUDITOR).get("/ops/audit/acts").status()).isEqualTo(200);
    String table = SERVICE.options().serviceSchema() + ".request_key";
    try (Connection connection = DriverManager.getConnection(SERVICE.options().url());
        var statement = connection.createStatement()) {
      statement.execute(
          "update "
              + table
              + " set state = 0, process = gen_random_uuid()"
              + " where claimed_at = (select max(claimed_at) from "
              + table
              + ")");
      Reply reply = accountant.post(ENTRIES, deposit, KEY, "elsewhere");
      assertThat(reply.problem()).isEqualTo("409 REQUEST_IN_FLIGHT");
      assertThat(reply.header("Retry-After")).isEqualTo("1");

      statement.execute("update " + table + " set claimed_at = claimed_at - interval '2 minutes'");
      assertThat(accountant.post(ENTRIES, deposit, KEY, "elsewhere").status()).isEqualTo(200);
    }
  }

  @Test
  void aRefusal_isForgottenAfterThirtyDays() throws Exception {
    String payout = Books.deposit("old", "-90000.00");
    accountant.post(ENTRIES, payout, KEY, "old");
    accountant.post(ENTRIES, Books.deposit("old-funds", "90000.00"));
    try (Connection connection = DriverManager.getConnection(SERVICE.options().url());
        var statement = connection.createStatement()) {
      statement.execute(
          "update "
              + SERVICE.options().serviceSchema()
              + ".request_key set claimed_at = claimed_at - interval '31 days'");
    }

    assertThat(accountant.post(ENTRIES, payout, KEY, "old").status()).isEqualTo(201);
  }
}
