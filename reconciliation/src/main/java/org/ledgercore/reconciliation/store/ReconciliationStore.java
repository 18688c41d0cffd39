package org.ledgercore.reconciliation.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.ledgercore.store.LedgerSchema;

/**
 * The schema that holds what reconciliation knows, in the database of the ledger and beside it.
 * Writers take turns, so that acts are numbered in the order of their commits. Safe for many
 * threads.
 */
public final class ReconciliationStore {

  /** First key of the advisory lock: "RECO". */
  private static final int TURN_CLASS = 0x5245434F;

  /** First key of the lock of an account: "RECA". */
  private static final int ALONE_CLASS = 0x52454341;

  private static final String HERE = "{s}";

  private final DataSource dataSource;
  private final String name;

  private ReconciliationStore(DataSource dataSource, String name) {
    this.dataSource = dataSource;
    this.name = name;
  }

  /** Creates or upgrades the tables; may be run again at any time. */
  public static void migrate(DataSource dataSource, String schema) {
    Flyway.configure(ReconciliationStore.class.getClassLoader())
        .dataSource(dataSource)
        .schemas(LedgerSchema.checkedName(schema))
        .defaultSchema(schema)
        .locations("classpath:db/reconciliation")
        .load()
        .migrate();
  }

  /** The store in a schema that was migrated. */
  public static ReconciliationStore in(DataSource dataSource, String schema) {
    return new ReconciliationStore(dataSource, LedgerSchema.checkedName(schema));
  }

  /** What is done in one transaction. */
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** The statement with this schema's name in the place of every {@code {s}}. */
  public String sql(String statement) {
    return statement.replace(HERE, name);
  }

  /** Reads in one transaction and changes nothing. */
  public <T> T read(Work<T> work) {
    return transaction(connection -> {
      T answer = work.on(connection);
      connection.rollback();
      return answer;
    });
  }

  /** Writes in one transaction, one writer at a time; committed when it returns. */
  public <T> T write(Work<T> work) {
    return transaction(connection -> {
      try (PreparedStatement turn =
          connection.prepareStatement("select pg_advisory_xact_lock(?, hashtext(?))")) {
        turn.setInt(1, TURN_CLASS);
        turn.setString(2, name);
        turn.execute();
      }
      T answer = work.on(connection);
      connection.commit();
      return answer;
    });
  }

  /**
   * Does something while nobody else in any process does something alone for the same account;
   * keeps a connection for so long.
   */
  public <T> T alone(String account, Supplier<T> doing) {
    return transaction(connection -> {
      try (PreparedStatement alone =
          connection.prepareStatement("select pg_advisory_xact_lock(?, hashtext(?))")) {
        alone.setInt(1, ALONE_CLASS);
        alone.setString(2, name + "\n" + account);
        alone.execute();
      }
      return doing.get();
    });
  }

  /**
   * Writes down that something is done, and returns its number.
   *
   * @param connection in the turn
   * @param kind what is done
   * @param author by whom
   * @param reason why; may be empty
   */
  public long act(Connection connection, Act kind, String author, String reason)
      throws SQLException {
    String sql =
        sql(
            """
            insert into {s}.act (act_no, kind, author, reason)
            select coalesce(max(act_no), 0) + 1, ?, ?, ? from {s}.act
            returning act_no
            """);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, kind.name());
      statement.setString(2, author);
      statement.setString(3, reason);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The number of the newest act, 0 before the first. */
  public long newestAct() {
    return read(connection -> {
      try (PreparedStatement statement =
              connection.prepareStatement(sql("select coalesce(max(act_no), 0) from {s}.act"));
          ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  private <T> T transaction(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        return work.on(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }
}
