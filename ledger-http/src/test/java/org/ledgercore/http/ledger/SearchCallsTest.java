package org.ledgercore.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.contracts.Terms;
import org.ledgercore.http.demo.GoldenDay;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.testing.Covers;
import tools.jackson.databind.JsonNode;

/** What is looked for is found by whatever it is called, and receipts print the same for ever. */
class SearchCallsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  @BeforeAll
  static void playTheDay() {
    Books.goldenDay(SERVICE.service().ledger());
    Payments.on(SERVICE.service().ledger())
        .capture(
            new Capture(
                new ProviderId("local_card_switch"),
                "other-day",
                new MerchantId("school"),
                Money.ofMajor(777, GoldenDay.IQD),
                Terms.fee(0),
                new Occasion(
                    LocalDate.of(2026, 7, 1),
                    "pay_other",
                    Map.of("end_to_end", "E2E-9", "party", "subject-4711", "product", "topup-5"))))
        .orThrow();
  }

  private static Client auditor() {
    return SERVICE.as(Role.AUDITOR);
  }

  private static List<String> kinds(String query) {
    Reply reply = auditor().get("/ops/search?" + query);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    List<String> kinds = new ArrayList<>();
    reply.json().get("items").forEach(each -> kinds.add(each.get("kind").stringValue()));
    return kinds;
  }

  @ParameterizedTest
  @Covers("O1")
  @ValueSource(
      strings = {
        "reference=pay_other",
        "reference=other-day",
        "reference=other-day&namespace=capture/local_card_switch",
        "fact=end_to_end&value=E2E-9",
        "fact=party&value=subject-4711",
        "amount=777&currency=IQD",
        "amountFrom=776.5&amountTo=777.5&currency=IQD",
        "effectiveFrom=2026-07-01&effectiveTo=2026-07-01",
        "effectiveFrom=2026-07-01&effectiveTo=2026-07-31&merchant=school&currency=IQD",
        "merchant=school&currency=IQD&state=PENDING&amount=777"
      })
  void eachReferenceAndEachCriterion_findsTheCapture(String query) {
    assertThat(kinds(query)).containsExactly("capture");
  }

  @Test
  @Covers("O1")
  void itsNumberItsReceiptAndItsInstant_findItToo_andUnknownFindsNothing() {
    Reply known = auditor().get("/ops/search?reference=pay_other");
    String number = known.at("/items/0/number");
    String at = known.at("/items/0/recordedAt");
    String receipt = auditor().get("/ops/payments/pay_other/receipts").at("/items/0/receipt");

    assertThat(auditor().get("/ops/search?reference=" + number).at("/items/0/number"))
        .isEqualTo(number);
    assertThat(kinds("reference=" + receipt)).containsExactly("capture");
    assertThat(
            kinds(
                "recordedFrom="
                    + at
                    + "&recordedBefore=2099-01-01T00:00:00Z&amount=777&currency=IQD"))
        .containsExactly("capture");
    assertThat(kinds("reference=nobody-knows-it")).isEmpty();
    assertThat(kinds("fact=end_to_end&value=none")).isEmpty();
    assertThat(kinds("reference=po_school_2026_001")).contains("payout_requested");
    assertThat(kinds("reference=refreq_school_2026_001")).contains("refund_hold");
    assertThat(auditor().get("/ops/search").problem()).isEqualTo("400 INVALID_INPUT");
    assertThat(auditor().get("/ops/search?amount=1").at("/field")).isEqualTo("currency");
  }

  @Test
  @Covers("E33")
  void aReceipt_printsTheSameForEver_underANumberOfItsOwn() throws NoSuchAlgorithmException {
    Set<String> numbers = new HashSet<>();
    for (String payment : List.of("pay_scenario_001", "pay_other")) {
      JsonNode first =
          auditor().get("/ops/payments/" + payment + "/receipts").json().at("/items/0");
      String number = first.get("receipt").stringValue();
      JsonNode again = auditor().get("/ops/receipts/" + number).json();
      StringBuilder text = new StringBuilder();
      again.get("text").forEach(line -> text.append(line.stringValue()).append('\n'));

      assertThat(number).matches("RCPT-2026-[0-9]{8}");
      assertThat(numbers.add(number)).isTrue();
      assertThat(again).isEqualTo(first);
      assertThat(again.get("fingerprint").stringValue())
          .isEqualTo(
              HexFormat.of()
                  .formatHex(
                      MessageDigest.getInstance("SHA-256")
                          .digest(text.toString().getBytes(StandardCharsets.UTF_8))));
      long entry = Long.parseLong(number.substring(10));
      assertThat(text.toString()).contains(auditor().get("/ops/entries/" + entry).at("/digest"));
      assertThat(auditor().get("/ops/receipts/" + number.replace("2026", "2025")).status())
          .isEqualTo(404);
    }
    Reply payer = SERVICE.as(Role.PAYER, "pay_other").get("/pay/payments/pay_other/receipts");
    assertThat(payer.at("/items/0/paid/value")).isEqualTo("777.000");
    assertThat(
            SERVICE
                .as(Role.PAYER, "pay_other")
                .get("/pay/payments/pay_scenario_001/receipts")
                .status())
        .isEqualTo(404);
  }

  @Test
  @Covers("S8")
  void theReport_groupsByTheProductsThatCapturesCarry() {
    String days = "/ops/figures/products?currency=IQD&first=2026-06-01&last=2026-07-31";
    JsonNode products = auditor().get(days).json().get("items");

    assertThat(products).hasSize(2);
    assertThat(products.get(0).get("product").stringValue()).isEmpty();
    assertThat(products.get(0).at("/gross/value").stringValue()).isEqualTo("125000.000");
    assertThat(products.get(1).get("product").stringValue()).isEqualTo("topup-5");
    assertThat(products.get(1).get("captures").intValue()).isEqualTo(1);
    assertThat(products.get(1).at("/gross/value").stringValue()).isEqualTo("777.000");
  }

  @Test
  @Covers("S19")
  void theSameFigures_forEveryRoleThatMaySeeThem() {
    String today = "/ops/figures/owner?currency=IQD";
    String june = "/ops/figures/owner/period?currency=IQD&first=2026-06-01&last=2026-06-30";
    for (String path : List.of(today, june, "/ops/figures/safeguarding?currency=IQD")) {
      String told = auditor().get(path).body();
      for (Role role : List.of(Role.ACCOUNTANT, Role.OPERATOR)) {
        assertThat(SERVICE.as(role).get(path).body()).isEqualTo(told);
      }
    }
    assertThat(auditor().get(june).at("/figures/gmv/value")).isEqualTo("125000.000");
  }
}
