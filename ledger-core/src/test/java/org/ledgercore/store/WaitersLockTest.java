package org.ledgercore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.testing.LedgerExtension;

/** Whoever has written a batch and not committed it yet is not taken for a waiting writer. */
class WaitersLockTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final String WAITERS =
      "select count(*) from pg_locks where locktype = 'advisory' and classid = ?";

  @Test
  void writtenBatch_beforeItsCommit_looksLikeNoWaiterToTheOtherLane() throws SQLException {
    LedgerSchema schema = LedgerSchema.find(DB.dataSource(), DB.schema());
    try (Connection lane = DB.dataSource().getConnection();
        Connection other = DB.dataSource().getConnection()) {
      lane.setAutoCommit(false);
      boolean somebodyWaits = new BatchWriter(schema).write(lane, batch(lane, schema));
      assertThat(somebodyWaits).isFalse();
      assertThat(waiters(other)).isZero();
      lane.rollback();
    }
  }

  private static SealedBatch batch(Connection lane, LedgerSchema schema) throws SQLException {
    Tip tip = new BooksLoader(schema).tip(lane, 0);
    Books books = new Books(tip.end());
    books.standAt(tip.end().at(tip.clock()));
    Decider decider = new Decider(books);
    decider.decide(new Command.OpenUnit(Unit.fiat("WLT", 2))).getFirst().orThrow();
    return SealedBatch.after(tip, decider.draft(), schema, UUID.randomUUID());
  }

  private static long waiters(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAITERS)) {
      statement.setInt(1, LedgerSchema.WAITERS_CLASS);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
