package org.ledgercore.subjects;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.store.LedgerSchema;

/** The table of personal values. Stateless. */
final class SubjectTable {

  private static final String INSERT =
      "insert into {s}.subject (subject_id, field, value, salt, search) values (?, ?, ?, ?, ?)";
  private static final String DELETE = "delete from {s}.subject where subject_id = ?";
  private static final String ROWS =
      "select field, value, salt from {s}.subject where subject_id = ?";
  private static final String FIND =
      "select subject_id from {s}.subject where field = ? and search = ? order by subject_id";
  private static final String TODAY = "select (clock_timestamp() at time zone 'UTC')::date";

  /** A value with its salt and, when it can be searched for, its keyed hash. */
  record Value(String value, byte[] salt, byte @Nullable [] search) {}

  private final LedgerSchema schema;

  SubjectTable(LedgerSchema schema) {
    this.schema = schema;
  }

  void insert(Connection connection, UUID id, SortedMap<String, Value> values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(INSERT))) {
      for (var each : values.entrySet()) {
        statement.setObject(1, id);
        statement.setString(2, each.getKey());
        statement.setString(3, each.getValue().value());
        statement.setBytes(4, each.getValue().salt());
        statement.setBytes(5, each.getValue().search());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  void delete(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(DELETE))) {
      statement.setObject(1, id);
      statement.executeUpdate();
    }
  }

  SortedMap<String, Value> rows(Connection connection, UUID id) throws SQLException {
    SortedMap<String, Value> values = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(ROWS))) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          values.put(row.getString(1), new Value(row.getString(2), row.getBytes(3), null));
        }
      }
    }
    return values;
  }

  List<UUID> find(Connection connection, String field, byte[] search) throws SQLException {
    List<UUID> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(FIND))) {
      statement.setString(1, field);
      statement.setBytes(2, search);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(row.getObject(1, UUID.class));
        }
      }
    }
    return found;
  }

  java.time.LocalDate today(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TODAY);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, java.time.LocalDate.class);
    }
  }
}
