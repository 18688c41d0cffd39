package org.ledgercore.reconciliation.imports;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.statement.Breakdown;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.LineStatus;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/** Lines in the database. For one thread. */
final class LineRows {

  private static final int FETCH = 10_000;

  /** So many bytes of an identity name a line, of so many there are. */
  private static final int NAMED = 12;

  private static final int WHOLE = 32;

  private final ReconciliationStore store;
  private final Connection connection;

  LineRows(ReconciliationStore store, Connection connection) {
    this.store = store;
    this.connection = connection;
  }

  /** Writes the staged lines that no earlier file told. */
  void insertNew(long firstStatement) throws SQLException {
    String sql =
        store.sql(
            """
            insert into {s}.statement_line (line_no, account, identity, occurrence, statement_no,
                   number, status, kind, booked, valued, minor, reversal, code, refs,
                   counterparty, text, raw, gross, fee, details)
            select (select coalesce(max(line_no), 0) from {s}.statement_line)
                     + row_number() over (order by i.ordinal, i.number),
                   i.account, i.identity, i.occurrence, ? + i.ordinal - 1, i.number, i.status,
                   i.kind, i.booked, i.valued, i.minor, i.reversal, i.code, i.refs,
                   i.counterparty, i.text, i.raw, nullif(i.gross, '')::bigint,
                   nullif(i.fee, '')::bigint, i.details
              from incoming i
              left join {s}.statement_line l using (account, identity, occurrence)
             where l.line_no is null
            """);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, firstStatement);
      insert.execute();
    }
  }

  /** Lines of an account behind a number. */
  List<ImportedLine> after(StatementAccount account, long line, int limit) throws SQLException {
    String sql =
        store.sql(
            """
            select l.*, s.unit, s.exponent
              from {s}.statement_line l join {s}.statement s using (statement_no)
             where l.account = ? and l.line_no > ?
             order by l.line_no
             limit ?
            """);
    List<ImportedLine> lines = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, account.name());
      select.setLong(2, line);
      select.setInt(3, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(imported(row, account));
        }
      }
    }
    return lines;
  }

  /** Every line of an account that these files told, in the order of import. */
  void each(StatementAccount account, List<Digest> files, Consumer<ImportedLine> sink)
      throws SQLException {
    String sql =
        store.sql(
            """
            select l.*, s.unit, s.exponent
              from {s}.statement_line l join {s}.statement s using (statement_no)
             where l.account = ?
               and s.digest in (select decode(file, 'hex') from unnest(?::text[]) as file)
             order by l.line_no
            """);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH);
      select.setString(1, account.name());
      select.setArray(
          2, connection.createArrayOf("text", files.stream().map(Digest::toString).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sink.accept(imported(row, account));
        }
      }
    }
  }

  /** The line of this name, if the account has it. */
  Optional<ImportedLine> find(StatementAccount account, String id) throws SQLException {
    String sql =
        store.sql(
            """
            select l.*, s.unit, s.exponent
              from {s}.statement_line l join {s}.statement s using (statement_no)
             where l.account = ? and l.identity between ? and ? and l.occurrence = ?
            """);
    if (!id.matches("[0-9a-f]{24}/[0-9]{1,18}")) {
      return Optional.empty();
    }
    byte[] low = Arrays.copyOf(HexFormat.of().parseHex(id, 0, 2 * NAMED), WHOLE);
    byte[] high = low.clone();
    Arrays.fill(high, NAMED, WHOLE, (byte) -1);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, account.name());
      select.setBytes(2, low);
      select.setBytes(3, high);
      select.setLong(4, Long.parseLong(id.substring(2 * NAMED + 1)));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(imported(row, account)) : Optional.empty();
      }
    }
  }

  private static ImportedLine imported(ResultSet row, StatementAccount account)
      throws SQLException {
    requireUnit(row, account.unit());
    long occurrence = row.getLong("occurrence");
    return new ImportedLine(
        HexFormat.of().formatHex(row.getBytes("identity"), 0, NAMED) + "/" + occurrence,
        row.getLong("line_no"),
        row.getLong("statement_no"),
        occurrence,
        line(row, account.unit()));
  }

  private static void requireUnit(ResultSet row, Unit unit) throws SQLException {
    if (!row.getString("unit").equals(unit.code()) || row.getInt("exponent") != unit.exponent()) {
      throw new InvalidInputException(
          "account",
          "must be in %s with %d decimals, as its lines"
              .formatted(row.getString("unit"), row.getInt("exponent")),
          unit.code() + " with " + unit.exponent());
    }
  }

  private static StatementLine line(ResultSet row, Unit unit) throws SQLException {
    Long gross = row.getObject("gross", Long.class);
    Long fee = row.getObject("fee", Long.class);
    return new StatementLine(
        row.getInt("number"),
        LineStatus.valueOf(row.getString("status")),
        LineKind.valueOf(row.getString("kind")),
        row.getObject("booked", LocalDate.class),
        row.getObject("valued", LocalDate.class),
        Money.ofMinor(row.getLong("minor"), unit),
        row.getBoolean("reversal"),
        row.getString("code"),
        LineText.readReferences(texts(row, "refs")),
        row.getString("counterparty"),
        row.getString("text"),
        row.getString("raw"),
        LineText.details(texts(row, "details"), unit),
        gross == null || fee == null
            ? Optional.empty()
            : Optional.of(new Breakdown(Money.ofMinor(gross, unit), Money.ofMinor(fee, unit))));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
