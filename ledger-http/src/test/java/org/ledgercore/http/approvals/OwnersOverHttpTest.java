package org.ledgercore.http.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.BackOffice;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.testing.Covers;

/** Owners, limits, applications and ready cases, by the roles that may see to them. */
class OwnersOverHttpTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final String SUBJECT = "22222222-2222-4333-8444-555555555555";
  private static final String DIGEST = "00".repeat(32);

  private static BackOffice office;
  private static Client ada;
  private static Client sue;
  private static Client cora;
  private static Client rosa;
  private static Client bot;
  private static Client auditor;

  @BeforeAll
  static void hire() {
    office = new BackOffice(SERVICE);
    ada = office.token("ada");
    sue = office.hire("sue", "SUPPORT");
    cora = office.hire("cora", "COMPLIANCE");
    rosa = office.hire("rosa", "RISK");
    bot = office.hire("bot", "SERVICE");
    auditor = SERVICE.as(Role.AUDITOR);
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    accountant
        .post("/ops/units", "{\"code\":\"EUR\",\"exponent\":2,\"kind\":\"FIAT\"}")
        .expect(201);
    for (String account :
        List.of(
            "\"path\":\"bank:main\",\"type\":\"ASSET\"",
            "\"path\":\"wallet:u1\",\"type\":\"LIABILITY\",\"floor\":\"0.00\",\"owner\":\"u1\"",
            "\"path\":\"parked:u1\",\"type\":\"LIABILITY\"",
            "\"path\":\"shop:s1\",\"type\":\"LIABILITY\"")) {
      accountant.post("/ops/accounts", "{" + account + ",\"currency\":\"EUR\"}").expect(201);
    }
    SERVICE
        .as(Role.SERVICE)
        .post(
            "/ops/entries",
            """
            {"key":"top-up","effectiveDate":"2026-06-15","postings":[
              {"account":"bank:main","side":"DEBIT","amount":{"value":"900","currency":"EUR"}},
              {"account":"wallet:u1","side":"CREDIT","amount":{"value":"900","currency":"EUR"}}]}
            """)
        .expect(201);
    SERVICE
        .as(Role.PRIVACY_OFFICER)
        .post(
            "/ops/subjects",
            """
            {"subject":"%s","values":{"email":"u1@example.test"},"reason":"a new customer"}
            """
                .formatted(SUBJECT))
        .expect(201);
    tier("UNIDENTIFIED", 10_000);
    tier("IDENTIFIED", 50_000);
  }

  private static void tier(String status, long minor) {
    office.agree(
        ada.post(
            "/ops/approvals/requests",
            """
            {"kind":"limit.tier","subject":"%s/EUR","inputs":{"entry":"%d"},"reason":"the board"}
            """
                .formatted(status, minor)));
  }

  private static Reply pass(String application, String value) {
    return bot.post(
        "/ops/owners/operations",
        """
        {"application":"%s","from":"wallet:u1","via":"parked:u1","to":"shop:s1",
         "amount":{"value":"%s","currency":"EUR"},"date":"2026-06-15","payment":"%s",
         "applicant":"%s","reason":"pays the shop"}
        """
            .formatted(application, value, application, SUBJECT));
  }

  private static String balance(String path) {
    return auditor.get("/ops/accounts/EUR/" + path + "/balance").at("/posted/value");
  }

  @Test
  @Covers({"S35", "S37"})
  void anApplication_isParked_found_decided_andNeedsNobodyOnceItsOwnerIsIdentified() {
    assertThat(auditor.get("/ops/owners/u1/identity").at("/status")).isEqualTo("UNIDENTIFIED");
    Reply parked = pass("app-1", "120.00").expect(201);
    assertThat(parked.at("/request/state")).isEqualTo("PENDING");
    assertThat(balance("parked:u1")).isEqualTo("120.00");
    String number = parked.at("/request/number");
    for (String search :
        List.of(
            "subject=app-1",
            "kind=parked&value=120.00&currency=EUR",
            "applicant=" + SUBJECT + "&open=true")) {
      Reply found = auditor.get("/ops/approvals/requests?" + search);
      assertThat(found.at("/items/0/number")).as(search).isEqualTo(number);
    }
    assertThat(auditor.get("/ops/approvals/requests?value=120.01&currency=EUR").body())
        .contains("\"items\":[]");
    assertThat(byEmail("u1@example.test").at("/items/0/number")).isEqualTo(number);
    assertThat(byEmail("u2@example.test").body()).contains("\"items\":[]");
    rosa.post("/ops/approvals/requests/" + number + "/reject", "{\"reason\":\"who is this?\"}")
        .expect(201);
    assertThat(balance("parked:u1")).isEqualTo("0.00");
    assertThat(balance("wallet:u1")).isEqualTo("900.00");

    String identity =
        """
        {"owner":"u1","type":"INDIVIDUAL","status":"IDENTIFIED","documents":[
          {"type":"passport","reference":"scan 17","digest":"%s"}],"reason":"was here"}
        """
            .formatted(DIGEST);
    assertThat(rosa.post("/ops/owners/identity", identity).problem())
        .isEqualTo("403 NOT_PERMITTED");
    Reply asked = sue.post("/ops/owners/identity", identity).expect(201);
    assertThat(BackOffice.approve(sue, asked).problem()).isEqualTo("403 NOT_PERMITTED");
    BackOffice.approve(cora, asked).expect(201);
    BackOffice.execute(cora, asked).expect(201);
    Reply known = auditor.get("/ops/owners/u1/identity");
    assertThat(known.at("/status")).isEqualTo("IDENTIFIED");
    assertThat(known.at("/documents/0/reference")).isEqualTo("scan 17");
    Reply limits = auditor.get("/ops/owners/u1/limits?currency=EUR&date=2026-06-15");
    assertThat(limits.at("/perOperation/value")).isEqualTo("500.00");

    Reply posted = pass("app-2", "120.00").expect(201);
    assertThat(posted.at("/entry")).isNotEmpty();
    assertThat(pass("app-2", "120.00").expect(200).at("/entry")).isEqualTo(posted.at("/entry"));
    assertThat(balance("shop:s1")).isEqualTo("120.00");
    Reply forged =
        SERVICE
            .as(Role.SERVICE)
            .post(
                "/ops/facts",
                """
                {"kind":"owner.identity","id":"u9","expectedVersion":0,
                 "values":{"status":"IDENTIFIED"},"reason":"by hand"}
                """);
    assertThat(forged.problem()).isEqualTo("400 INVALID_INPUT");
  }

  private static Reply byEmail(String email) {
    return auditor.post("/ops/approvals/requests/by-email", "{\"email\":\"" + email + "\"}");
  }

  @Test
  @Covers("E10")
  void aCase_listsItsMissingProofs_untilEachIsFound() {
    Reply nothing = auditor.get("/ops/cases/case-9/readiness");
    assertThat(nothing.at("/ready")).isEqualTo("false");
    assertThat(nothing.body())
        .contains("[\"customer\",\"merchant\",\"support\",\"operations\",\"review\",")
        .contains("\"finance\",\"owner\"]");
    sue.post("/ops/cases/case-9/notes", "{\"visibility\":\"INTERNAL\",\"text\":\"called\"}")
        .expect(201);
    sue.post("/ops/cases/case-9/notes", "{\"visibility\":\"MERCHANT\",\"text\":\"soon\"}")
        .expect(201);
    sue.post(
            "/ops/packs",
            """
            {"pack":"pack-9","payment":"case-9",
             "evidence":[{"type":"mail","reference":"mail 1","digest":"%s"}]}
            """
                .formatted(DIGEST))
        .expect(201);
    Reply some = auditor.get("/ops/cases/case-9/readiness");
    assertThat(some.at("/found/support")).isEqualTo("note 1");
    assertThat(some.at("/found/merchant")).isEqualTo("note 2");
    assertThat(some.at("/found/review")).isEqualTo("pack pack-9");
    assertThat(some.body()).contains("[\"customer\",\"operations\",\"finance\",\"owner\"]");
  }
}
