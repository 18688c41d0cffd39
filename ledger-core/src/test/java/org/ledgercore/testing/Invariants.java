package org.ledgercore.testing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.journal.EntryKey;

/**
 * The ledger's invariants over a real schema, each as plain SQL that knows nothing of the code that
 * wrote the rows, and {@code verify} on top.
 *
 * <p>I1 to I4, I6, I8 and I9 look at the tables alone. I7, I10 and I13 compare the tables with what
 * a client was told, when it kept a {@link ClientLog}: nothing acknowledged is missing, nothing is
 * stored that nobody sent, and what was refused or rolled back left nothing.
 */
public final class Invariants {

  private static final String MISSING =
      """
      select k.namespace || '/' || k.key
        from unnest(?::text[], ?::text[], ?::bigint[]) as k (namespace, key, entry_no)
        left join journal_entry e on e.namespace = k.namespace and e.key = k.key
       where e.entry_no is distinct from k.entry_no
      """;

  private static final String UNEXPECTED =
      """
      select e.entry_no from journal_entry e
        left join unnest(?::text[], ?::text[]) as k (namespace, key)
               on e.namespace = k.namespace and e.key = k.key
       where k.key is null and e.namespace not like 'ledger.%'
      """;

  private Invariants() {}

  /** Throws an {@link AssertionError} that names every broken invariant and its first row. */
  public static void check(DataSource dataSource, String schema, Ledger ledger) {
    throwIfAny(schema, broken(dataSource, schema, ledger));
  }

  /** The same, and what the client was told against what is stored. */
  public static void check(DataSource dataSource, String schema, Ledger ledger, ClientLog client) {
    List<String> broken = broken(dataSource, schema, ledger);
    broken.addAll(brokenFor(client, dataSource, schema));
    throwIfAny(schema, broken);
  }

  private static void throwIfAny(String schema, List<String> broken) {
    if (!broken.isEmpty()) {
      throw new AssertionError("broken invariants in schema " + schema + ": " + broken);
    }
  }

  private static List<String> broken(DataSource dataSource, String schema, Ledger ledger) {
    List<String> broken = brokenIn(dataSource, schema);
    ledger.verify().problem().ifPresent(it -> broken.add("I9 the chain verifies: " + it));
    return broken;
  }

  /** The broken invariants of the tables, each with its first row; empty when all hold. */
  public static List<String> brokenIn(DataSource dataSource, String schema) {
    List<String> broken = new ArrayList<>();
    look(
        dataSource,
        schema,
        connection -> {
          for (Map.Entry<String, String> query : InvariantSql.QUERIES.entrySet()) {
            try (PreparedStatement statement = connection.prepareStatement(query.getValue())) {
              addFirst(broken, query.getKey(), statement);
            }
          }
        });
    return broken;
  }

  /** What the client was told and the tables do not bear out; empty when they do. */
  public static List<String> brokenFor(ClientLog client, DataSource dataSource, String schema) {
    List<String> broken = new ArrayList<>();
    client.contradictions().forEach(it -> broken.add("I8 a key is always the same entry: " + it));
    Map<EntryKey, Long> recorded = client.recorded();
    look(
        dataSource,
        schema,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(MISSING)) {
            bind(statement, recorded.keySet());
            statement.setArray(3, connection.createArrayOf("bigint", recorded.values().toArray()));
            addFirst(broken, "I7 what was acknowledged is stored under its number", statement);
          }
          try (PreparedStatement statement = connection.prepareStatement(UNEXPECTED)) {
            bind(statement, client.sent());
            addFirst(broken, "I10 nothing is stored that nobody sent", statement);
            bind(statement, client.storable());
            addFirst(broken, "I13 what was refused or rolled back left nothing", statement);
          }
        });
    return broken;
  }

  private static void bind(PreparedStatement statement, Collection<EntryKey> keys)
      throws SQLException {
    Connection connection = statement.getConnection();
    Array namespaces =
        connection.createArrayOf("text", keys.stream().map(EntryKey::namespace).toArray());
    statement.setArray(1, namespaces);
    statement.setArray(
        2, connection.createArrayOf("text", keys.stream().map(EntryKey::text).toArray()));
  }

  private static void addFirst(List<String> broken, String name, PreparedStatement statement)
      throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      if (row.next()) {
        broken.add(name + ": " + row.getString(1));
      }
    }
  }

  private interface Look {
    void at(Connection connection) throws SQLException;
  }

  private static void look(DataSource dataSource, String schema, Look look) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local search_path to " + schema);
      look.at(connection);
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
