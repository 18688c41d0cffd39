package org.ledgercore.approvals.gates;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.approvals.store.ApprovalSchema;

/** The versions of what gates read: numbers that only grow. Stateless. */
final class Inputs {

  private static final String FACT = "select {s}.version_of_fact(?, ?)";
  private static final String BALANCE = "select {s}.version_of_balance(?, ?)";
  private static final String STATE = "select {s}.version_of_state(?, ?)";
  private static final String REQUESTS = "select {s}.version_of_requests(?, ?)";
  private static final String SUBJECT = "select {s}.version_of_subject(?, ?)";
  private static final String EXECUTED =
      """
      select 1 from {s}.request r join {s}.act a using (request_no)
       where r.kind = ? and r.subject = ? and a.to_state = 'EXECUTED' limit 1
      """;
  private static final String OPEN =
      """
      select o.request_no from {s}.open_request o join {s}.request r using (request_no)
       where r.kind = ? and r.counterparty = ? order by 1 limit 100
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
    String sql =
        switch (what) {
          case FACT -> FACT;
          case BALANCE -> BALANCE;
          case STATE -> STATE;
          case REQUESTS -> REQUESTS;
          case SUBJECT -> SUBJECT;
        };
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(sql))) {
      statement.setString(1, one);
      statement.setString(2, other);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Input(what, one, other, row.getLong(1));
      }
    }
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
