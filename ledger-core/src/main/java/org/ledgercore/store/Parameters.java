package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Fills a statement's parameters from the first to the last. */
final class Parameters {

  private final Connection connection;
  private final PGConnection driver;
  private final PreparedStatement statement;
  private int next = 1;

  Parameters(Connection connection, PreparedStatement statement) throws SQLException {
    this.connection = connection;
    this.driver = connection.unwrap(PGConnection.class);
    this.statement = statement;
  }

  void add(long value) throws SQLException {
    statement.setLong(next++, value);
  }

  void add(int value) throws SQLException {
    statement.setInt(next++, value);
  }

  void add(String value) throws SQLException {
    statement.setString(next++, value);
  }

  void add(byte @Nullable [] value) throws SQLException {
    statement.setBytes(next++, value);
  }

  void add(@Nullable Object value) throws SQLException {
    statement.setObject(next++, value);
  }

  void add(boolean value) throws SQLException {
    statement.setBoolean(next++, value);
  }

  /** A day, or none. */
  void addOptional(@Nullable LocalDate value) throws SQLException {
    statement.setObject(next++, value, Types.DATE);
  }

  /** A number, or none. */
  void addOptional(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(next++, Types.BIGINT);
    } else {
      statement.setLong(next++, value);
    }
  }

  /** A text, or none. */
  void addOptional(@Nullable String value) throws SQLException {
    statement.setString(next++, value);
  }

  void ints(int size, IntUnaryOperator value) throws SQLException {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = value.applyAsInt(i);
    }
    intArray(values);
  }

  void longs(int size, IntToLongFunction value) throws SQLException {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = value.applyAsLong(i);
    }
    statement.setArray(next++, driver.createArrayOf("int8", values));
  }

  void shorts(short[] values) throws SQLException {
    statement.setArray(next++, driver.createArrayOf("int2", values));
  }

  void intArray(int @Nullable [] values) throws SQLException {
    if (values == null) {
      statement.setNull(next++, Types.ARRAY);
    } else {
      statement.setArray(next++, driver.createArrayOf("int4", values));
    }
  }

  <T, V> void array(String type, List<T> rows, Function<T, V> value, IntFunction<V[]> newArray)
      throws SQLException {
    V[] values = newArray.apply(rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    statement.setArray(next++, connection.createArrayOf(type, values));
  }

  <T> void texts(List<T> rows, Function<T, @Nullable String> value) throws SQLException {
    @Nullable String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    statement.setArray(next++, connection.createArrayOf("text", values));
  }
}
