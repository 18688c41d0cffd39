package org.ledgercore.http.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.ledgercore.Ledger;

/**
 * The least that a transaction under the turn can take on a machine: the turn, a question that asks
 * nothing, a row, and a durable commit, as many round trips as a release makes. Used by one thread.
 */
final class BareTurns {

  private final Ledger ledger;
  private final TurnTimes times;
  private final DataSource watched;

  BareTurns(Ledger ledger, DataSource plain) throws SQLException {
    this.ledger = ledger;
    this.times = new TurnTimes(plain);
    this.watched = times.watched();
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists bare_turn (taken bigint)");
    }
  }

  /** Takes the turn once. */
  void take() {
    try (Connection connection = watched.getConnection()) {
      connection.setAutoCommit(false);
      ledger.in(connection).takeTurn();
      try (Statement statement = connection.createStatement()) {
        statement.execute("select 1");
        statement.execute("insert into bare_turn values (1)");
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How long it was held each time, in microseconds; forgets them. */
  long[] times() {
    return times.take();
  }
}
