package org.ledgercore.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Side;
import org.ledgercore.money.Unit;
import org.ledgercore.money.UnitKind;

/** Reads units and accounts from rows that have their columns under the columns' own names. */
public final class ChartRows {

  private ChartRows() {}

  /** The unit of a row whose column {@code kind} is the unit's. */
  public static Unit unit(ResultSet row) throws SQLException {
    return unit(row, "kind");
  }

  /** The unit of a row in which something else has a kind too. */
  static Unit unit(ResultSet row, String kind) throws SQLException {
    return new Unit(
        row.getString("code"),
        row.getInt("exponent"),
        UnitKind.valueOf(row.getString(kind)),
        row.getInt("display_decimals"),
        row.getLong("cash_step"),
        row.getLong("transfer_step"));
  }

  /** The account of a row, in its unit. */
  public static Account account(ResultSet row, Unit unit) throws SQLException {
    return new Account(
        row.getInt("account_id"),
        AccountPath.of(row.getString("path")),
        unit,
        AccountType.valueOf(row.getString("type")),
        Side.valueOf(row.getString("normal_side")),
        row.getInt("number"));
  }
}
