package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.Turnover;
import org.ledgercore.money.Unit;

/** Reads all units, accounts and account states, for the verifier. Stateless. */
public final class ChartReader {

  private static final String UNITS =
      """
      select unit_id, code, exponent, kind, display_decimals, cash_step, transfer_step, entry_no
        from {s}.unit order by unit_id
      """;
  private static final String ACCOUNTS =
      """
      select account_id, path, unit_id, type, normal_side, number, entry_no
        from {s}.account order by account_id
      """;
  private static final String STATES =
      """
      select account_id, version, status, floor, ceiling, owner, dimensions, entry_no
        from {s}.account_state order by account_id, version
      """;
  private static final String TURNOVERS =
      """
      select a.account_id, p.debits, p.credits
        from {s}.account a
        cross join lateral
             (select debits, credits from {s}.posting
               where account_id = a.account_id and posting_no <= ?
               order by posting_no desc limit 1) p
      """;

  private static final String PENDING =
      """
      select a.account_id, p.pending[1], p.pending[2]
        from {s}.account a
        cross join lateral
             (select pending from {s}.posting
               where account_id = a.account_id and posting_no <= ?
               order by posting_no desc limit 1) p
       where p.pending is not null
      """;

  private static final String STATE =
      """
      select s.version, s.status, s.floor, s.ceiling, s.owner, s.dimensions
        from {s}.account a
        join {s}.unit u using (unit_id)
        join {s}.account_state s using (account_id)
       where a.path = ? and u.code = ? order by s.version desc limit 1
      """;

  private static final String STATES_THEN =
      """
      select distinct on (account_id) account_id, version, status, floor, ceiling, owner, dimensions
        from {s}.account_state where account_id = any (?) and entry_no <= ?
       order by account_id, version desc
      """;

  /** A unit row. */
  public record UnitRow(int id, Unit unit, long entryNo) {}

  /** An account row. */
  public record AccountRow(Account account, int unitId, long entryNo) {}

  /** A state row. */
  public record StateRow(int account, AccountState state, long entryNo) {}

  private final LedgerSchema schema;

  public ChartReader(LedgerSchema schema) {
    this.schema = schema;
  }

  /** All units by id. */
  public Map<Integer, UnitRow> units(Connection connection) throws SQLException {
    Map<Integer, UnitRow> units = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(UNITS));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        int id = row.getInt("unit_id");
        units.put(id, new UnitRow(id, ChartRows.unit(row), row.getLong("entry_no")));
      }
    }
    return units;
  }

  /** All accounts by id. */
  public Map<Integer, AccountRow> accounts(Connection connection, Map<Integer, UnitRow> units)
      throws SQLException {
    Map<Integer, AccountRow> accounts = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(ACCOUNTS));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        UnitRow unit = units.get(row.getInt("unit_id"));
        if (unit == null) {
          throw new IllegalStateException("account " + row.getInt("account_id") + " has no unit");
        }
        Account account = ChartRows.account(row, unit.unit());
        accounts.put(account.id(), new AccountRow(account, unit.id(), row.getLong("entry_no")));
      }
    }
    return accounts;
  }

  /** All states, in order of account and version. */
  public List<StateRow> states(Connection connection) throws SQLException {
    List<StateRow> states = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(STATES));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        AccountState state = BooksReader.state(row);
        states.add(new StateRow(row.getInt("account_id"), state, row.getLong("entry_no")));
      }
    }
    return states;
  }

  /** The cumulative figures of every account up to a posting; accounts without any are left out. */
  public Map<Integer, Turnover> turnovers(Connection connection, long lastPosting)
      throws SQLException {
    return figures(connection, TURNOVERS, lastPosting);
  }

  /** What was pending on every account after a posting; accounts without any are left out. */
  public Map<Integer, Turnover> pending(Connection connection, long lastPosting)
      throws SQLException {
    return figures(connection, PENDING, lastPosting);
  }

  private Map<Integer, Turnover> figures(Connection connection, String sql, long lastPosting)
      throws SQLException {
    Map<Integer, Turnover> turnovers = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(sql))) {
      statement.setLong(1, lastPosting);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          turnovers.put(row.getInt(1), new Turnover(row.getLong(2), row.getLong(3)));
        }
      }
    }
    return turnovers;
  }

  /** What held of these accounts when the entry was the newest, by account. */
  public Map<Integer, AccountState> states(
      Connection connection, List<Integer> accounts, long asOfEntry) throws SQLException {
    Map<Integer, AccountState> states = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(STATES_THEN))) {
      statement.setArray(1, connection.createArrayOf("integer", accounts.toArray(Integer[]::new)));
      statement.setLong(2, asOfEntry);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          states.put(row.getInt("account_id"), BooksReader.state(row));
        }
      }
    }
    return states;
  }

  /** The newest state of an account. */
  public Optional<AccountState> state(Connection connection, AccountRef account)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(STATE))) {
      statement.setString(1, account.path().value());
      statement.setString(2, account.currency());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(BooksReader.state(row)) : Optional.empty();
      }
    }
  }
}
