package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.query.RandomEdits.Edit;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.TestLedger;
import org.ledgercore.testing.TestSize;

/**
 * What a superuser changes is found, at the row that was changed. {@code -Dledger.test.edits=1000}
 * makes more of them, {@code -Dledger.test.seed} others.
 */
@Covers("O20")
class RandomEditsTest {

  private static final int EDITS = TestSize.of("ledger.test.edits", 200, new TestSize.Full(1_000));
  private static final long SEED = Long.getLong("ledger.test.seed", 4711);

  @Test
  void verify_anyEdit_isFoundAtItsRow() throws SQLException {
    RandomEdits edits = new RandomEdits(SEED);
    try (TestLedger test = TestLedger.fresh()) {
      edits.fill(test.ledger());
      ChainHead newest = test.ledger().verify().reached().orElseThrow();
      LedgerSchema schema = LedgerSchema.find(test.dataSource(), test.schema());
      List<String> missed = new ArrayList<>();
      for (int i = 0; i < EDITS; i++) {
        Edit edit = edits.next();
        Verification found = verified(test, schema, edit, List.of(newest));
        if (!edit.where().contains(found.problem().map(it -> it.where()).orElse("nothing"))) {
          missed.add(edit + " found " + found.problem());
        }
        if (edit.needsHead()) {
          assertThat(verified(test, schema, edit, List.of()).problem()).isEmpty();
        }
      }
      assertThat(missed).as("seed " + SEED).isEmpty();
      assertThat(test.ledger().verify().reached()).contains(newest);
    }
  }

  /** What verify says in the transaction of the edit, which is rolled back. */
  private static Verification verified(
      TestLedger test, LedgerSchema schema, Edit edit, List<ChainHead> expected)
      throws SQLException {
    try (Connection connection = test.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local session_replication_role = replica");
        statement.execute("set local search_path to " + test.schema());
        for (String sql : edit.sql()) {
          statement.execute(sql);
        }
        return new VerifyPass(connection, schema, expected).run(null, Long.MAX_VALUE, entry -> {});
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
