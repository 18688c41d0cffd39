package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ledgercore.journal.FactRef;
import org.ledgercore.rules.FactBook;

/** Reads the newest versions of facts, one index probe each. Stateless, safe for many threads. */
final class FactReader {

  static final String NEWEST =
      """
      select w.kind, w.id, f.version, f.entry_no, e.metadata
        from unnest((select ?::text[]), (select ?::text[])) as w (kind, id)
       cross join lateral (select version, entry_no from {s}.fact
                            where kind = w.kind and id = w.id order by version desc limit 1) as f
       cross join lateral (select metadata from {s}.journal_entry
                            where entry_no = f.entry_no limit 1) as e;
      """;

  private final String newestSql;

  FactReader(LedgerSchema schema) {
    this.newestSql = schema.sql(NEWEST);
  }

  /**
   * Makes the newest versions of these facts known, version 0 where there is none. Sends nothing
   * when none is wanted.
   */
  void load(Connection connection, Collection<FactRef> wanted, FactBook facts) throws SQLException {
    if (wanted.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(newestSql)) {
      bind(statement, 1, wanted);
      try (ResultSet row = statement.executeQuery()) {
        know(row, wanted, facts);
      }
    }
  }

  /** Fills the two parameters. */
  static void bind(PreparedStatement statement, int first, Collection<FactRef> wanted)
      throws SQLException {
    Connection connection = statement.getConnection();
    List<String> kinds = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (FactRef ref : wanted) {
      kinds.add(ref.kind());
      ids.add(ref.id());
    }
    statement.setArray(first, BooksLoader.texts(connection, kinds));
    statement.setArray(first + 1, BooksLoader.texts(connection, ids));
  }

  /** Makes known what was read, and of what was not found that there is none. */
  static void know(ResultSet row, Collection<FactRef> wanted, FactBook facts) throws SQLException {
    for (FactRef ref : wanted) {
      facts.know(new FactBook.Head(ref, 0, 0, TextArray.map(null)));
    }
    while (row.next()) {
      facts.know(
          new FactBook.Head(
              new FactRef(row.getString("kind"), row.getString("id")),
              row.getInt("version"),
              row.getLong("entry_no"),
              TextArray.map((String[]) row.getArray("metadata").getArray())));
    }
  }
}
