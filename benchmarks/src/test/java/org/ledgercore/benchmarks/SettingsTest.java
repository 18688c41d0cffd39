package org.ledgercore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ledgercore.testing.TestServer;

class SettingsTest {

  @Test
  void aServerThatForgetsIsRefused() throws SQLException {
    try (Connection connection = DriverManager.getConnection(TestServer.shared().url());
        Statement statement = connection.createStatement()) {
      assertThatCode(() -> Settings.read(connection).requireDurable()).doesNotThrowAnyException();
      statement.execute("set synchronous_commit = off");
      assertThatThrownBy(() -> Settings.read(connection).requireDurable())
          .hasMessageContaining("synchronous_commit is off");
    }
  }

  @Test
  void theServerIsDescribed() throws SQLException {
    try (Server server = Server.at(Optional.of(TestServer.shared().url()))) {
      assertThat(server.settings().describe())
          .startsWith("Server: PostgreSQL ")
          .contains("fsync on (PostgreSQL's default)", "shared_buffers ", "data_checksums ");
    }
  }
}
