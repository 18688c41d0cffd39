package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.testing.Invariants;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.Tampering;
import org.ledgercore.testing.TestServer;

/**
 * The journal loses committed batches under a running ledger, as when a standby is promoted without
 * them or a backup is restored. The ledger must notice and stop, not build on the gap.
 */
class HistoryGoneTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int POSTED = 5;
  private static final int LOST = 3;

  private final String schema = DB.newSchema();
  private final LedgerOptions options = LedgerOptions.defaults().withSchema(schema);
  private final SmallBooks books = SmallBooks.in(DB.dataSource(), schema);

  @Test
  void post_tailCut_refusesForGoodUntilOpenedAnew() throws SQLException {
    postFive();
    cutTail();
    assertGone(books);
    assertGone(books);
    Ledger anew = Ledger.open(DB.dataSource(), options);
    assertWorks(books.with(anew));
    assertThat(anew.post(books.deposit("post 5", 5))).isInstanceOf(Accepted.class);
    assertGone(books);
  }

  @Test
  void post_otherBatchesInTheTailsPlace_refusesForGood() throws SQLException {
    postFive();
    cutTail();
    try (Ledger other = Ledger.open(TestServer.shared().url(), options)) {
      for (int i = 1; i <= LOST + 1; i++) {
        other.post(books.deposit("other " + i, i)).orThrow();
      }
      assertGone(books);
      assertWorks(books.with(other));
    }
    assertGone(books);
  }

  @Test
  void post_tailCutBeforeCommit_refusesForGood() throws SQLException {
    postFive();
    CommitFaults faults = new CommitFaults(DB.dataSource());
    SmallBooks other =
        books.with(Ledger.open(faults.dataSource(), options.withPooler(Writers.Pooler.PRESENT)));
    faults.atCommit(
        1,
        real -> {
          cutTail();
          real.commit();
        });
    assertGone(() -> other.ledger().post(other.deposit("too late", 1)));
    assertGone(other);
  }

  @Test
  void post_nothingLost_goesOn() throws SQLException {
    postFive();
    try (Ledger other = Ledger.open(TestServer.shared().url(), options)) {
      other.post(books.deposit("other", 1)).orThrow();
    }
    assertWorks(books);
  }

  private void postFive() {
    for (int i = 1; i <= POSTED; i++) {
      books.ledger().post(books.deposit("post " + i, i)).orThrow();
    }
  }

  private void cutTail() throws SQLException {
    int kept = SmallBooks.OPENING_BATCHES + POSTED - LOST;
    Tampering.cutTail(DB.dataSource(), schema, kept);
  }

  private void assertGone(SmallBooks gone) throws SQLException {
    Ledger ledger = gone.ledger();
    assertGone(() -> ledger.post(gone.deposit("after", 1)));
    assertGone(() -> ledger.post(gone.deposit("post 1", 1)));
    assertGone(() -> ledger.preview(gone.deposit("after", 1)));
    assertGone(() -> ledger.openAccount(NewAccount.asset("after:1", SmallBooks.EUR)));
    try (Connection host = DB.dataSource().getConnection()) {
      host.setAutoCommit(false);
      assertGone(() -> ledger.in(host).post(gone.deposit("after", 1)));
      host.commit();
    }
  }

  private void assertGone(ThrowingCallable post) throws SQLException {
    Ledger reader = Ledger.open(DB.dataSource(), options);
    long before = reader.newestEntry();
    assertThatThrownBy(post)
        .isInstanceOf(HistoryGoneException.class)
        .hasMessageStartingWith("the journal no longer holds what this process saw committed: ")
        .hasMessageEndingWith("nothing more is accepted until the ledger is opened again");
    assertThat(reader.newestEntry()).isLessThanOrEqualTo(before);
  }

  private void assertWorks(SmallBooks working) {
    Ledger ledger = working.ledger();
    assertThat(ledger.post(working.deposit("works", 1))).isInstanceOf(Accepted.class);
    Invariants.check(DB.dataSource(), schema, ledger);
  }
}
