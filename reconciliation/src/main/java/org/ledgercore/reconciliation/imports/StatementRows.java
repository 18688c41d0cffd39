package org.ledgercore.reconciliation.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.journal.Digest;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.UnusableFileException;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/** Files and statements in the database. For one thread. */
final class StatementRows {

  private static final String COLUMNS =
      """
      select statement_no, digest, account, statement_id, sequence, first_day, last_day, opening,
             closing, movement, known, lines, new_lines
        from {s}.statement
      """;

  private final ReconciliationStore store;
  private final Connection connection;

  StatementRows(ReconciliationStore store, Connection connection) {
    this.store = store;
    this.connection = connection;
  }

  boolean isKnown(String name, Digest digest) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            store.sql("select 1 from {s}.file where connection = ? and digest = ?"))) {
      select.setString(1, name);
      select.setBytes(2, digest.bytes());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  void insertFile(String name, Digest digest, long act) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            store.sql("insert into {s}.file (connection, digest, act_no) values (?, ?, ?)"))) {
      insert.setString(1, name);
      insert.setBytes(2, digest.bytes());
      insert.setLong(3, act);
      insert.execute();
    }
  }

  /** The unit of an account is the same for good: stored lines would change their meaning. */
  void requireSameUnit(StatementAccount account) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            store.sql("select unit, exponent from {s}.statement where account = ? limit 1"))) {
      select.setString(1, account.name());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()
            && (!row.getString(1).equals(account.unit().code())
                || row.getInt(2) != account.unit().exponent())) {
          throw new UnusableFileException(
              0,
              "account",
              "must be declared in %s with %d decimals, as before"
                  .formatted(row.getString(1), row.getInt(2)),
              account.name());
        }
      }
    }
  }

  /** What the staged lines of a statement are to the lines that are there. */
  private record Counted(long newLines, long known) {}

  /** Writes the statements of the staged file; returns the number of the first. */
  long insertStatements(String name, Digest digest, List<StagingSink.Staged> staged)
      throws SQLException {
    Map<Integer, Counted> counted = counted();
    long first = next();
    String sql =
        store.sql(
            """
            insert into {s}.statement (statement_no, connection, digest, ordinal, account, unit,
                   exponent, statement_id, sequence, first_day, last_day, opening, closing,
                   movement, known, lines, new_lines)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < staged.size(); i++) {
        insert.setLong(1, first + i);
        insert.setString(2, name);
        insert.setBytes(3, digest.bytes());
        insert.setInt(4, i + 1);
        set(insert, staged.get(i), counted.getOrDefault(i + 1, new Counted(0, 0)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return first;
  }

  private static void set(PreparedStatement insert, StagingSink.Staged staged, Counted counted)
      throws SQLException {
    StatementAccount account = staged.head().account();
    insert.setString(5, account.name());
    insert.setString(6, account.unit().code());
    insert.setInt(7, account.unit().exponent());
    insert.setString(8, staged.head().statementId());
    insert.setString(9, staged.head().sequence());
    set(insert, 10, staged.end().opening().map(StatedBalance::date).or(staged.days()::first));
    set(insert, 11, staged.end().closing().map(StatedBalance::date).or(staged.days()::last));
    setMinor(insert, 12, staged.end().opening());
    setMinor(insert, 13, staged.end().closing());
    insert.setLong(14, staged.movement());
    insert.setLong(15, counted.known());
    insert.setLong(16, staged.lines());
    insert.setLong(17, counted.newLines());
  }

  private static void set(PreparedStatement insert, int at, Optional<LocalDate> day)
      throws SQLException {
    if (day.isPresent()) {
      insert.setObject(at, day.get());
    } else {
      insert.setNull(at, Types.DATE);
    }
  }

  private static void setMinor(PreparedStatement insert, int at, Optional<StatedBalance> balance)
      throws SQLException {
    if (balance.isPresent()) {
      insert.setLong(at, balance.get().amount().minor());
    } else {
      insert.setNull(at, Types.BIGINT);
    }
  }

  private Map<Integer, Counted> counted() throws SQLException {
    String sql =
        store.sql(
            """
            select i.ordinal, count(*) filter (where l.line_no is null),
                   coalesce(sum(i.minor) filter (
                     where l.line_no is not null and i.status = 'BOOKED'), 0)::bigint
              from incoming i
              left join {s}.statement_line l using (account, identity, occurrence)
             group by i.ordinal
            """);
    Map<Integer, Counted> counted = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        counted.put(row.getInt(1), new Counted(row.getLong(2), row.getLong(3)));
      }
    }
    return counted;
  }

  private long next() throws SQLException {
    String sql = store.sql("select coalesce(max(statement_no), 0) + 1 from {s}.statement");
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The statements of a file in its order, each with its gap as of now. */
  List<ImportedStatement> ofFile(String name, Digest digest) throws SQLException {
    String sql = store.sql(COLUMNS + " where connection = ? and digest = ? order by ordinal");
    List<ImportedStatement> statements;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, name);
      select.setBytes(2, digest.bytes());
      statements = read(select);
    }
    Map<Long, Gap> gaps = new HashMap<>();
    for (String account : statements.stream().map(ImportedStatement::account).distinct().toList()) {
      ofAccount(account).forEach(it -> gaps.put(it.number(), it.gap()));
    }
    return statements.stream()
        .map(it -> it.with(gaps.getOrDefault(it.number(), Gap.NONE)))
        .toList();
  }

  /** The digests of the files with statements of an account, up to an act, in their own order. */
  List<String> files(String account, long upToAct) throws SQLException {
    String sql =
        store.sql(
            """
            select distinct encode(f.digest, 'hex')
              from {s}.file f join {s}.statement s using (connection, digest)
             where s.account = ? and f.act_no <= ?
             order by 1
            """);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, account);
      select.setLong(2, upToAct);
      List<String> files = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          files.add(row.getString(1));
        }
      }
      return files;
    }
  }

  /** The statements of an account in the order of their days. */
  List<ImportedStatement> ofAccount(String account) throws SQLException {
    String sql =
        store.sql(COLUMNS + " where account = ? order by last_day nulls first, statement_no");
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, account);
      return judged(read(select));
    }
  }

  /** Finds gaps. A statement that tells nothing new, as a second delivery does, breaks no chain. */
  private static List<ImportedStatement> judged(List<ImportedStatement> inOrder) {
    List<ImportedStatement> judged = new ArrayList<>(inOrder.size());
    ImportedStatement before = null;
    for (ImportedStatement statement : inOrder) {
      boolean isNew = statement.newLines() > 0 || statement.lines() == 0;
      Gap gap = Gap.NONE;
      if (!statement.addsUp()) {
        gap = Gap.WITHIN;
      } else if (isNew && before != null && !statement.goesOnFrom(before)) {
        gap = Gap.BEFORE;
      }
      judged.add(statement.with(gap));
      before = isNew && statement.closing().isPresent() ? statement : before;
    }
    return judged;
  }

  private static List<ImportedStatement> read(PreparedStatement select) throws SQLException {
    List<ImportedStatement> statements = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        statements.add(
            new ImportedStatement(
                row.getLong("statement_no"),
                Digest.ofBytes(row.getBytes("digest")),
                row.getString("account"),
                row.getString("statement_id"),
                row.getString("sequence"),
                Optional.ofNullable(row.getObject("first_day", LocalDate.class)),
                Optional.ofNullable(row.getObject("last_day", LocalDate.class)),
                Optional.ofNullable(row.getObject("opening", Long.class)),
                Optional.ofNullable(row.getObject("closing", Long.class)),
                row.getLong("movement"),
                row.getLong("known"),
                row.getLong("lines"),
                row.getLong("new_lines"),
                Gap.NONE));
      }
    }
    return statements;
  }
}
