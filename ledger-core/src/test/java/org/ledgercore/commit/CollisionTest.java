package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Backends;
import org.ledgercore.testing.Eventually;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/**
 * A writer that did not get its turn in time goes on without and runs into another's uncommitted
 * batch: number, entry key and postings all collide at once. Which index complains first must not
 * matter to the answer.
 */
class CollisionTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final SmallBooks books = SmallBooks.in(DB.ledger());
  private final Ledger impatient =
      Ledger.open(
          DB.dataSource(),
          LedgerOptions.defaults()
              .withSchema(DB.schema())
              .withTurnDeadline(Duration.ofMillis(100))
              .withJoinIdleLimit(Duration.ofSeconds(60)));
  private String key = "";
  private Connection host;

  @BeforeEach
  void join(TestInfo test) throws SQLException {
    key = test.getDisplayName();
    DB.ledger().post(books.deposit("before " + key, 50)).orThrow();
    host = DB.dataSource().getConnection();
    host.setAutoCommit(false);
    assertThat(impatient.in(host).post(books.deposit(key, 100))).isInstanceOf(Accepted.class);
  }

  @AfterEach
  void close() throws SQLException {
    host.rollback();
    host.close();
  }

  @Test
  void post_sameEntryAsTheCommittedOne_isReplayed() throws Exception {
    CompletableFuture<Outcome> post = blocked(books.deposit(key, 100));
    host.commit();
    assertThat(Eventually.result(post)).isInstanceOf(Replayed.class);
    assertThat(Eventually.result(post).orThrow().number()).isEqualTo(DB.ledger().newestEntry());
  }

  @Test
  void post_otherContentUnderTheCommittedKey_isRefused() throws Exception {
    CompletableFuture<Outcome> post = blocked(books.deposit(key, 101));
    host.commit();
    assertThat(Eventually.result(post))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.why()).isInstanceOf(Rejection.KeyReused.class));
  }

  @Test
  void post_sameEntryAsTheOneRolledBack_isAccepted() throws Exception {
    long before = DB.ledger().newestEntry();
    CompletableFuture<Outcome> post = blocked(books.deposit(key, 100));
    host.rollback();
    assertThat(Eventually.result(post)).isInstanceOf(Accepted.class);
    assertThat(Eventually.result(post).orThrow().number()).isEqualTo(before + 1);
  }

  @Test
  void post_otherKey_isAcceptedBehindTheCommittedOne() throws Exception {
    long before = DB.ledger().newestEntry();
    CompletableFuture<Outcome> post = blocked(books.deposit("other " + key, 100));
    host.commit();
    assertThat(Eventually.result(post)).isInstanceOf(Accepted.class);
    assertThat(Eventually.result(post).orThrow().number()).isEqualTo(before + 2);
  }

  @Test
  void post_payoutOfMoneyThatComesWithTheCommittedOne_isDecidedOnIt() throws Exception {
    long payable = DB.ledger().balance(books.school()).posted().minor();
    JournalEntry all = books.payout("all " + key, payable);
    JournalEntry more = books.payout("more " + key, payable + 100);
    assertThat(DB.ledger().preview(more).outcome()).isInstanceOf(Rejected.class);
    CompletableFuture<Outcome> post = blocked(all);
    host.commit();
    assertThat(Eventually.result(post)).isInstanceOf(Accepted.class);
    assertThat(DB.ledger().balance(books.school()).posted().minor()).isEqualTo(100);
  }

  /** Posts on another thread, and returns when that thread waits for the host's row. */
  private CompletableFuture<Outcome> blocked(JournalEntry entry) throws Exception {
    CompletableFuture<Outcome> post = CompletableFuture.supplyAsync(() -> impatient.post(entry));
    int backend = Backends.of(host);
    Eventually.holds(
        "the writer waits for the row, no longer for the turn",
        () -> Backends.isWaitedFor(DB.dataSource(), backend, Backends.ROW));
    assertThat(post).isNotDone();
    return post;
  }
}
