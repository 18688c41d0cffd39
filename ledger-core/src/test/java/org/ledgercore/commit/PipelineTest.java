package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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

/** The hazards of a writer that keeps its books, its turn and two batches in the air. */
class PipelineTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int MANY = 3_000;
  private static final int LARGE = 2_000;
  private static final String END_WRITERS =
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
          + " and backend_type = 'client backend' and state <> 'active' and (query ilike '%ledger%'"
          + " or query ilike '%journal%' or query ilike '%advisory%' or query ilike 'commit%')";

  private final SmallBooks books = SmallBooks.in(DB.ledger());

  private LedgerOptions options() {
    return LedgerOptions.defaults().withSchema(DB.schema());
  }

  private List<JournalEntry> deposits(String prefix, int count) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(books.deposit(prefix + " " + i, 1 + i % 9));
    }
    return entries;
  }

  @Test
  void postAll_moreThanOneBatch_isCopiedOnBothLanes() {
    long before = DB.ledger().newestEntry();
    List<Outcome> outcomes = DB.ledger().postAll(deposits("copied", 20_000));
    assertThat(outcomes).allMatch(Accepted.class::isInstance);
    assertThat(outcomes.getFirst().orThrow().number()).isEqualTo(before + 1);
    assertThat(outcomes.getLast().orThrow().number()).isEqualTo(before + 20_000);
  }

  @Test
  void postAll_duplicatesWithinAndAcrossBatches_giveOneEntryEach() {
    List<JournalEntry> entries = deposits("twice", 6_000);
    List<JournalEntry> doubled = new ArrayList<>(entries);
    doubled.addAll(entries);
    doubled.add(books.deposit("twice 0", 999));
    long before = DB.ledger().newestEntry();

    List<Outcome> outcomes = DB.ledger().postAll(doubled);

    assertThat(DB.ledger().newestEntry()).isEqualTo(before + 6_000);
    assertThat(outcomes.subList(0, 6_000)).allMatch(Accepted.class::isInstance);
    assertThat(outcomes.subList(6_000, 12_000)).allMatch(Replayed.class::isInstance);
    assertThat(outcomes.getLast()).isInstanceOf(Rejected.class);
  }

  @Test
  void postAll_oneRefusedAmongMany_leavesTheOthers() {
    List<JournalEntry> entries = deposits("among", LARGE);
    entries.add(LARGE / 2, books.payout("too much", 1_000_000_000));
    List<Outcome> outcomes = DB.ledger().postAll(entries);
    assertThat(outcomes.get(LARGE / 2))
        .isInstanceOfSatisfying(
            Rejected.class,
            refused -> assertThat(refused.why()).isInstanceOf(Rejection.InsufficientFunds.class));
    assertThat(outcomes.stream().filter(Accepted.class::isInstance).count()).isEqualTo(LARGE);
  }

  @Test
  void submit_callbackThatPosts_doesNotStopThePipeline() throws Exception {
    List<CompletableFuture<Outcome>> second = new ArrayList<>();
    for (JournalEntry first : deposits("callback", 50)) {
      String key = first.key().text() + " again";
      second.add(
          DB.ledger()
              .submit(first)
              .thenApply(outcome -> DB.ledger().post(books.deposit(key, 1)))
              .toCompletableFuture());
    }
    for (CompletableFuture<Outcome> each : second) {
      assertThat(each.get(15, TimeUnit.SECONDS)).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void submit_queueFull_isBusyAndSurelyNotPosted() throws Exception {
    try (Ledger small = Ledger.open(DB.dataSource(), options().withQueueEntries(2));
        Connection host = holdTurn()) {
      List<CompletionStage<Outcome>> submitted = new ArrayList<>();
      int busy = 0;
      for (JournalEntry entry : deposits("full", 10)) {
        try {
          submitted.add(small.submit(entry));
        } catch (BusyException e) {
          assertThat(e).hasMessageContaining("nothing was posted");
          busy++;
        }
      }
      assertThat(busy).isBetween(1, 8);
      host.rollback();
      int accepted = 0;
      for (CompletionStage<Outcome> each : submitted) {
        assertThat(each.toCompletableFuture().get(15, TimeUnit.SECONDS))
            .isInstanceOf(Accepted.class);
        accepted++;
      }
      assertThat(accepted + busy).isEqualTo(10);
    }
  }

  @Test
  void submit_deadlinePassesWhileQueued_isNeverPostedLater() throws Exception {
    LedgerOptions hasty = options().withQueueDeadline(Duration.ofMillis(200));
    try (Ledger ledger = Ledger.open(DB.dataSource(), hasty);
        Connection host = holdTurn()) {
      CompletableFuture<Outcome> taken =
          ledger.submit(books.deposit("taken", 1)).toCompletableFuture();
      int holder = Backends.of(host);
      Eventually.holds(
          "the writer waits for the turn",
          () -> Backends.isWaitedFor(DB.dataSource(), holder, Backends.TURN));
      CompletableFuture<Outcome> queued =
          ledger.submit(books.deposit("queued", 1)).toCompletableFuture();
      assertThatThrownBy(() -> queued.get(15, TimeUnit.SECONDS))
          .hasCauseInstanceOf(BusyException.class);
      host.rollback();
      assertThat(taken.get(15, TimeUnit.SECONDS)).isInstanceOf(Accepted.class);
      assertThat(ledger.post(books.deposit("queued", 1)))
          .as("the given-up entry was not posted behind our back")
          .isInstanceOf(Accepted.class);
    }
  }

  @Test
  void post_sessionsEndedWhileIdle_theNextCallWorks() throws Exception {
    try (Ledger ledger = Ledger.open(DB.dataSource(), options().withQueueEntries(77))) {
      ledger.post(books.deposit("before the end", 1)).orThrow();
      ledger.postAll(deposits("before the end, many", LARGE));
      DB.sql(DB.schema(), END_WRITERS);
      assertThat(ledger.post(books.deposit("after the end", 1))).isInstanceOf(Accepted.class);
      DB.sql(DB.schema(), END_WRITERS);
      assertThat(ledger.postAll(deposits("after the end, many", LARGE)))
          .allMatch(Accepted.class::isInstance);
    }
  }

  @Test
  void postAll_sessionsEndedAgainAndAgain_nothingIsLostOrDoubled() throws Exception {
    CompletableFuture<List<Outcome>> posting =
        CompletableFuture.supplyAsync(() -> DB.ledger().postAll(deposits("shaken", 30_000)));
    int ended = 0;
    while (!posting.isDone() && ended < 5) {
      TimeUnit.MILLISECONDS.sleep(100);
      DB.sql(
          DB.schema(),
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
              + " and query ilike '%copy%posting%'");
      ended++;
    }
    assertThat(posting.get(60, TimeUnit.SECONDS))
        .hasSize(30_000)
        .allMatch(outcome -> outcome instanceof Accepted || outcome instanceof Replayed);
  }

  @Test
  void close_inTheMiddle_answersEveryCall() throws Exception {
    Ledger ledger = Ledger.open(DB.dataSource(), options().withQueueEntries(MANY * 2));
    List<CompletableFuture<Outcome>> submitted = new ArrayList<>();
    for (JournalEntry entry : deposits("closing", MANY)) {
      submitted.add(ledger.submit(entry).toCompletableFuture());
    }
    ledger.close();
    int accepted = 0;
    for (CompletableFuture<Outcome> each : submitted) {
      assertThat(each.get(15, TimeUnit.SECONDS)).isInstanceOf(Accepted.class);
      accepted++;
    }
    assertThat(accepted).isEqualTo(MANY);
    assertThatThrownBy(() -> ledger.post(books.deposit("too late", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the ledger is closed");
  }

  @Test
  void post_behindAPooler_usesNoSessionOfItsOwn() {
    LedgerOptions pooled = options().withPooler(Writers.Pooler.PRESENT);
    try (Ledger ledger = Ledger.open(DB.dataSource(), pooled)) {
      assertThat(ledger.post(books.deposit("pooled", 1))).isInstanceOf(Accepted.class);
      assertThat(DB.ledger().post(books.deposit("pooled", 1))).isInstanceOf(Replayed.class);
    }
  }

  @Test
  void open_poolTooSmall_isRefusedWithTheNumberItNeeds() {
    var pool = new com.zaxxer.hikari.HikariDataSource();
    pool.setJdbcUrl(org.ledgercore.testing.TestServer.shared().url());
    pool.setMaximumPoolSize(3);
    try (pool) {
      assertThatThrownBy(() -> Ledger.open(pool, options()))
          .hasMessage("maximumPoolSize: must be at least 4, of which the ledger keeps 3: 3");
    }
  }

  @Test
  void close_sharedWriter_staysUntilTheLastLedgerCloses() {
    Ledger one = Ledger.open(DB.dataSource(), options().withQueueEntries(500));
    Ledger other = Ledger.open(DB.dataSource(), options().withQueueEntries(500));
    one.close();
    one.close();
    assertThat(other.post(books.deposit("shared", 1))).isInstanceOf(Accepted.class);
    other.close();
  }

  @Test
  void submit_manyCallersAtOnce_seeEachOthersBalance() {
    List<CompletableFuture<Outcome>> payouts = new ArrayList<>();
    long funds = DB.ledger().balance(books.school()).posted().minor();
    DB.ledger().post(books.deposit("to share", 500)).orThrow();
    for (int i = 0; i < 600; i++) {
      payouts.add(
          DB.ledger()
              .submit(books.payout("share " + i, i < 1 ? funds + 1 : 1))
              .toCompletableFuture());
    }
    long accepted =
        payouts.stream().map(PipelineTest::answer).filter(Accepted.class::isInstance).count();
    assertThat(accepted).isEqualTo(500);
    assertThat(DB.ledger().balance(books.school()).posted().minor()).isZero();
  }

  private static Outcome answer(CompletableFuture<Outcome> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw new AssertionError(e);
    }
  }

  /** A host's transaction that holds the turn until it is rolled back. */
  private Connection holdTurn() throws SQLException {
    Connection host = DB.dataSource().getConnection();
    host.setAutoCommit(false);
    DB.ledger().in(host).post(books.deposit("held " + System.nanoTime(), 1)).orThrow();
    return host;
  }
}
