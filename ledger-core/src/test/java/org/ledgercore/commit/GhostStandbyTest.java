package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.testing.Eventually;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestServer;

/**
 * A real unknown commit, without any fault of ours: the server waits for a synchronous standby that
 * nobody has ever seen. The log is on disk, no other session can see the batch, and no answer comes
 * until the client's socket gives up.
 */
class GhostStandbyTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final SmallBooks books = SmallBooks.in(DB.ledger());

  @Test
  void post_commitParkedBehindAGhost_isAcceptedOnce() throws Exception {
    assumeTrue(
        !TestServer.shared().kind().equals("external"),
        "the settings of a server that is not ours are left alone");
    JournalEntry parked;
    try (HikariDataSource pool = impatientPool()) {
      Ledger ledger =
          Ledger.open(
              pool,
              LedgerOptions.defaults()
                  .withSchema(DB.schema())
                  .withAnswerDeadline(Duration.ofSeconds(60)));
      setting("alter system set synchronous_standby_names = 'ghost'");
      try {
        parked = postUntilParked(ledger);
      } finally {
        setting("alter system reset synchronous_standby_names");
      }
    }
    assertThat(DB.ledger().post(parked)).isInstanceOf(Replayed.class);
  }

  /** The lane's session begins after the batch's time: it is ours to be ended all the same. */
  @Test
  void firstPostOfAFreshLedger_commitParkedBehindAGhost_isAcceptedOnce() throws Exception {
    assumeTrue(!TestServer.shared().kind().equals("external"), "as above");
    JournalEntry parked = books.deposit("first", 1);
    try (HikariDataSource pool = impatientPool()) {
      setting("alter system set synchronous_standby_names = 'ghost'");
      try {
        awaitGhost();
        Ledger ledger = Ledger.open(pool, LedgerOptions.defaults().withSchema(DB.schema()));
        assertThat(ledger.post(parked)).isInstanceOf(Accepted.class);
      } finally {
        setting("alter system reset synchronous_standby_names");
      }
    }
    assertThat(DB.ledger().post(parked)).isInstanceOf(Replayed.class);
  }

  /** Commits until one is parked, and lets it go. */
  private static void awaitGhost() throws Exception {
    boolean parked = false;
    while (!parked) {
      CompletableFuture<Void> commit = CompletableFuture.runAsync(GhostStandbyTest::commitAnything);
      parked = isParked(commit);
      execute("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
      Eventually.result(commit);
    }
  }

  private static void commitAnything() {
    try {
      execute("set synchronous_commit = on; select pg_logical_emit_message(true, 'ghost', '?')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DB.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Posts until the checkpointer has told all sessions; the last post is the one that parked. */
  private JournalEntry postUntilParked(Ledger ledger) throws Exception {
    for (int i = 1; ; i++) {
      JournalEntry entry = books.deposit("ghost " + i, i);
      CompletableFuture<Outcome> post = CompletableFuture.supplyAsync(() -> ledger.post(entry));
      boolean parked = isParked(post);
      assertThat(Eventually.result(post)).isInstanceOf(Accepted.class);
      if (parked) {
        return entry;
      }
    }
  }

  /** Waits until a commit is parked, or done without. */
  private static boolean isParked(CompletableFuture<?> commit) throws Exception {
    boolean[] parked = {false};
    Eventually.holds(
        "the commit is parked or done",
        () -> {
          parked[0] = parked[0] || isAnyParked();
          return parked[0] || commit.isDone();
        });
    return parked[0];
  }

  private static boolean isAnyParked() throws SQLException {
    try (Connection connection = DB.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select 1 from pg_stat_activity where wait_event = 'SyncRep'")) {
      return row.next();
    }
  }

  private static void setting(String sql) throws SQLException {
    execute(sql);
    execute("select pg_reload_conf()");
  }

  private static HikariDataSource impatientPool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(TestServer.shared().url());
    config.setMaximumPoolSize(4);
    config.addDataSourceProperty("socketTimeout", "1");
    return new HikariDataSource(config);
  }
}
