package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of a session that the ledger keeps for itself, and what they were before. */
final class SessionSettings {

  private static final String SWAP = "select current_setting(?), set_config(?, ?, false)";

  private final Map<String, String> before = new LinkedHashMap<>();
  private final Connection connection;
  private final boolean autoCommit;
  private final int isolation;

  private SessionSettings(Connection connection) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.isolation = connection.getTransactionIsolation();
  }

  /** Sets what a lane or control session needs, whatever the host's defaults are. */
  static SessionSettings apply(Connection connection, Map<String, String> wanted)
      throws SQLException {
    SessionSettings settings = new SessionSettings(connection);
    connection.setAutoCommit(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    for (Map.Entry<String, String> setting : wanted.entrySet()) {
      settings.before.put(setting.getKey(), swap(connection, setting.getKey(), setting.getValue()));
    }
    return settings;
  }

  /** Gives the session back as it was. */
  void restore() throws SQLException {
    connection.setAutoCommit(true);
    for (Map.Entry<String, String> setting : before.entrySet()) {
      swap(connection, setting.getKey(), setting.getValue());
    }
    connection.setTransactionIsolation(isolation);
    connection.setAutoCommit(autoCommit);
  }

  private static String swap(Connection connection, String name, String value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SWAP)) {
      statement.setString(1, name);
      statement.setString(2, name);
      statement.setString(3, value);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
