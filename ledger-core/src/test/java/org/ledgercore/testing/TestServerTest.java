package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** The switch that says which server the tests run on; what it cannot do it says. */
class TestServerTest {

  @Test
  void start_docker_startsOrSaysThatNoDaemonAnswers() throws SQLException {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      TestServer server = TestServer.start("docker");
      assertThat(server.kind()).isEqualTo("docker");
      assertAnswers(server);
    } else {
      assertThatThrownBy(() -> TestServer.start("docker"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("ledger.test.pg=docker, but no Docker daemon answers");
    }
  }

  @Test
  void start_unknownWord_namesTheSwitchAndItsValues() {
    assertThatThrownBy(() -> TestServer.start("oracle"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ledger.test.pg: must be auto, embedded, docker or a jdbc: URL: oracle");
    assertThatThrownBy(() -> TestServer.start(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ledger.test.pg: must be ");
  }

  @Test
  void start_url_isTakenAsItIs() {
    String url = "jdbc:postgresql://db.example/ledger?user=tester";
    assertThat(TestServer.start(url)).isEqualTo(new TestServer("external", url));
  }

  @Test
  void shared_always_isOneServerThatAnswers() throws SQLException {
    assertThat(TestServer.shared()).isSameAs(TestServer.shared());
    assertAnswers(TestServer.shared());
  }

  private static void assertAnswers(TestServer server) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("1");
    }
  }
}
