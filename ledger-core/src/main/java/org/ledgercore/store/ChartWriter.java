package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Draft;

/** Writes the units, accounts and account states that a batch opens. Stateless. */
final class ChartWriter {

  private static final String UNIT =
      """
      insert into {s}.unit
        (unit_id, code, exponent, kind, display_decimals, cash_step, transfer_step, entry_no)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ACCOUNT =
      """
      insert into {s}.account (account_id, path, unit_id, type, normal_side, number, entry_no)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String STATE =
      """
      insert into {s}.account_state
        (account_id, version, status, floor, ceiling, owner, dimensions, entry_no)
      values (?, ?, ?, ?, ?, ?, ?::text[], ?)
      """;

  private final LedgerSchema schema;

  ChartWriter(LedgerSchema schema) {
    this.schema = schema;
  }

  void write(Connection connection, Draft draft) throws SQLException {
    write(connection, UNIT, draft.units(), ChartWriter::bindUnit);
    write(connection, ACCOUNT, draft.accounts(), ChartWriter::bindAccount);
    write(connection, STATE, draft.states(), ChartWriter::bindState);
  }

  private static void bindUnit(Parameters to, Draft.OpenedUnit opened) throws SQLException {
    Unit unit = opened.unit();
    to.add(opened.id());
    to.add(unit.code());
    to.add(unit.exponent());
    to.add(unit.kind().name());
    to.add(unit.displayDecimals());
    to.add(unit.cashStep());
    to.add(unit.transferStep());
    to.add(opened.entryNo());
  }

  private static void bindAccount(Parameters to, Draft.OpenedAccount opened) throws SQLException {
    Account account = opened.head().account();
    to.add(account.id());
    to.add(account.path().value());
    to.add(opened.head().unitId());
    to.add(account.type().name());
    to.add(account.normalSide().name());
    to.add(account.number());
    to.add(opened.entryNo());
  }

  private static void bindState(Parameters to, Draft.ChangedState changed) throws SQLException {
    AccountState state = changed.state();
    AccountTerms terms = state.terms();
    to.add(changed.head().account().id());
    to.add(state.version());
    to.add(state.status().name());
    to.addOptional(terms.floor());
    to.addOptional(terms.ceiling());
    to.addOptional(terms.owner());
    to.addOptional(TextArray.literal(terms.dimensions()));
    to.add(changed.entryNo());
  }

  private interface Binding<T> {
    void bind(Parameters to, T row) throws SQLException;
  }

  private <T> void write(Connection connection, String sql, List<T> rows, Binding<T> binding)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(sql))) {
      for (T row : rows) {
        binding.bind(new Parameters(connection, statement), row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
