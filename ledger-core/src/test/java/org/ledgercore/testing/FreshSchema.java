package org.ledgercore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;

/**
 * Migrated schemas, many and fast: the first one is made by {@code Ledger.migrate}, the others by
 * running the scripts that it ran, by hand, as their heads allow. Safe for many threads.
 */
final class FreshSchema {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String LAZY = "set local synchronous_commit = off; ";
  private static final String DEADLOCK = "40P01";
  private static final int DROPS = 5;

  private static @Nullable String scripts;

  private FreshSchema() {}

  /** A name that no other schema of the server has. */
  static String name() {
    return "t" + NAMES.incrementAndGet() + "_" + Long.toString(System.nanoTime(), 36);
  }

  /** Creates a schema that holds an empty ledger. */
  static String create(DataSource dataSource) {
    String name = name();
    String sql = scripts(dataSource);
    execute(
        dataSource, "create schema " + name + "; set local search_path to " + name + "; " + sql);
    return name;
  }

  /** The same, with a clock of its own. */
  static String create(DataSource dataSource, Instant start) {
    String name = name();
    String clock = SettableClock.sql(name, start);
    execute(dataSource, "create schema " + name + "; " + clock + scripts(dataSource));
    return name;
  }

  /**
   * Drops it, again when an automatic ANALYZE was in the way: that one locks a table and then its
   * indexes, a drop may reach an index first, and the server ends either of the two.
   */
  static void drop(DataSource dataSource, String name) {
    String sql = "set local client_min_messages = error; drop schema " + name + " cascade";
    for (int left = DROPS; ; left--) {
      try {
        run(dataSource, sql);
        return;
      } catch (SQLException e) {
        if (left == 1 || !DEADLOCK.equals(e.getSQLState())) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static void execute(DataSource dataSource, String sql) {
    try {
      run(dataSource, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(LAZY + sql);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static synchronized String scripts(DataSource dataSource) {
    String known = scripts;
    if (known == null) {
      String template = name();
      Ledger.migrate(dataSource, template);
      known = scriptsOf(dataSource, template);
      drop(dataSource, template);
      scripts = known;
    }
    return known;
  }

  private static String scriptsOf(DataSource dataSource, String template) {
    StringBuilder sql = new StringBuilder();
    String history =
        "select script from "
            + template
            + ".flyway_schema_history where type = 'SQL' order by installed_rank";
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(history)) {
      while (row.next()) {
        sql.append(resource("/db/ledger/" + row.getString(1))).append('\n');
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return sql.toString();
  }

  private static String resource(String path) {
    try (InputStream in = Ledger.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
