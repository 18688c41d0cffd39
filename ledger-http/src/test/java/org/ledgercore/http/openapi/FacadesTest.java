package org.ledgercore.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Accounts;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.cases.Cases;
import org.ledgercore.approvals.cases.Packs;
import org.ledgercore.approvals.kinds.Flags;
import org.ledgercore.approvals.owners.OwnerLimits;
import org.ledgercore.approvals.people.People;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.work.Work;
import org.ledgercore.audit.Audit;
import org.ledgercore.capturefile.CaptureFiles;
import org.ledgercore.cashdesk.CashDesks;
import org.ledgercore.charges.Charges;
import org.ledgercore.facts.Facts;
import org.ledgercore.facts.Trail;
import org.ledgercore.holds.Holds;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.payments.OwnerReports;
import org.ledgercore.payments.Payments;
import org.ledgercore.payouts.PaymentViews;
import org.ledgercore.payouts.Payouts;
import org.ledgercore.payouts.ReserveSchedule;
import org.ledgercore.periods.Calendars;
import org.ledgercore.periods.Periods;
import org.ledgercore.query.Chain;
import org.ledgercore.query.Feed;
import org.ledgercore.query.Queries;
import org.ledgercore.query.Verifier;
import org.ledgercore.rates.FxRates;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.subjects.Subjects;

/**
 * Whatever the facades can do, a route can do, or {@code facades.txt} says why not; and no route
 * does what no facade does.
 */
class FacadesTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final List<Class<?>> FACADES =
      List.of(
          Ledger.class,
          Accounts.class,
          Holds.class,
          Periods.class,
          Calendars.class,
          Facts.class,
          Trail.class,
          Subjects.class,
          Queries.class,
          Feed.class,
          Chain.class,
          Verifier.class,
          Payments.class,
          Payouts.class,
          PaymentViews.class,
          ReserveSchedule.class,
          OwnerReports.class,
          CashDesks.class,
          FxRates.class,
          Charges.class,
          CaptureFiles.class,
          Audit.class,
          Reconciliation.class,
          Breaks.class,
          Approvals.class,
          Requests.class,
          People.class,
          Flags.class,
          OwnerLimits.class,
          Cases.class,
          Packs.class,
          Work.class);

  /** Operations of the service itself. */
  private static final Set<String> OF_THE_SERVICE =
      Set.of(
          "describeProblem",
          "metrics",
          "openapi",
          "docs",
          "docsScript",
          "docsStyle",
          "signIn",
          "changePassword",
          "signOut",
          "getProfile",
          "getMerchantProfile",
          "getPartnerProfile",
          "getPayerProfile",
          "createLogin",
          "listLogins",
          "resetLogin",
          "signOutLogin",
          "closeLogin",
          "listActs",
          "listDenials",
          "listResponses",
          "listEventKinds",
          "issueToken",
          "listTokens",
          "revokeToken",
          "rotateToken",
          "createWebhook",
          "listWebhooks",
          "listDeliveries",
          "replayWebhook",
          "endWebhook");

  private static final Map<String, String> SAID = said();

  @Test
  void everyPublicMethod_standsOnThePage_andNothingElse() {
    Set<String> methods =
        FACADES.stream()
            .flatMap(facade ->
                Arrays.stream(facade.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> !method.isSynthetic())
                    .map(Method::getName)
                    .map(name -> facade.getSimpleName() + "." + name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(SAID.keySet())
        .as("add or take away lines of ledger-http/src/test/resources/facades.txt")
        .containsExactlyInAnyOrderElementsOf(methods);
  }

  @Test
  void everyOperation_isNamedOnThePage_andNoOtherIs() {
    Set<String> named =
        SAID.values().stream()
            .filter(said -> said.startsWith("= "))
            .flatMap(said -> Stream.of(said.substring(2).split(", ", -1)))
            .collect(Collectors.toSet());
    List<String> operations =
        SERVICE.service().routes().stream()
            .map(Route::operation)
            .filter(operation -> !OF_THE_SERVICE.contains(operation))
            .toList();

    assertThat(named).containsExactlyInAnyOrderElementsOf(operations);
  }

  private static Map<String, String> said() {
    Map<String, String> said = new TreeMap<>();
    for (String line : text().lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int blank = line.indexOf(' ');
        said.put(line.substring(0, blank), line.substring(blank + 1));
      }
    }
    return said;
  }

  private static String text() {
    try (InputStream in = FacadesTest.class.getResourceAsStream("/facades.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
