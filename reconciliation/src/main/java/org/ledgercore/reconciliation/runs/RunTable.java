package org.ledgercore.reconciliation.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/** Rows of runs. Safe for many threads. */
final class RunTable {

  private final ReconciliationStore store;

  RunTable(ReconciliationStore store) {
    this.store = store;
  }

  void insert(Connection connection, long act, RunReport report) throws SQLException {
    String sql =
        """
        insert into {s}.run (act_no, account, rules, files, ledger_entry, known_act, digest,
                             matches, findings)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    Inputs inputs = report.inputs();
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
      statement.setLong(1, act);
      statement.setString(2, inputs.account());
      statement.setString(3, inputs.rules().toString());
      statement.setArray(4, connection.createArrayOf("text", inputs.files().toArray()));
      statement.setLong(5, inputs.ledgerEntry());
      statement.setLong(6, report.knownAct());
      statement.setBytes(7, HexFormat.of().parseHex(report.digest()));
      statement.setInt(8, report.matching().matches().size());
      statement.setInt(9, report.matching().findings().size());
      statement.executeUpdate();
    }
  }

  /** The runs of an account, the newest first; all accounts when it is empty. */
  List<Run> read(Connection connection, String account) throws SQLException {
    String sql =
        """
        select r.*, a.author, a.recorded_at from {s}.run r join {s}.act a using (act_no)
         where ? = '' or r.account = ?
         order by r.act_no desc
        """;
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
      statement.setString(1, account);
      statement.setString(2, account);
      List<Run> runs = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          runs.add(one(row));
        }
      }
      return runs;
    }
  }

  List<RuleFigures> figures(Connection connection) throws SQLException {
    String sql =
        """
        select m.account, m.version, m.rule, count(*), count(u.act_no)
          from {s}.match m
          left join {s}.unmatch u on u.matched = m.act_no and u.ordinal = m.ordinal
         group by 1, 2, 3 order by 1, 2, 3
        """;
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql));
        ResultSet row = statement.executeQuery()) {
      List<RuleFigures> figures = new ArrayList<>();
      while (row.next()) {
        figures.add(
            new RuleFigures(
                row.getString(1),
                row.getString(2),
                Rule.valueOf(row.getString(3)),
                row.getLong(4),
                row.getLong(5)));
      }
      return figures;
    }
  }

  private static Run one(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("act_no"),
        row.getString("account"),
        row.getString("rules"),
        List.of((String[]) row.getArray("files").getArray()),
        row.getLong("ledger_entry"),
        row.getLong("known_act"),
        HexFormat.of().formatHex(row.getBytes("digest")),
        row.getInt("matches"),
        row.getInt("findings"),
        row.getString("author"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }
}
