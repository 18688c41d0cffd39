package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ledgercore.http.Service;
import org.ledgercore.http.ServiceOptions;
import org.ledgercore.http.access.Token;
import org.ledgercore.http.embedded.EmbeddedServer;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;

/** A database that goes away: callers are told so, and that nothing was posted. */
class DatabaseGoneTest {

  @Test
  void callsAreToldThatTheDatabaseDoesNotAnswer() throws Exception {
    EmbeddedServer database = EmbeddedServer.start(Optional.empty());
    ServerOptions server = ServerOptions.defaults().on("127.0.0.1", 0);
    try (Service service = Service.start(ServiceOptions.on(database.url()).with(server))) {
      Token.Wanted wanted =
          new Token.Wanted("accountant", Audience.OPS, "platform", EnumSet.of(Role.ACCOUNTANT), 1);
      Client client = new Client(service.port(), service.tokens().issue(wanted, "test").secret());
      Books.bankAndCustomer(client);
      assertThat(client.get("/health").status()).isEqualTo(200);

      database.close();
      Reply health = client.get("/health");
      Reply balance = client.get("/ops/accounts/EUR/customer:42/balance");
      Reply posted = client.post("/ops/entries", Books.deposit("gone", "1.00"));

      assertThat(health.problem()).isEqualTo("503 UNAVAILABLE");
      assertThat(balance.problem()).isEqualTo("503 UNAVAILABLE");
      assertThat(posted.problem()).isEqualTo("503 UNAVAILABLE");
      assertThat(posted.at("/retryable")).isEqualTo("true");
      assertThat(posted.header("Retry-After")).isEqualTo("1");
    } finally {
      database.close();
    }
  }
}
