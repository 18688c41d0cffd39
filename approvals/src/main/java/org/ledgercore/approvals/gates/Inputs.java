package org.ledgercore.approvals.gates;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ledgercore.approvals.store.ApprovalSchema;

/** The versions of what gates read: numbers that differ when it may differ. Stateless. */
final class Inputs {

  private static final String VERSIONS = "select {s}.versions_of(?, ?, ?)";
  private static final String EXECUTED =
      """
      select 1 from {s}.request r join {s}.act a using (request_no)
       where r.kind = ? and r.subject = ? and a.to_state = 'EXECUTED' limit 1
      """;
  private static final String OPEN =
      """
      select request_no from {s}.open_request
       where kind = ? and counterparty = ? order by 1 limit 100
      """;

  private final ApprovalSchema schema;

  Inputs(ApprovalSchema schema) {
    this.schema = schema;
  }

  /** What is read. */
  enum What {
    FACT,
    BALANCE,
    STATE,
    REQUESTS,
    SUBJECT
  }

  /** One thing that was read, named by two words, and its version. */
  record Input(What what, String one, String other, long version) {
    @Override
    public String toString() {
      return what.name().toLowerCase(java.util.Locale.ROOT)
          + " "
          + one
          + " "
          + other
          + " @"
          + version;
    }
  }

  Input read(Connection connection, What what, String one, String other) throws SQLException {
    return now(connection, List.of(new Input(what, one, other, 0))).getFirst();
  }

  /** The same inputs as they are now, in one round trip. */
  List<Input> now(Connection connection, List<Input> inputs) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(VERSIONS))) {
      statement.setArray(1, texts(connection, inputs, each -> each.what().name()));
      statement.setArray(2, texts(connection, inputs, Input::one));
      statement.setArray(3, texts(connection, inputs, Input::other));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        Long[] versions = (Long[]) row.getArray(1).getArray();
        List<Input> now = new ArrayList<>();
        for (int i = 0; i < versions.length; i++) {
          Input each = inputs.get(i);
          now.add(new Input(each.what(), each.one(), each.other(), versions[i]));
        }
        return now;
      }
    }
  }

  private static Array texts(
      Connection connection, List<Input> inputs, Function<Input, String> text) throws SQLException {
    return connection.createArrayOf("text", inputs.stream().map(text).toArray());
  }

  boolean isExecuted(Connection connection, String kind, String subject) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(EXECUTED))) {
      statement.setString(1, kind);
      statement.setString(2, subject);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  List<Long> openRequests(Connection connection, String kind, String counterparty)
      throws SQLException {
    List<Long> open = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(OPEN))) {
      statement.setString(1, kind);
      statement.setString(2, counterparty);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          open.add(row.getLong(1));
        }
      }
    }
    return open;
  }
}
