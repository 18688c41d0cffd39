package org.ledgercore.http.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.approvals.requests.Status.Visibility;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.BackOffice;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.testing.Covers;

/** Notes are told to those who may see them, and to nobody else, whatever order they come in. */
@Covers("E26")
class VisibilityTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final String PAYMENT = "pay_scenario_001";
  private static final int NOTES = 40;

  private static final List<Visibility> WRITTEN = new ArrayList<>();

  @BeforeAll
  static void writeNotes() {
    Books.goldenDay(SERVICE.service().ledger());
    Client sue = new BackOffice(SERVICE).hire("sue", "SUPPORT");
    Random random = new Random(7);
    for (int i = 0; i < NOTES; i++) {
      Visibility visibility = Visibility.values()[random.nextInt(Visibility.values().length)];
      WRITTEN.add(visibility);
      sue.post(
              "/ops/cases/" + PAYMENT + "/notes",
              "{\"visibility\":\"%s\",\"text\":\"<%s %d>\"}".formatted(visibility, visibility, i))
          .expect(201);
    }
  }

  private static void assertTold(String body, Visibility viewer) {
    for (int i = 0; i < NOTES; i++) {
      String text = "<" + WRITTEN.get(i) + " " + i + ">";
      if (viewer.compareTo(WRITTEN.get(i)) >= 0) {
        assertThat(body).contains(text);
      } else {
        assertThat(body).doesNotContain(text);
      }
    }
  }

  @Test
  void everybody_isToldWhatTheyMaySee() {
    String own = "/payments/" + PAYMENT + "/notes";
    String ops = "/ops/cases/" + PAYMENT + "/timeline";
    assertTold(SERVICE.as(Role.PAYER, PAYMENT).get("/pay" + own).body(), Visibility.CUSTOMER);
    Client school = SERVICE.as(Role.MERCHANT, "school");
    assertTold(school.get("/merchant" + own).body(), Visibility.MERCHANT);
    assertTold(SERVICE.as(Role.STAFF).get(ops).body(), Visibility.INTERNAL);
    assertTold(SERVICE.as(Role.AUDITOR).get(ops).body(), Visibility.CONTROL);
  }

  @Test
  void whoeverItDoesNotConcern_isToldNothing() {
    String own = "/payments/" + PAYMENT + "/notes";
    assertThat(SERVICE.as(Role.PAYER, "pay_other").get("/pay" + own).status()).isEqualTo(404);
    assertThat(SERVICE.as(Role.MERCHANT, "other").get("/merchant" + own).status()).isEqualTo(404);
  }

  @Test
  void noAnswerToAMerchantOrACustomer_holdsAnEntry() {
    String own = "/payments/" + PAYMENT + "/notes";
    assertThat(SERVICE.as(Role.MERCHANT, "school").get("/merchant" + own).body())
        .doesNotContain("capture", "INTERNAL", "CONTROL");
    assertThat(SERVICE.as(Role.PAYER, PAYMENT).get("/pay" + own).body())
        .doesNotContain("capture", "INTERNAL", "CONTROL", "MERCHANT");
  }
}
