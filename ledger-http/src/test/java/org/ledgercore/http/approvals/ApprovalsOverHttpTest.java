package org.ledgercore.http.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.BackOffice;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payouts.Payouts;
import org.ledgercore.testing.Covers;

/** A refund and a payout from the request to the confirmation, by two people over HTTP. */
class ApprovalsOverHttpTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final String DAY = "2026-06-15";

  private static BackOffice office;
  private static Client sue;
  private static Client max;
  private static Client tina;
  private static Client operator;

  @BeforeAll
  static void hire() {
    Ledger ledger = SERVICE.service().ledger();
    Books.goldenDay(ledger);
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    accountant.post("/ops/merchants", "{\"id\":\"shop\",\"currency\":\"IQD\"}").expect(201);
    Payouts.on(ledger)
        .nameBeneficiary(new MerchantId("shop"), "iban-7", "mia", "told by mail")
        .orThrow();
    operator = SERVICE.as(Role.OPERATOR);
    office = new BackOffice(SERVICE);
    sue = office.hire("sue", "SUPPORT");
    max = office.hire("max", "ACCOUNTANT");
    tina = office.hire("tina", "TREASURY");
  }

  private static void capture(String payment, long dinars) {
    operator
        .post(
            "/ops/payments/captures",
            """
            {"provider":"local_card_switch","reference":"cap_%s","merchant":"shop",
             "gross":{"value":"%d","currency":"IQD"},"terms":{"feeBasisPoints":0},
             "when":{"date":"%s","payment":"%s"}}
            """
                .formatted(payment, dinars, DAY, payment))
        .expect(201);
  }

  private static String refund(String reference, String payment) {
    return """
    {"provider":"local_card_switch","reference":"%s","merchant":"shop",
     "amount":{"value":"40000","currency":"IQD"},"date":"%s","payment":"%s",
     "reason":"paid twice"}
    """
        .formatted(reference, DAY, payment);
  }

  private static String payout(String id, long dinars) {
    return """
    {"payout":"%s","merchant":"shop","amount":{"value":"%d","currency":"IQD"},
     "bank":"rafidain","date":"%s","payment":"%s","reason":"is due"}
    """
        .formatted(id, dinars, DAY, id);
  }

  private static long balance(String path) {
    Ledger ledger = SERVICE.service().ledger();
    return ledger
            .account(new AccountRef(AccountPath.of(path), "IQD"))
            .map(account -> ledger.balance(account).posted().minor())
            .orElse(0L)
        / 1_000;
  }

  @Test
  void aRefund_isHeldDecidedByAnotherPersonAndConfirmed() {
    capture("pay_r", 100_000);
    long payable = balance("merchant_payable:shop");
    Reply asked = sue.post("/ops/approvals/refunds", refund("re_r", "pay_r")).expect(201);

    assertThat(balance("refund_pending:shop")).isEqualTo(40_000);
    assertThat(balance("merchant_payable:shop")).isEqualTo(payable - 40_000);
    assertThat(asked.at("/state")).isEqualTo("PENDING");
    assertThat(asked.at("/impact/value")).isEqualTo("40000.000");
    assertThat(BackOffice.approve(sue, asked).problem()).isEqualTo("403 NOT_PERMITTED");

    Client cleo = office.token("cleo");
    assertThat(cleo.get("/ops/approvals/waiting").body()).contains("\"subject\":\"re_r\"");
    assertThat(BackOffice.approve(cleo, asked).expect(201).at("/state")).isEqualTo("APPROVED");
    assertThat(BackOffice.execute(cleo, asked).expect(201).at("/state")).isEqualTo("EXECUTED");
    operator
        .post(
            "/ops/payments/refunds/confirm",
            """
            {"provider":"local_card_switch","reference":"re_r",
             "when":{"date":"2026-06-15","payment":"pay_r"}}
            """)
        .expect(201);
    assertThat(balance("refund_pending:shop")).isZero();
    assertThat(balance("merchant_payable:shop")).isEqualTo(payable - 40_000);
    assertThat(SERVICE.service().approvals().requests().verify()).isEmpty();
  }

  @Test
  void aPayout_isRefusedWhileARefundIsOpen_andReleasedOnce() {
    capture("pay_p", 500_000);
    Reply refund = sue.post("/ops/approvals/refunds", refund("re_p", "pay_p")).expect(201);
    Reply asked = max.post("/ops/approvals/payouts", payout("po_p", 300_000)).expect(201);
    BackOffice.approve(tina, asked).expect(201);
    assertThat(BackOffice.execute(max, asked).problem()).isEqualTo("403 NOT_PERMITTED");

    Reply refused = BackOffice.execute(tina, asked);
    assertThat(refused.problem()).isEqualTo("409 BLOCKED");
    assertThat(refused.at("/detail")).contains("refund request " + refund.at("/number"));
    assertThat(tina.get("/ops/approvals/requests/" + asked.at("/number") + "/gates").body())
        .contains("\"gate\":\"refund_open\",\"version\":1,\"open\":false");
    assertThat(balance("payout_in_flight:rafidain")).isZero();

    String rejected = "/ops/approvals/requests/" + refund.at("/number") + "/reject";
    office.token("cleo").post(rejected, "{\"reason\":\"was paid back\"}").expect(201);
    doWorkThatIsDueBefore("po_p", () -> BackOffice.execute(tina, asked));
    assertThat(BackOffice.execute(tina, asked).expect(201).at("/state")).isEqualTo("EXECUTED");
    assertThat(BackOffice.execute(tina, asked).problem()).isEqualTo("409 WRONG_STATE");
    assertThat(balance("payout_in_flight:rafidain")).isEqualTo(300_000);
  }

  /** What is to be done before a payout keeps it back until it is done. */
  private static void doWorkThatIsDueBefore(String payout, Supplier<Reply> release) {
    Reply work =
        sue.post(
                "/ops/work",
                """
                {"queue": "support", "subject": "shop", "nextAction": "ask the merchant",
                 "dueBefore": "payout:%s"}
                """
                    .formatted(payout))
            .expect(201);
    String item = "/ops/work/" + work.at("/item");
    assertThat(release.get().problem()).isEqualTo("409 BLOCKED");
    assertThat(release.get().at("/detail")).contains("work_done: work item " + work.at("/item"));

    String why = "{\"reason\": \"the merchant said yes\"}";
    sue.post(item + "/claim", why).expect(201);
    sue.post(item + "/finish", why).expect(201);
  }

  /** Dan may ask for flags to be lifted and may decide about it, but not about his own request. */
  @Test
  void nobodyDecidesOnTheirOwnRequest_withNoneOfTheirTokens() {
    Client dan = office.hire("dan", "ANTI_FRAUD");
    office.hire("dan", "COMPLIANCE");
    Client second = office.secondToken("dan");
    dan.post(
            "/ops/flags",
            "{\"flag\":\"SCREENING\",\"subject\":\"shop-2\",\"reason\":\"on the list\"}")
        .expect(201);
    Reply asked =
        dan.post(
                "/ops/flags/lift",
                """
                {"flag":"SCREENING","subject":"shop-2","reason":"another person","evidence":[
                 {"type":"document","reference":"passport 7","digest":"%s"}]}
                """
                    .formatted("0".repeat(64)))
            .expect(201);

    assertThat(second.get("/ops/approvals/waiting").at("/items/0")).isEmpty();
    for (Client token : List.of(dan, second)) {
      assertThat(BackOffice.approve(token, asked).problem()).isEqualTo("403 SELF_APPROVAL");
      assertThat(BackOffice.execute(token, asked).problem()).isEqualTo("403 SELF_APPROVAL");
    }
    assertThat(dan.get("/ops/flags/SCREENING/shop-2").at("/raised")).isEqualTo("true");
    office.agree(asked);
    assertThat(dan.get("/ops/flags/SCREENING/shop-2").at("/raised")).isEqualTo("false");
  }

  @Test
  void aCallThatIsSentTwice_isAnsweredByWhatItDid() {
    capture("pay_t", 100_000);
    String key = "twice-1";
    String body = refund("re_t", "pay_t");
    Reply first = sue.post("/ops/approvals/refunds", body, "Idempotency-Key", key).expect(201);
    Reply again = sue.post("/ops/approvals/refunds", body, "Idempotency-Key", key).expect(200);

    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.at("/number")).isEqualTo(first.at("/number"));
    assertThat(sue.post("/ops/approvals/refunds", body).problem()).isEqualTo("409 ALREADY_OPEN");
    String recall = "/ops/approvals/requests/" + first.at("/number") + "/recall";
    String why = "{\"reason\":\"was a mistake\"}";
    sue.post(recall, why, "Idempotency-Key", key).expect(201);
    sue.post(recall, why, "Idempotency-Key", key).expect(200);
    assertThat(sue.post(recall, why).problem()).isEqualTo("409 WRONG_STATE");
  }

  @Test
  void aTokenThatNobodyMadeALogin_isNobody_evenUnderTheNameOfAPerson() {
    Client impostor = SERVICE.as(Role.STAFF, "platform", "cleo");

    assertThat(impostor.get("/ops/people/me").problem()).isEqualTo("403 UNKNOWN_LOGIN");
    Reply asked = sue.post("/ops/approvals/refunds", refund("re_none", "pay_none"));
    assertThat(asked.status()).isEqualTo(422);
    assertThat(
            impostor.post("/ops/approvals/requests/1/approve", approval("0".repeat(64))).problem())
        .isEqualTo("403 UNKNOWN_LOGIN");
  }

  @Test
  void somebodyWithoutTheRight_isRefused_andAnotherOrganisationSeesNothing() {
    capture("pay_o", 100_000);
    Reply asked = sue.post("/ops/approvals/refunds", refund("re_o", "pay_o")).expect(201);
    Client elsewhere = SERVICE.as(Role.STAFF, "school");

    assertThat(BackOffice.approve(max, asked).problem()).isEqualTo("403 NOT_PERMITTED");
    assertThat(elsewhere.get("/ops/approvals/requests/" + asked.at("/number")).status())
        .isEqualTo(404);
    assertThat(BackOffice.approve(elsewhere, asked).problem()).isEqualTo("404 UNKNOWN_REQUEST");
    assertThat(elsewhere.get("/ops/approvals/requests").at("/items/0")).isEmpty();
    String recall = "/ops/approvals/requests/" + asked.at("/number") + "/recall";
    sue.post(recall, "{\"reason\":\"was only a test\"}").expect(201);
  }

  @Test
  void factsOfApprovals_areWrittenByNobodyElse() {
    Client service = SERVICE.as(Role.SERVICE);
    for (String kind : List.of("screening.flag", "approval.request", "statement.matched")) {
      Reply reply =
          service.post(
              "/ops/facts",
              """
              {"kind":"%s","id":"shop","expectedVersion":0,"values":{"state":"lifted"},
               "reason":"is fine"}
              """
                  .formatted(kind));
      assertThat(reply.problem()).isEqualTo("400 INVALID_INPUT");
      assertThat(reply.at("/field")).isEqualTo("kind");
    }
  }

  @Test
  @Covers("E9")
  void whatIsTried_isWhatWouldBeDone_andChangesNothing() {
    capture("pay_s", 100_000);
    long newest = SERVICE.service().ledger().newestEntry();
    long payable = balance("merchant_payable:shop");
    String body = refund("re_s", "pay_s");
    Reply tried = sue.post("/ops/approvals/refunds/preview", body).expect(200);
    Reply gates = sue.post("/ops/approvals/payouts/gates", payout("po_s", 1_000)).expect(200);

    assertThat(gates.at("/items/0/gate")).isEqualTo("refund_open");
    assertThat(SERVICE.service().ledger().newestEntry()).isEqualTo(newest);
    assertThat(balance("merchant_payable:shop")).isEqualTo(payable);
    Reply asked = sue.post("/ops/approvals/refunds", body).expect(201);
    assertThat(asked.at("/lines")).isEqualTo(tried.at("/lines")).contains("holding debit");
    assertThat(asked.at("/digest")).isEqualTo(tried.at("/digest"));
    sue.post(
            "/ops/approvals/requests/" + asked.at("/number") + "/recall",
            "{\"reason\":\"was only a try\"}")
        .expect(201);
  }

  @Test
  @Covers("E5")
  void support_recordsWhatItDecided_andPostsNothing() {
    long newest = SERVICE.service().ledger().newestEntry();
    sue.post(
            "/ops/cases/pay_scenario_001/notes",
            "{\"visibility\":\"CUSTOMER\",\"text\":\"Your receipt is right.\"}")
        .expect(201);
    for (String path : List.of("/ops/entries", "/ops/payments/captures", "/ops/holds")) {
      assertThat(sue.post(path, "{}").problem()).isEqualTo("403 NOT_PERMITTED");
    }
    assertThat(SERVICE.service().ledger().entry(newest + 1).entry().postings()).isEmpty();
    assertThat(SERVICE.service().ledger().newestEntry()).isEqualTo(newest + 1);
  }

  private static String approval(String digest) {
    return "{\"digest\":\"%s\",\"reason\":\"was so\"}".formatted(digest);
  }
}
