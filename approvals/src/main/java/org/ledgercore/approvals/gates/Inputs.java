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
import org.ledgercore.approvals.store.OvertakenException;
import org.ledgercore.store.TurnGuard;

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
  private final String versions;

  Inputs(ApprovalSchema schema) {
    this.schema = schema;
    this.versions = schema.sql(VERSIONS);
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
  private List<Input> now(Connection connection, List<Input> inputs) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(versions)) {
      bind(statement, 1, inputs);
      try (ResultSet row = statement.executeQuery()) {
        return now(row, inputs);
      }
    }
  }

  private static List<Input> now(ResultSet row, List<Input> inputs) throws SQLException {
    row.next();
    Long[] versions = (Long[]) row.getArray(1).getArray();
    List<Input> now = new ArrayList<>();
    for (int i = 0; i < versions.length; i++) {
      Input each = inputs.get(i);
      now.add(new Input(each.what(), each.one(), each.other(), versions[i]));
    }
    return now;
  }

  private static void bind(PreparedStatement statement, int first, List<Input> inputs)
      throws SQLException {
    statement.setArray(first, texts(statement, inputs, each -> each.what().name()));
    statement.setArray(first + 1, texts(statement, inputs, Input::one));
    statement.setArray(first + 2, texts(statement, inputs, Input::other));
  }

  private static Array texts(
      PreparedStatement statement, List<Input> inputs, Function<Input, String> text)
      throws SQLException {
    Object[] texts = inputs.stream().map(text).toArray();
    return statement.getConnection().createArrayOf("text", texts);
  }

  /** The question whether these are what there is still. */
  TurnGuard unchanged(List<Input> read) {
    return new TurnGuard() {
      @Override
      public String sql() {
        return versions;
      }

      @Override
      public void bind(PreparedStatement statement, int first) throws SQLException {
        Inputs.bind(statement, first, read);
      }

      @Override
      public void check(ResultSet rows) throws SQLException {
        List<Input> now = now(rows, read);
        for (int i = 0; i < read.size(); i++) {
          if (!now.get(i).equals(read.get(i))) {
            throw new OvertakenException(
                "gates read " + read.get(i) + ", now there is " + now.get(i));
          }
        }
      }
    };
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
