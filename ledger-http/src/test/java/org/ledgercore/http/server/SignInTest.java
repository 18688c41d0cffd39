package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.testing.Covers;

/** People with passwords: signing in and out, what a session may and when it ends. */
@Covers({"E11", "S12"})
class SignInTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  /** Ten failures a minute, as usual. */
  @RegisterExtension
  static final RunningService STRICT =
      new RunningService(usual -> usual.withRates(new ServerOptions.Rates(1_000, 1_000, 10, 4)));

  private static final String OURS = "X-Ledger-Request";

  /** Somebody new, with the first password. */
  private record Person(String login, String password) {

    static Person of(RunningService service, Role role, String organisation) {
      String login = "p" + UUID.randomUUID().toString().substring(0, 12);
      Reply made =
          service
              .as(Role.ADMIN)
              .post(
                  "/ops/logins",
                  """
                  {"login": "%s", "audience": "%s", "organisation": "%s", "roles": ["%s"]}
                  """
                      .formatted(login, role.audience(), organisation, role),
                  OURS,
                  "1");
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      return new Person(login, made.at("/password"));
    }

    Reply signIn(Client client, String word, String... headers) {
      return client.post(
          "/sign-in",
          "{\"login\": \"" + login + "\", \"password\": \"" + word + "\"}",
          headers.length == 0 ? new String[] {OURS, "1"} : headers);
    }

    String session(Client client) {
      Reply in = signIn(client, password);
      assertThat(in.status()).as(in.body()).isEqualTo(200);
      return cookie(in);
    }
  }

  private static String cookie(Reply reply) {
    String set = reply.header("Set-Cookie");
    assertThat(set).contains("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=");
    assertThat(set).startsWith("__Host-ledger=").doesNotContain("Domain");
    return set.substring(0, set.indexOf(';'));
  }

  private static Reply profile(String cookie) {
    return SERVICE.anyone().get("/ops/profile", "Cookie", cookie);
  }

  @Test
  void signIn_givesASession_thatSeesItsOwnProfileOnly() {
    Person person = Person.of(SERVICE, Role.AUDITOR, "platform");
    Reply in = person.signIn(SERVICE.anyone(), person.password());

    assertThat(in.at("/name")).isEqualTo(person.login());
    assertThat(in.body()).doesNotContain(cookie(in).substring(14));
    Reply own = profile(cookie(in));
    assertThat(own.at("/name")).isEqualTo(person.login());
    assertThat(own.at("/roles/0")).isEqualTo("AUDITOR");
    Reply merchant = SERVICE.anyone().get("/merchant/profile", "Cookie", cookie(in));
    assertThat(merchant.problem()).isEqualTo("403 WRONG_AUDIENCE");
    Reply logins = SERVICE.anyone().get("/ops/feed", "Cookie", cookie(in));
    assertThat(logins.status()).isEqualTo(200);
    Reply tokens = SERVICE.anyone().post("/ops/tokens", "{}", "Cookie", cookie(in), OURS, "1");
    assertThat(tokens.problem()).isEqualTo("403 NOT_PERMITTED");
  }

  @Test
  void aSession_isNobodysLoginInApprovals() {
    Person person = Person.of(SERVICE, Role.STAFF, "platform");
    String session = person.session(SERVICE.anyone());

    Reply me = SERVICE.anyone().get("/ops/people/me", "Cookie", session);
    assertThat(me.status()).isEqualTo(400);
    assertThat(me.at("/field")).isEqualTo("Authorization");
  }

  @Test
  void aWrongPassword_andAnUnknownLogin_lookTheSame() {
    Person person = Person.of(SERVICE, Role.AUDITOR, "platform");
    Reply wrong = person.signIn(SERVICE.anyone(), "not the password");
    Reply nobody = new Person("nobody", "x").signIn(SERVICE.anyone(), "not the password");

    assertThat(wrong.problem()).isEqualTo("401 NOT_SIGNED_IN");
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(without(nobody)).isEqualTo(without(wrong));
  }

  @Test
  void signIn_makesANewSessionId_andEndsTheOneThatCameAlong() {
    Person person = Person.of(SERVICE, Role.AUDITOR, "platform");
    String first = person.session(SERVICE.anyone());
    Reply again = person.signIn(SERVICE.anyone(), person.password(), OURS, "1", "Cookie", first);

    assertThat(cookie(again)).isNotEqualTo(first);
    assertThat(profile(first).problem()).isEqualTo("401 NOT_SIGNED_IN");
    assertThat(profile(cookie(again)).status()).isEqualTo(200);
    String chosen = "__Host-ledger=fixed-by-somebody-else";
    Reply fixed = person.signIn(SERVICE.anyone(), person.password(), OURS, "1", "Cookie", chosen);
    assertThat(cookie(fixed)).isNotEqualTo(chosen);
    assertThat(profile(chosen).problem()).isEqualTo("401 NOT_SIGNED_IN");
  }

  @Test
  void signOut_endsTheSession_andForgetsTheCookie() {
    String session = Person.of(SERVICE, Role.AUDITOR, "platform").session(SERVICE.anyone());
    Reply out = SERVICE.anyone().post("/sign-out", "", OURS, "1", "Cookie", session);

    assertThat(out.at("/ended")).isEqualTo("true");
    assertThat(out.header("Set-Cookie")).startsWith("__Host-ledger=;").contains("Max-Age=0");
    assertThat(profile(session).problem()).isEqualTo("401 NOT_SIGNED_IN");
  }

  @Test
  void whatASessionChanges_needsAHeaderThatNoOtherSiteCanSend() {
    Person person = Person.of(SERVICE, Role.ACCOUNTANT, "platform");
    String session = person.session(SERVICE.anyone());
    String unit = "{\"code\":\"USD\",\"exponent\":2,\"kind\":\"FIAT\"}";
    Client browser = SERVICE.anyone();

    assertThat(
            browser.post("/ops/units", unit, "Idempotency-Key", "u", "Cookie", session).problem())
        .isEqualTo("403 CROSS_SITE");
    assertThat(
            browser
                .post(
                    "/ops/units",
                    unit,
                    "Idempotency-Key",
                    "u",
                    "Cookie",
                    session,
                    OURS,
                    "1",
                    "Sec-Fetch-Site",
                    "cross-site")
                .problem())
        .isEqualTo("403 CROSS_SITE");
    assertThat(browser.post("/sign-out", "", "Cookie", session).problem())
        .isEqualTo("403 CROSS_SITE");
    assertThat(
            browser
                .post("/ops/units", unit, "Idempotency-Key", "u", "Cookie", session, OURS, "1")
                .status())
        .isEqualTo(201);
  }

  @Test
  void aSessionEnds_afterHalfAnHourOfSilence_andAfterTwelveHours() throws SQLException {
    Person person = Person.of(SERVICE, Role.AUDITOR, "platform");
    String idle = person.session(SERVICE.anyone());
    change("update %s.session set seen_at = now() - interval '29 minutes'", person);
    assertThat(profile(idle).status()).as("seen again, so it counts anew").isEqualTo(200);
    change("update %s.session set seen_at = now() - interval '31 minutes'", person);
    assertThat(profile(idle).problem()).isEqualTo("401 NOT_SIGNED_IN");

    String old = person.session(SERVICE.anyone());
    change("update %s.session set expires_at = now() - interval '1 second'", person);
    assertThat(profile(old).problem()).isEqualTo("401 NOT_SIGNED_IN");
  }

  @Test
  void changePassword_endsEverySession_andTheOldPassword() {
    Person person = Person.of(SERVICE, Role.AUDITOR, "platform");
    String session = person.session(SERVICE.anyone());
    String chosen = "a horse reads no ledger";
    String body = "{\"login\":\"%s\",\"password\":\"%s\",\"newPassword\":\"%s\"}";
    Client anyone = SERVICE.anyone();

    String tooShort = body.formatted(person.login(), person.password(), "short");
    assertThat(anyone.post("/sign-in/password", tooShort, OURS, "1").at("/field"))
        .isEqualTo("newPassword");
    String own = body.formatted(person.login(), person.password(), "the-" + person.login());
    assertThat(anyone.post("/sign-in/password", own, OURS, "1").at("/field"))
        .isEqualTo("newPassword");
    String good = body.formatted(person.login(), person.password(), chosen);
    Reply changed = anyone.post("/sign-in/password", good, OURS, "1");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(profile(session).problem()).isEqualTo("401 NOT_SIGNED_IN");
    assertThat(profile(cookie(changed)).status()).isEqualTo(200);
    assertThat(person.signIn(anyone, person.password()).status()).isEqualTo(401);
    assertThat(person.signIn(anyone, chosen).status()).isEqualTo(200);
  }

  @Test
  void anAdministrator_signsSomebodyOut_resetsAndEnds() throws SQLException {
    Person person = Person.of(SERVICE, Role.AUDITOR, "platform");
    Client admin = SERVICE.as(Role.ADMIN);
    String session = person.session(SERVICE.anyone());
    admin.post("/ops/logins/" + person.login() + "/sign-out", "", OURS, "1");
    assertThat(profile(session).status()).isEqualTo(401);

    Reply reset = admin.post("/ops/logins/" + person.login() + "/reset", "", OURS, "1");
    assertThat(person.signIn(SERVICE.anyone(), person.password()).status()).isEqualTo(401);
    String second = cookie(person.signIn(SERVICE.anyone(), reset.at("/password")));
    admin.post("/ops/logins/" + person.login() + "/close", "", OURS, "1");
    assertThat(profile(second).status()).isEqualTo(401);
    assertThat(person.signIn(SERVICE.anyone(), reset.at("/password")).status()).isEqualTo(401);

    Person late = Person.of(SERVICE, Role.AUDITOR, "platform");
    change("update %s.login set initial_until = now() - interval '1 second'", late);
    assertThat(late.signIn(SERVICE.anyone(), late.password()).status()).isEqualTo(401);
  }

  @Test
  void theDatabase_holdsNeitherPasswordNorSession() throws SQLException {
    Person person = Person.of(SERVICE, Role.AUDITOR, "platform");
    String session = person.session(SERVICE.anyone());
    String schema = SERVICE.options().serviceSchema();
    try (Connection connection = DriverManager.getConnection(SERVICE.options().url());
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select (select string_agg(login::text, '') from %1$s.login)".formatted(schema)
                    + " || (select string_agg(session::text, '') from %1$s.session)"
                        .formatted(schema))) {
      rows.next();
      assertThat(rows.getString(1))
          .contains(person.login())
          .doesNotContain(person.password(), session.substring(14));
    }
  }

  @Test
  void afterTenFailures_evenTheRightPasswordWaits() {
    Person person = Person.of(STRICT, Role.AUDITOR, "platform");
    for (int i = 0; i < 10; i++) {
      assertThat(person.signIn(STRICT.anyone(), "wrong " + i).status()).isEqualTo(401);
    }
    Reply right = person.signIn(STRICT.anyone(), person.password());

    assertThat(right.problem()).isEqualTo("429 TOO_MANY_SIGN_INS");
    assertThat(Integer.parseInt(right.header("Retry-After"))).isPositive();
  }

  private static void change(String sql, Person person) throws SQLException {
    try (Connection connection = DriverManager.getConnection(SERVICE.options().url());
        Statement statement = connection.createStatement()) {
      String one = sql.formatted(SERVICE.options().serviceSchema());
      assertThat(statement.executeUpdate(one + " where login = '" + person.login() + "'"))
          .isPositive();
    }
  }

  private static String without(Reply reply) {
    return reply.body().replaceAll("\"instance\":\"[^\"]*\"", "");
  }
}
