package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.JoinedLedger;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.store.TurnGuard;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/**
 * What is to go out as one request is one, and so one transaction with autocommit on. The driver
 * tells its log where each ends. A post may have to take the turn first, or go to another thread:
 * the best of some counts.
 */
class OneRequestTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  /** After so many statements have plans, and keys are not looked up any more. */
  private static final int WARM = 40;

  private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
  private static final String END = " FE=> Sync";

  private final SmallBooks books = SmallBooks.in(DB.ledger());

  private interface Doing {
    void run(int i) throws SQLException;
  }

  @Test
  void aLonePost_isOneRequest() throws SQLException {
    assertThat(requests(i -> DB.ledger().post(books.deposit("lone " + i, 100)).orThrow()))
        .isEqualTo(1);
  }

  @Test
  void aLoneFact_isOneRequest() throws SQLException {
    Doing fact =
        i ->
            DB.ledger()
                .post(
                    JournalEntry.fact(FactRef.of("lone.fact", "f")).from(i).by("ann", "so").build())
                .orThrow();
    assertThat(requests(fact)).isEqualTo(1);
  }

  @Test
  void aBalanceAsOfADay_isOneRequest() throws SQLException {
    DB.ledger().post(books.deposit("dated", 100)).orThrow();
    AsOf day = AsOf.effective(LocalDate.of(2026, 1, 1));
    assertThat(requests(i -> DB.ledger().queries().balance(books.school(), day))).isEqualTo(1);
  }

  @Test
  void aJoinedPost_isTwoRequests_besideTheQuestionForTheIsolation() throws SQLException {
    try (Connection host = DB.dataSource().getConnection()) {
      host.setAutoCommit(false);
      assertThat(
              requests(i -> DB.ledger().in(host).post(books.deposit("join " + i, 100)).orThrow()))
          .isEqualTo(3);
      host.rollback();
    }
  }

  @Test
  void aQuestionUnderTheTurn_isNoRequestOfItsOwn() throws SQLException {
    try (Connection host = DB.dataSource().getConnection()) {
      host.setAutoCommit(false);
      JoinedLedger guarded = DB.ledger().in(host).guardedBy(new Nothing());
      assertThat(requests(i -> guarded.post(books.deposit("guarded " + i, 100)).orThrow()))
          .isEqualTo(3);
      host.rollback();
    }
  }

  /** A question that nothing hangs on. */
  private static final class Nothing implements TurnGuard {

    @Override
    public String sql() {
      return "select ?::text";
    }

    @Override
    public void bind(PreparedStatement statement, int first) throws SQLException {
      statement.setString(first, "nothing");
    }

    @Override
    public void check(ResultSet rows) throws SQLException {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("nothing");
    }
  }

  /** How many requests it is at best, on this thread, once everything is warm. */
  private static int requests(Doing doing) throws SQLException {
    for (int i = 0; i < WARM; i++) {
      doing.run(i);
    }
    Counting counting = new Counting(Thread.currentThread());
    Level level = DRIVER.getLevel();
    boolean tellsParents = DRIVER.getUseParentHandlers();
    DRIVER.setUseParentHandlers(false);
    DRIVER.setLevel(Level.FINEST);
    DRIVER.addHandler(counting);
    int best = Integer.MAX_VALUE;
    try {
      for (int i = WARM; i < 2 * WARM; i++) {
        counting.requests = 0;
        doing.run(i);
        if (counting.requests > 0) {
          best = Math.min(best, counting.requests);
        }
      }
    } finally {
      DRIVER.removeHandler(counting);
      DRIVER.setLevel(level);
      DRIVER.setUseParentHandlers(tellsParents);
    }
    return best;
  }

  /** Counts the requests of one thread. */
  private static final class Counting extends Handler {
    private final Thread thread;
    private int requests;

    Counting(Thread thread) {
      this.thread = thread;
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord it) {
      if (Thread.currentThread() == thread && it.getMessage().equals(END)) {
        requests++;
      }
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
