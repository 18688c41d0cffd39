package org.ledgercore.http.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.ledgercore.commit.LedgerUnavailableException;

/**
 * The schema of what the service keeps beside the ledger, in the same database. Safe for many
 * threads.
 */
public final class ServiceSchema {

  private static final String HERE = "{s}";

  private final DataSource dataSource;
  private final String name;

  private ServiceSchema(DataSource dataSource, String name) {
    this.dataSource = dataSource;
    this.name = name;
  }

  /**
   * Creates or upgrades the schema.
   *
   * @param name lower-case letters, digits and underscores, a letter first
   */
  public static ServiceSchema migrate(DataSource dataSource, String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "schema: must have lower-case letters, digits and underscores only: " + name);
    }
    Flyway.configure(ServiceSchema.class.getClassLoader())
        .dataSource(dataSource)
        .schemas(name)
        .defaultSchema(name)
        .locations("classpath:db/http")
        .load()
        .migrate();
    return new ServiceSchema(dataSource, name);
  }

  /** The same schema over other connections. */
  public ServiceSchema over(DataSource other) {
    return new ServiceSchema(other, name);
  }

  /** A statement's parameters. */
  @FunctionalInterface
  public interface Filling {
    void fill(PreparedStatement statement) throws SQLException;
  }

  /** What is made of a statement's rows. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Asks; each call is one statement on a borrowed connection. */
  public <T> T ask(String sql, Filling filling, Reading<T> reading) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql.replace(HERE, name))) {
      filling.fill(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return reading.read(rows);
      }
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** Changes rows and tells how many. */
  public int change(String sql, Filling filling) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql.replace(HERE, name))) {
      filling.fill(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private static LedgerUnavailableException lost(SQLException e) {
    return new LedgerUnavailableException("the database did not answer: " + e.getMessage(), e);
  }
}
