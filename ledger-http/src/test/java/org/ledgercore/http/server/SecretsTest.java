package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.RunningService;
import org.slf4j.LoggerFactory;

/** What the logs say of a request, and what they never say. */
class SecretsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  @Test
  void theLog_hasTheRequestAndNoSecret() {
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    Logger everything = (Logger) LoggerFactory.getLogger("org.ledgercore");
    Level before = everything.getLevel();
    everything.setLevel(Level.ALL);
    seen.start();
    everything.addAppender(seen);
    try {
      String id = UUID.randomUUID().toString();
      Client accountant = SERVICE.as(Role.ACCOUNTANT);
      Books.bankAndCustomer(accountant);
      accountant.get("/ops/search?reference=private-word", "X-Request-Id", id);
      accountant.post("/ops/entries", Books.deposit("private-word", "1.00"));
      accountant.get("/ops/feed", "X-Request-Id", "a\r\nb".replace("\r\n", "_"));
      new Client(accountant.port(), "ldg_ops_private-word").get("/ops/feed");
      String log = String.join("\n", seen.list.stream().map(SecretsTest::line).toList());

      assertThat(log)
          .contains(id, "search", "postEntry", "ACCOUNTANT-")
          .doesNotContain(accountant.token(), "private-word", "Bearer");
    } finally {
      everything.detachAppender(seen);
      everything.setLevel(before);
    }
  }

  @Test
  void aFailureOfOurs_saysNothingOfItself() {
    Client auditor = SERVICE.as(Role.AUDITOR);
    List<String> internals = List.of("org.ledgercore", "Exception", "SQL", "select", " at ");

    assertThat(auditor.get("/ops/accounts/EUR/none").body()).doesNotContain(internals);
    assertThat(auditor.get("/ops/entries/x").body()).doesNotContain(internals);
  }

  private static String line(ILoggingEvent event) {
    return event.getFormattedMessage() + " " + event.getKeyValuePairs();
  }
}
