package org.ledgercore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.testing.LedgerExtension;

/**
 * How much a ledger's schema holds: equal before and after means that nothing was stored.
 *
 * @param newestEntry the newest entry's number
 * @param rows rows per table
 */
record Stored(long newestEntry, Map<String, Long> rows) {

  private static final List<String> TABLES =
      List.of(
          "ledger",
          "journal_batch",
          "journal_entry",
          "posting",
          "unit",
          "account",
          "hold",
          "reversal",
          "account_state",
          "fact");

  static Stored in(LedgerExtension db) {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        String count = "select count(*) from %s.%s".formatted(db.schema(), table);
        try (ResultSet row = statement.executeQuery(count)) {
          row.next();
          rows.put(table, row.getLong(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Stored(db.ledger().newestEntry(), rows);
  }
}
