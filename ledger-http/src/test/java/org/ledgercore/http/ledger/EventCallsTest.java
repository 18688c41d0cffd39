package org.ledgercore.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.http.wire.Json;
import org.ledgercore.testing.Covers;
import tools.jackson.databind.JsonNode;

/** Events keep their names, and can be had as lines. */
@Covers("E30")
class EventCallsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  @BeforeAll
  static void playTheDay() {
    Books.goldenDay(SERVICE.service().ledger());
  }

  @Test
  void theFirstVersionsNames_areStillThere_withTheSameVisibility() throws IOException {
    Set<String> now = new HashSet<>();
    for (JsonNode each : SERVICE.as(Role.AUDITOR).get("/ops/events/kinds").json().get("items")) {
      now.add(each.get("event").stringValue() + " " + each.get("visibility").stringValue());
    }
    try (InputStream in = EventCallsTest.class.getResourceAsStream("/events-1.txt")) {
      String first = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(first.lines().toList()).hasSizeGreaterThan(60).isSubsetOf(now);
    }
  }

  @Test
  void theExport_isALineOfJsonForEachEvent_inOrder_andKnowsEveryName() {
    String lines = SERVICE.as(Role.AUDITOR).get("/ops/events?after=0&limit=1000").body();
    List<Long> numbers = new ArrayList<>();
    Set<String> events = new HashSet<>();
    for (String line : lines.lines().toList()) {
      JsonNode event = Json.read(line.getBytes(StandardCharsets.UTF_8));
      numbers.add(event.get("number").longValue());
      events.add(event.get("event").stringValue());
    }
    Set<String> named = new HashSet<>();
    SERVICE
        .as(Role.AUDITOR)
        .get("/ops/events/kinds")
        .json()
        .get("items")
        .forEach(each -> named.add(each.get("event").stringValue()));

    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.getLast()).isEqualTo(SERVICE.service().ledger().newestEntry());
    assertThat(events).contains("capture", "payout_confirmed").isSubsetOf(named);
  }
}
