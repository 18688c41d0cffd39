package org.ledgercore.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A clock that one ledger sees in the place of the server's: a function of the same name in its
 * schema, which the sessions of {@link #dataSource} and the schema's triggers find first. It runs,
 * and can be moved forward. Safe for many threads.
 */
final class SettableClock {

  /** The schema's name stands for each {@code {s}}. */
  private static final String CREATE =
      """
      set local search_path to {s}, pg_catalog;
      create table settable_clock (ahead bigint not null);
      create function clock_timestamp() returns timestamptz language sql volatile as
        'select pg_catalog.clock_timestamp() + ahead * interval ''1 microsecond''
           from {s}.settable_clock';
      insert into settable_clock
      select (extract(epoch from timestamptz '{t}' - pg_catalog.clock_timestamp()) * 1000000);
      """;

  private final DataSource pool;
  private final String schema;

  SettableClock(DataSource pool, String schema) {
    this.pool = pool;
    this.schema = schema;
  }

  /** The statements that make the clock in a schema that is still empty, set to an instant. */
  static String sql(String schema, Instant start) {
    return CREATE.replace("{s}", schema).replace("{t}", start.toString());
  }

  /** The pool's connections, with sessions that see the clock. */
  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, args) -> {
              try {
                return seeing(method.invoke(pool, args));
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  private @Nullable Object seeing(@Nullable Object result) throws SQLException {
    if (result instanceof Connection connection) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set search_path to " + schema + ", pg_catalog");
      }
    }
    return result;
  }

  /** Moves the clock forward. Whoever read it keeps an older reading. */
  void pass(Duration by) throws SQLException {
    String sql = "update " + schema + ".settable_clock set ahead = ahead + ?";
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, by.toNanos() / 1_000);
      statement.execute();
    }
  }
}
