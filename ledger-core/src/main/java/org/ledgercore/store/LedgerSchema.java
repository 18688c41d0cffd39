package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.ledgercore.money.InvalidInputException;

/**
 * One ledger's schema: its name, identity and the second half of its turn's lock. Every statement
 * names its tables with the schema, so that no connection's search_path matters. Immutable.
 *
 * @param name lower-case letters, digits and underscores, a letter first, at most 63 characters
 * @param ledger the ledger's random identity, bound into every head of its chain
 * @param turn second key of the advisory lock by which writers take turns
 */
public record LedgerSchema(String name, UUID ledger, int turn) {

  /** First key of every ledger's advisory lock: "LEDG". */
  public static final int TURN_CLASS = 0x4C454447;

  /**
   * First key of the lock by which a writer that waits for its turn is seen: waiters hold it
   * shared, and the one whose turn it is tries it. "LEDW".
   */
  public static final int WAITERS_CLASS = 0x4C454457;

  /** First key of the lock by which a session that writes batches is known, held shared. "LEDL". */
  public static final int LANES_CLASS = 0x4C45444C;

  /** The table format this version writes; it reads the one before as well. */
  public static final int FORMAT = 1;

  private static final String UNDEFINED_TABLE = "42P01";
  private static final String HERE = "{s}";
  private static final int MAX_NAME = 63;

  /** Checks a schema's name before it goes into any statement. */
  public static String checkedName(String name) {
    boolean fits = !name.isEmpty() && name.length() <= MAX_NAME && name.charAt(0) >= 'a';
    for (int i = 0; fits && i < name.length(); i++) {
      char c = name.charAt(i);
      fits = (c >= 'a' && c <= 'z') || (i > 0 && (c == '_' || (c >= '0' && c <= '9')));
    }
    if (!fits) {
      throw new InvalidInputException(
          "schema", "must have lower-case letters, digits and underscores only", name);
    }
    return name;
  }

  /**
   * Finds the ledger in a schema.
   *
   * @throws IllegalStateException when the schema holds none, or one of another format
   */
  public static LedgerSchema find(DataSource dataSource, String name) throws SQLException {
    String sql = in(checkedName(name), "select ledger_id, turn, format from {s}.ledger");
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      int format = row.getInt("format");
      requireReadable(name, format);
      return new LedgerSchema(name, row.getObject("ledger_id", UUID.class), row.getInt("turn"));
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        throw new IllegalStateException(
            "schema "
                + name
                + " holds no ledger: run Ledger.migrate(dataSource, \""
                + name
                + "\") first",
            e);
      }
      throw e;
    }
  }

  /**
   * During a rolling upgrade two versions work on one schema: the newer one still reads the format
   * before its own, the older one stops at a newer format.
   */
  static void requireReadable(String name, int format) {
    if (format > FORMAT) {
      throw new IllegalStateException(
          "schema %s has table format %d, made by a newer version; this one reads up to %d: %s"
              .formatted(name, format, FORMAT, "use the newer jar"));
    }
    if (format < FORMAT - 1) {
      throw new IllegalStateException(
          "schema %s has table format %d; this version reads %d and %d: run Ledger.migrate first"
              .formatted(name, format, FORMAT - 1, FORMAT));
    }
  }

  /** The statement with this schema's name in the place of every {@code {s}}. */
  public String sql(String statement) {
    return in(name, statement);
  }

  /** jOOQ on this connection, its generated tables mapped to this schema. */
  public DSLContext jooq(Connection connection) {
    Settings settings =
        new Settings()
            .withRenderMapping(
                new RenderMapping()
                    .withSchemata(new MappedSchema().withInput("ledger").withOutput(name)));
    return DSL.using(connection, SQLDialect.POSTGRES, settings);
  }

  private static String in(String name, String statement) {
    return statement.replace(HERE, name);
  }
}
