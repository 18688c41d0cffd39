package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Backends;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Posting inside the host's own transaction: what commits, what rolls back, what is refused. */
class JoinedLedgerTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private SmallBooks books = SmallBooks.in(DB.ledger());
  private String key = "";

  @BeforeEach
  void openAccount(TestInfo test) {
    key = test.getDisplayName();
    String path = "merchant_payable:" + key.replaceAll("[^A-Za-z0-9]", "");
    NewAccount own = NewAccount.liability(path, SmallBooks.EUR).neverOverdrawn();
    books = new SmallBooks(DB.ledger(), books.bank(), DB.ledger().openAccount(own));
  }

  @Test
  void post_committed_isStored() throws SQLException {
    long before = DB.ledger().newestEntry();
    try (Connection host = transaction()) {
      Accepted accepted = (Accepted) DB.ledger().in(host).post(books.deposit(key, 100));
      assertThat(accepted.entry().number()).isEqualTo(before + 1);
      assertThat(DB.ledger().newestEntry()).isEqualTo(before);
      host.commit();
    }
    assertThat(DB.ledger().entry(before + 1).entry()).isEqualTo(books.deposit(key, 100));
    assertThat(balance()).isEqualTo(100);
  }

  @Test
  void post_rolledBack_leavesNothing() throws SQLException {
    long before = DB.ledger().newestEntry();
    try (Connection host = transaction()) {
      assertThat(DB.ledger().in(host).post(books.deposit(key, 100))).isInstanceOf(Accepted.class);
      host.rollback();
    }
    assertThat(DB.ledger().newestEntry()).isEqualTo(before);
    assertThat(balance()).isZero();
    Accepted again = (Accepted) DB.ledger().post(books.deposit(key, 100));
    assertThat(again.entry().number()).isEqualTo(before + 1);
  }

  @Test
  void post_afterRollbackToSavepoint_leavesNoGap() throws SQLException {
    long before = DB.ledger().newestEntry();
    try (Connection host = transaction()) {
      DB.ledger().in(host).post(books.deposit("first " + key, 1)).orThrow();
      Savepoint savepoint = host.setSavepoint();
      DB.ledger().in(host).post(books.deposit("undone " + key, 10)).orThrow();
      host.rollback(savepoint);
      Accepted third = (Accepted) DB.ledger().in(host).post(books.deposit("third " + key, 100));
      assertThat(third.entry().number()).isEqualTo(before + 2);
      host.commit();
    }
    assertThat(balance()).isEqualTo(101);
    Accepted undone = (Accepted) DB.ledger().post(books.deposit("undone " + key, 10));
    assertThat(undone.entry().number()).isEqualTo(before + 3);
  }

  @Test
  void post_afterTheTurnWasRolledBack_takesItAgain() throws SQLException {
    try (Connection host = transaction()) {
      Savepoint savepoint = host.setSavepoint();
      DB.ledger().in(host).post(books.deposit("undone " + key, 10)).orThrow();
      host.rollback(savepoint);
      assertThat(Backends.holdsTurn(DB.dataSource(), Backends.of(host))).isFalse();
      Savepoint released = host.setSavepoint();
      DB.ledger().in(host).post(books.deposit(key, 100)).orThrow();
      host.releaseSavepoint(released);
      assertThat(Backends.holdsTurn(DB.dataSource(), Backends.of(host))).isTrue();
      host.commit();
    }
    assertThat(balance()).isEqualTo(100);
  }

  @Test
  void post_twiceInOneTransaction_secondSeesTheFirst() throws SQLException {
    try (Connection host = transaction()) {
      JoinedLedger joined = DB.ledger().in(host);
      long deposit = joined.post(books.deposit(key, 100)).orThrow().number();
      assertThat(joined.post(books.deposit(key, 100)))
          .isInstanceOfSatisfying(
              Replayed.class, first -> assertThat(first.entry().number()).isEqualTo(deposit));
      assertThat(whyRefused(joined, books.deposit(key, 101)))
          .isInstanceOf(Rejection.KeyReused.class);
      assertThat(joined.post(books.payout("60 of " + key, 60))).isInstanceOf(Accepted.class);
      assertThat(whyRefused(joined, books.payout("61 of " + key, 61)))
          .isEqualTo(
              new Rejection.InsufficientFunds(books.school().ref(), euro(40), euro(-21), euro(0)));
      host.commit();
    }
    assertThat(balance()).isEqualTo(40);
  }

  @Test
  void postAtomically_oneMemberRefused_storesNone() throws SQLException {
    try (Connection host = transaction()) {
      var outcomes =
          DB.ledger()
              .in(host)
              .postAtomically(List.of(books.deposit(key, 100), books.payout("out " + key, 101)));
      assertThat(outcomes).hasSize(2).allMatch(Rejected.class::isInstance);
      host.commit();
    }
    assertThat(balance()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    Connection.TRANSACTION_REPEATABLE_READ + ",REPEATABLE READ",
    Connection.TRANSACTION_SERIALIZABLE + ",SERIALIZABLE",
    Connection.TRANSACTION_READ_UNCOMMITTED + ",READ UNCOMMITTED"
  })
  void post_otherIsolation_refusedBeforeAnyStatement(int isolation, String name)
      throws SQLException {
    try (Connection host = transaction()) {
      host.setTransactionIsolation(isolation);
      assertThatThrownBy(() -> DB.ledger().in(host).post(books.deposit(key, 100)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "isolation: must be READ COMMITTED, because the turn is waited for and a snapshot"
                  + " older than the wait would be decided on: "
                  + name);
      assertNothingHappened(host);
      host.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      DB.ledger().in(host).post(books.deposit(key, 100)).orThrow();
      host.rollback();
    }
  }

  @Test
  void post_repeatableReadBegunAlready_refusedWithoutTheTurn() throws SQLException {
    try (Connection host = transaction();
        Statement statement = host.createStatement()) {
      statement.execute("set transaction isolation level repeatable read");
      assertThatThrownBy(() -> DB.ledger().in(host).post(books.deposit(key, 100)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("isolation: must be READ COMMITTED");
      assertThat(Backends.holdsTurn(DB.dataSource(), Backends.of(host))).isFalse();
      statement.execute("select 1");
      host.rollback();
    }
  }

  @Test
  void post_autocommitOn_refusedBeforeAnyStatement() throws SQLException {
    try (Connection host = DB.dataSource().getConnection()) {
      assertThatThrownBy(() -> DB.ledger().in(host).post(books.deposit(key, 100)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("autocommit: must be off to join a transaction: true");
      assertNothingHappened(host);
    }
  }

  @Test
  void post_failedTransaction_refused() throws SQLException {
    try (Connection host = transaction()) {
      assertThatThrownBy(() -> execute(host, "select 1 / 0")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> DB.ledger().in(host).post(books.deposit(key, 100)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("transaction: must not have failed already: FAILED");
      host.rollback();
      DB.ledger().in(host).post(books.deposit(key, 100)).orThrow();
      host.commit();
    }
    assertThat(balance()).isEqualTo(100);
  }

  @Test
  void post_withARowOfTheHost_commitAndRollBackTogether() throws SQLException {
    DB.sql(DB.schema(), "create table host_order (id integer)");
    String insert = "insert into " + DB.schema() + ".host_order values (7)";
    try (Connection host = transaction()) {
      execute(host, insert);
      DB.ledger().in(host).post(books.deposit(key, 100)).orThrow();
      host.rollback();
      assertThat(orders(host)).isZero();
      assertThat(balance()).isZero();

      execute(host, insert);
      DB.ledger().in(host).post(books.deposit(key, 100)).orThrow();
      execute(host, insert);
      host.commit();
      assertThat(orders(host)).isEqualTo(2);
      assertThat(balance()).isEqualTo(100);
      host.rollback();
    }
  }

  @Test
  void post_hostsSettings_areAsBefore() throws SQLException {
    try (Connection host = transaction()) {
      execute(host, "set search_path to pg_catalog, public");
      execute(host, "set statement_timeout to '54321ms'");
      execute(host, "set idle_in_transaction_session_timeout to '65432ms'");
      execute(host, "set synchronous_commit to local");
      host.commit();
      Map<String, String> before = settings(host);
      assertThat(before)
          .containsEntry("statement_timeout", "54321")
          .containsEntry("TimeZone", "Pacific/Chatham");
      host.commit();

      DB.ledger().in(host).post(books.deposit("rolled back " + key, 1)).orThrow();
      Map<String, String> inside = settings(host);
      inside.put("idle_in_transaction_session_timeout", "65432");
      assertThat(inside).isEqualTo(before);
      host.rollback();
      assertThat(settings(host)).isEqualTo(before);
      DB.ledger().in(host).post(books.deposit(key, 1)).orThrow();
      host.commit();
      assertThat(settings(host)).isEqualTo(before);
      execute(host, "reset search_path");
      execute(host, "reset statement_timeout");
      execute(host, "reset idle_in_transaction_session_timeout");
      execute(host, "reset synchronous_commit");
      host.commit();
    }
  }

  private static Map<String, String> settings(Connection host) throws SQLException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("autocommit", String.valueOf(host.getAutoCommit()));
    settings.put("isolation", String.valueOf(host.getTransactionIsolation()));
    settings.put("read only", String.valueOf(host.isReadOnly()));
    String sql =
        "select name, setting from pg_settings where name in ('search_path', 'statement_timeout',"
            + " 'idle_in_transaction_session_timeout', 'lock_timeout', 'synchronous_commit',"
            + " 'default_transaction_isolation', 'TimeZone')";
    try (Statement statement = host.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        settings.put(row.getString(1), row.getString(2));
      }
    }
    return settings;
  }

  private static void assertNothingHappened(Connection host) throws SQLException {
    assertThat(host.unwrap(BaseConnection.class).getTransactionState())
        .isEqualTo(TransactionState.IDLE);
    assertThat(Backends.holdsTurn(DB.dataSource(), Backends.of(host))).isFalse();
  }

  private static Connection transaction() throws SQLException {
    Connection connection = DB.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int orders(Connection host) throws SQLException {
    try (Statement statement = host.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from " + DB.schema() + ".host_order")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static Rejection whyRefused(JoinedLedger joined, JournalEntry entry) {
    return ((Rejected) joined.post(entry)).why();
  }

  private long balance() {
    return DB.ledger().balance(books.school()).posted().minor();
  }

  private static Money euro(long minor) {
    return Money.ofMinor(minor, SmallBooks.EUR);
  }
}
