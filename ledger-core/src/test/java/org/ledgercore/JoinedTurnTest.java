package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.commit.LedgerUnavailableException;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.store.TurnGuard;
import org.ledgercore.testing.Backends;
import org.ledgercore.testing.Eventually;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestServer;

/** While a host's transaction holds the ledger's turn: who waits, who is told, who goes on. */
class JoinedTurnTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final String HOLDS =
      "this thread holds the ledger's turn in a transaction it joined; post with in(connection)"
          + " again, or end that transaction first";

  private final SmallBooks books = SmallBooks.in(DB.ledger());
  private String key = "";

  @BeforeEach
  void name(TestInfo test) {
    key = test.getDisplayName();
  }

  @Test
  void post_ofTheOwnThread_throwsInsteadOfWaitingForItself() throws SQLException {
    try (Connection host = transaction()) {
      DB.ledger().in(host).post(books.deposit("joined " + key, 1)).orThrow();
      assertThatThrownBy(() -> DB.ledger().post(books.deposit(key, 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(HOLDS);
      assertThatThrownBy(() -> DB.ledger().openAccount(NewAccount.asset("new:1", SmallBooks.EUR)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(HOLDS);
      DB.ledger().in(host).post(books.deposit("again " + key, 1)).orThrow();
      host.commit();
      assertThat(DB.ledger().post(books.deposit(key, 1))).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void post_ofTheOwnThreadAfterRollback_isAccepted() throws SQLException {
    try (Connection host = transaction()) {
      DB.ledger().in(host).post(books.deposit("joined " + key, 1)).orThrow();
      host.rollback();
      assertThat(DB.ledger().post(books.deposit(key, 1))).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void preview_ofTheOwnThread_seesWhatIsCommitted() throws SQLException {
    try (Connection host = transaction()) {
      DB.ledger().in(host).post(books.deposit("joined " + key, 1)).orThrow();
      long newest = DB.ledger().newestEntry();
      Outcome outcome = DB.ledger().preview(books.deposit(key, 1)).outcome();
      assertThat(((Accepted) outcome).entry().number()).isEqualTo(newest + 1);
      host.rollback();
    }
  }

  @Test
  void post_ofAnotherThread_waitsUntilCommit() throws Exception {
    try (Connection host = transaction()) {
      long joined = number(DB.ledger().in(host).post(books.deposit("joined " + key, 1)));
      var other = inBackground(() -> DB.ledger().post(books.deposit(key, 1)));
      awaitWaiterFor(host);
      assertThat(other).isNotDone();
      host.commit();
      assertThat(number(Eventually.result(other))).isEqualTo(joined + 1);
    }
  }

  @Test
  void post_ofAnotherThread_takesTheNumberAfterRollback() throws Exception {
    try (Connection host = transaction()) {
      long joined = number(DB.ledger().in(host).post(books.deposit("joined " + key, 1)));
      var other = inBackground(() -> DB.ledger().post(books.deposit(key, 1)));
      awaitWaiterFor(host);
      host.rollback();
      assertThat(number(Eventually.result(other))).isEqualTo(joined);
    }
  }

  @Test
  void aQuestionUnderTheTurn_seesWhatIsCommittedMeanwhile() throws Exception {
    try (Connection first = transaction();
        Connection second = transaction()) {
      long joined = number(DB.ledger().in(first).post(books.deposit("first " + key, 1)));
      NewestEntry seen = new NewestEntry(DB.schema(), number -> {});
      var other =
          inBackground(() -> DB.ledger().in(second).guardedBy(seen).post(books.deposit(key, 1)));
      awaitWaiterFor(first);
      first.commit();
      assertThat(number(Eventually.result(other))).isEqualTo(joined + 1);
      assertThat(seen.number).isEqualTo(joined);
      second.commit();
    }
  }

  @Test
  void aQuestionUnderTheTurn_thatThrows_postsNothing_andTheTransactionGoesOn() throws Exception {
    IllegalStateException no = new IllegalStateException("no");
    long before = DB.ledger().newestEntry();
    try (Connection host = transaction()) {
      NewestEntry refuses =
          new NewestEntry(
              DB.schema(),
              number -> {
                throw no;
              });
      assertThatThrownBy(() -> DB.ledger().in(host).guardedBy(refuses).post(books.deposit(key, 1)))
          .isSameAs(no);
      DB.ledger().in(host).post(books.deposit("after " + key, 1)).orThrow();
      host.commit();
    }
    assertThat(DB.ledger().newestEntry()).isEqualTo(before + 1);
  }

  /** Asks for the newest entry. */
  private static final class NewestEntry implements TurnGuard {

    private final String schema;
    private final LongConsumer then;
    private long number;

    NewestEntry(String schema, LongConsumer then) {
      this.schema = schema;
      this.then = then;
    }

    @Override
    public String sql() {
      return "select max(entry_no) from " + schema + ".journal_entry where entry_no > ?";
    }

    @Override
    public void bind(PreparedStatement statement, int first) throws SQLException {
      statement.setLong(first, 0);
    }

    @Override
    public void check(ResultSet rows) throws SQLException {
      rows.next();
      number = rows.getLong(1);
      then.accept(number);
    }
  }

  @Test
  void in_secondHost_waitsForTheFirst() throws Exception {
    try (Connection first = transaction();
        Connection second = transaction()) {
      long joined = number(DB.ledger().in(first).post(books.deposit("first " + key, 1)));
      var other = inBackground(() -> DB.ledger().in(second).post(books.deposit(key, 1)));
      awaitWaiterFor(first);
      first.commit();
      assertThat(number(Eventually.result(other))).isEqualTo(joined + 1);
      second.commit();
    }
  }

  @Test
  void in_turnNotReachedInTime_failsTheHostsTransaction() throws Exception {
    Ledger impatient = open(options().withTurnDeadline(Duration.ofMillis(50)));
    try (Connection first = transaction();
        Connection second = transaction()) {
      DB.ledger().in(first).post(books.deposit("first " + key, 1)).orThrow();
      assertThatThrownBy(() -> impatient.in(second).post(books.deposit(key, 1)))
          .isInstanceOf(LedgerUnavailableException.class)
          .hasMessageContaining("which can now only be rolled back");
      first.commit();
      second.rollback();
      impatient.in(second).post(books.deposit(key, 1)).orThrow();
      second.commit();
    }
  }

  @Test
  void in_idleTooLong_isEndedAndAnotherWriterGoesOn() throws Exception {
    Ledger strict = open(options().withJoinIdleLimit(Duration.ofMillis(300)));
    long before = DB.ledger().newestEntry();
    try (Connection host = DriverManager.getConnection(TestServer.shared().url())) {
      host.setAutoCommit(false);
      strict.in(host).post(books.deposit("idle " + key, 1)).orThrow();
      var other = inBackground(() -> DB.ledger().post(books.deposit(key, 1)));
      assertThat(number(Eventually.result(other))).isEqualTo(before + 1);
      assertThatThrownBy(host::commit).isInstanceOf(SQLException.class);
    }
    assertThat(DB.ledger().newestEntry()).isEqualTo(before + 1);
    assertThat(DB.ledger().post(books.deposit("idle " + key, 1))).isInstanceOf(Accepted.class);
  }

  @Test
  void post_connectionGivenBackAndTakenByAnotherThread_waitsForIt() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(TestServer.shared().url());
    config.setMaximumPoolSize(1);
    config.setAutoCommit(false);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      try (Connection host = pool.getConnection()) {
        DB.ledger().in(host).post(books.deposit("mine " + key, 1)).orThrow();
        host.commit();
      }
      Connection taken = pool.getConnection();
      assertWaitsForAnotherThreadOn(taken);
      taken.close();
    }
  }

  @Test
  void post_connectionHandedToAnotherThread_waitsForIt() throws Exception {
    try (Connection host = transaction()) {
      DB.ledger().in(host).post(books.deposit("mine " + key, 1)).orThrow();
      host.commit();
      assertWaitsForAnotherThreadOn(host);
    }
  }

  private void assertWaitsForAnotherThreadOn(Connection host) throws Exception {
    Eventually.result(
        inBackground(() -> DB.ledger().in(host).post(books.deposit("theirs " + key, 1)).orThrow()));
    var ended =
        inBackground(() -> {
          awaitWaiterFor(host);
          host.commit();
          return true;
        });
    assertThat(DB.ledger().post(books.deposit(key, 1))).isInstanceOf(Accepted.class);
    assertThat(Eventually.result(ended)).isTrue();
  }

  private static <T> CompletableFuture<T> inBackground(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            done.complete(work.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private static void awaitWaiterFor(Connection host) throws Exception {
    int backend = Backends.of(host);
    Eventually.holds(
        "somebody waits for the turn",
        () -> Backends.isWaitedFor(DB.dataSource(), backend, Backends.TURN));
  }

  private static long number(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Accepted.class);
    return outcome.orThrow().number();
  }

  private static LedgerOptions options() {
    return LedgerOptions.defaults().withSchema(DB.schema());
  }

  private static Ledger open(LedgerOptions options) {
    return Ledger.open(DB.dataSource(), options);
  }

  private static Connection transaction() throws SQLException {
    Connection connection = DB.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
