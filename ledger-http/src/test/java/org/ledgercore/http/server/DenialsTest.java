package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;

/** Who did what stands in the journal; who was turned away stands beside it. */
class DenialsTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  @Test
  void aCallThatIsTurnedAway_isWrittenDown() throws Exception {
    SERVICE.as(Role.MERCHANT, "school").get("/ops/feed", "X-Request-Id", "away-1");
    SERVICE.as(Role.MONITOR).get("/ops/feed", "X-Request-Id", "away-2");
    SERVICE.anyone().get("/ops/feed", "X-Request-Id", "away-3");

    assertThat(denied("away-1")).matches("MERCHANT-\\d+ readFeed WRONG_AUDIENCE 127.0.0.1");
    assertThat(denied("away-2")).matches("MONITOR-\\d+ readFeed NOT_PERMITTED 127.0.0.1");
    assertThat(denied("away-3")).isEqualTo("anyone readFeed NOT_SIGNED_IN 127.0.0.1");
  }

  @Test
  void aChange_namesItsActorAndReasonInTheTrail() {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    Books.bankAndCustomer(accountant);
    Reply frozen =
        accountant.post(
            "/ops/accounts/EUR/customer:42/freeze",
            "{\"status\":\"FROZEN\",\"reason\":\"asked by the court\"}");
    String trail = SERVICE.as(Role.AUDITOR).get("/ops/audit/trail").body();

    assertThat(frozen.at("/metadata/actor")).startsWith("ACCOUNTANT-");
    assertThat(frozen.at("/metadata/reason")).isEqualTo("asked by the court");
    assertThat(trail).contains(frozen.at("/digest"));
  }

  private static String denied(String request) throws Exception {
    String sql =
        "select concat_ws(' ', principal, operation, code, address) from "
            + SERVICE.options().serviceSchema()
            + ".denial where request_id = '"
            + request
            + "'";
    try (Connection connection = DriverManager.getConnection(SERVICE.options().url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
