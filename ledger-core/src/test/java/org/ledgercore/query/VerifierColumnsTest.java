package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.testing.LedgerExtension;

/**
 * Every column of every row is changed in turn: either a constraint refuses it, or verify finds it.
 * A column that is added later is changed too, without a word here.
 */
class VerifierColumnsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  /** Columns that bear on no figure: the number of a lock. */
  private static final Set<String> UNPROVED = Set.of("ledger.turn");

  /** Another value of the same type, by the type's name. */
  private static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("int2", "coalesce(%1$s, 0) + 1"),
          Map.entry("int4", "coalesce(%1$s, 0) + 1"),
          Map.entry("int8", "coalesce(%1$s, -1) + 1"),
          Map.entry("bool", "not %1$s"),
          Map.entry("uuid", "gen_random_uuid()"),
          Map.entry("bytea", "sha256(coalesce(%1$s, ''))"),
          Map.entry("date", "coalesce(%1$s + 1, date '1999-12-31')"),
          Map.entry("timestamptz", "%1$s + interval '1 microsecond'"),
          Map.entry("_int4", "array_append(%1$s, 99)"),
          Map.entry("_int8", "array[1, 1]"),
          Map.entry("_text", "array_append(%1$s, 'x')"));

  /** Texts of a closed list: the next one that the check constraint lets in. */
  private static final String TEXT =
      """
      coalesce((array['CLOSED', 'OPEN', 'DEBIT', 'CREDIT', 'INCOME', 'ASSET', 'E_MONEY'])
          [array_position(array['OPEN', 'CLOSED', 'CREDIT', 'DEBIT', 'ASSET', 'LIABILITY', 'FIAT'],
                          %1$s)], coalesce(%1$s, '') || 'x')
      """;

  private record Column(String table, String name, String type) {
    @Override
    public String toString() {
      return table + "." + name;
    }

    String change(int row) {
      String other = String.format(OTHER.getOrDefault(type, TEXT), name);
      String place = "(select ctid from " + table + " order by ctid offset " + row + " limit 1)";
      return "update " + table + " set " + name + " = " + other + " where ctid = " + place;
    }
  }

  @Test
  void verify_anyColumnOfAnyRowChanged_isFound() throws SQLException {
    TamperedBooks books = TamperedBooks.in(DB);
    List<String> missed = new ArrayList<>();
    int found = 0;
    for (Column column : columns(books.schema())) {
      int rows = texts("select 1 from " + books.schema() + "." + column.table()).size();
      for (int row = 0; row < rows; row++) {
        if (!change(books, column.change(row))) {
          continue;
        }
        if (isFound(books)) {
          found++;
        } else {
          missed.add(column + " of row " + row);
        }
        books.restore(List.of(column.table()));
      }
    }
    missed.removeIf(where -> UNPROVED.contains(where.substring(0, where.indexOf(' '))));
    assertThat(missed).isEmpty();
    assertThat(found).isGreaterThan(200);
  }

  /** Whether the change was possible; a constraint may know better. */
  private static boolean change(TamperedBooks books, String sql) throws SQLException {
    try {
      books.tamper(sql);
      return true;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(sql).startsWith("23");
      return false;
    }
  }

  private static boolean isFound(TamperedBooks books) {
    try {
      return !books.open().verify().isProved();
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage()).contains("table format");
    }
  }

  private static List<Column> columns(String schema) throws SQLException {
    List<Column> columns = new ArrayList<>();
    String sql =
        "select table_name || ' ' || column_name || ' ' || udt_name from information_schema.columns"
            + " where table_schema = '"
            + schema
            + "' and table_name <> 'flyway_schema_history' order by 1";
    for (String line : texts(sql)) {
      String[] parts = line.split(" ", 3);
      columns.add(new Column(parts[0], parts[1], parts[2]));
    }
    return columns;
  }

  private static List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = DB.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
