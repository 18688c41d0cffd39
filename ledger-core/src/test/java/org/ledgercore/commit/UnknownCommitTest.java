package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.testing.Backends;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/**
 * A COMMIT whose answer is lost. Whatever became of it, the post answers what is true, and the
 * entry is stored once; see the windows W4 to W6 of the commit-unknown protocol.
 */
class UnknownCommitTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final SmallBooks books = SmallBooks.in(DB.ledger());
  private final CommitFaults faults = new CommitFaults(DB.dataSource());
  private final LedgerOptions options =
      LedgerOptions.defaults().withSchema(DB.schema()).withPooler(Writers.Pooler.PRESENT);
  private final Ledger ledger = Ledger.open(faults.dataSource(), options);
  private final List<UUID> tried = new ArrayList<>();
  private JournalEntry entry = books.deposit("unnamed", 100);

  @BeforeEach
  void name(TestInfo test) {
    entry = books.deposit(test.getDisplayName(), 100);
  }

  @AfterEach
  void release() {
    faults.release();
  }

  @Test
  void post_committedAndAnswerLost_isStoredThenAndOurs() throws SQLException {
    faults.atCommit(1, this::committed);
    assertThat(ledger.post(entry)).isInstanceOf(Accepted.class);
    assertThat(storedBatches(entry)).isEqualTo(tried);
    assertThat(faults.commits()).isEqualTo(1);
  }

  @Test
  void post_rolledBackAndAnswerLost_isStoredNowAsTheSameBatch() throws SQLException {
    faults.atCommit(1, this::rolledBack);
    assertThat(ledger.post(entry)).isInstanceOf(Accepted.class);
    assertThat(storedBatches(entry)).isEqualTo(tried);
    assertThat(faults.commits()).isEqualTo(2);
  }

  @Test
  void post_undecidedUntilTheOldBackendIsEnded_isAcceptedOnce() throws SQLException {
    AtomicInteger backend = new AtomicInteger();
    faults.atCommit(
        1,
        real -> {
          backend.set(Backends.of(real));
          tried.add(newestBatch(real));
          throw faults.lostKeeping(real);
        });
    assertThat(ledger.post(entry)).isInstanceOf(Accepted.class);
    assertThat(Backends.isThere(DB.dataSource(), backend.get())).isFalse();
    assertThat(storedBatches(entry)).isEqualTo(tried);
  }

  @Test
  void post_rerunsAnswerIsLostToo_isAcceptedOnce() throws SQLException {
    faults.atCommit(1, this::rolledBack);
    faults.atCommit(2, this::rolledBack);
    faults.atCommit(3, this::committed);
    assertThat(ledger.post(entry)).isInstanceOf(Accepted.class);
    assertThat(tried).hasSize(3).containsOnly(tried.getFirst());
    assertThat(storedBatches(entry)).containsExactly(tried.getFirst());
    assertThat(faults.commits()).isEqualTo(3);
  }

  @Test
  void post_anotherWriterTookTheNumber_isDecidedAgainBehindIt() throws SQLException {
    JournalEntry others = books.deposit("others " + entry.key().text(), 1);
    faults.atCommit(
        1,
        real -> {
          rollBack(real);
          DB.ledger().post(others).orThrow();
          throw CommitFaults.lost();
        });
    Outcome outcome = ledger.post(entry);
    assertThat(outcome).isInstanceOf(Accepted.class);
    long number = DB.ledger().newestEntry();
    assertThat(outcome.orThrow().number()).isEqualTo(number);
    assertThat(DB.ledger().entry(number - 1).entry()).isEqualTo(others);
    assertThat(storedBatches(entry)).hasSize(1).doesNotContainAnyElementsOf(tried);
  }

  @Test
  void post_anotherWriterStoredTheSameEntry_isReplayed() throws SQLException {
    faults.atCommit(
        1,
        real -> {
          rollBack(real);
          DB.ledger().post(entry).orThrow();
          throw CommitFaults.lost();
        });
    assertThat(ledger.post(entry)).isInstanceOf(Replayed.class);
    assertThat(storedBatches(entry)).hasSize(1).doesNotContainAnyElementsOf(tried);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void post_databaseGoneUntilTheDeadline_isUnknownAndFoundOutLater(boolean committed)
      throws SQLException {
    Ledger hasty =
        Ledger.open(faults.dataSource(), options.withAnswerDeadline(Duration.ofMillis(200)));
    faults.atCommit(
        1,
        real -> {
          faults.unreachable(true);
          if (committed) {
            committed(real);
          }
          rolledBack(real);
        });
    assertThatThrownBy(() -> hasty.post(entry))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            unknown -> assertThat(unknown.keys()).containsExactly(entry.key()))
        .hasMessageContaining(entry.key().toString());
    assertThatThrownBy(() -> hasty.post(entry)).isInstanceOf(LedgerUnavailableException.class);
    faults.unreachable(false);
    assertThat(hasty.post(entry)).isInstanceOf(committed ? Replayed.class : Accepted.class);
    assertThat(storedBatches(entry)).hasSize(1);
  }

  @Test
  void postAtomically_databaseGoneUntilTheDeadline_namesEveryKey() throws SQLException {
    Ledger hasty =
        Ledger.open(faults.dataSource(), options.withAnswerDeadline(Duration.ofMillis(50)));
    JournalEntry second = books.deposit("second " + entry.key().text(), 1);
    faults.atCommit(
        1,
        real -> {
          faults.unreachable(true);
          rolledBack(real);
        });
    assertThatThrownBy(() -> hasty.postAtomically(List.of(entry, second)))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            unknown -> assertThat(unknown.keys()).containsExactly(entry.key(), second.key()));
    assertThat(storedBatches(entry)).isEmpty();
  }

  @Test
  void post_commitRefused_isDecidedAgain() throws SQLException {
    faults.atCommit(
        1,
        real -> {
          rollBack(real);
          throw new SQLException("could not serialize access", "40001");
        });
    assertThat(ledger.post(entry)).isInstanceOf(Accepted.class);
    assertThat(storedBatches(entry)).hasSize(1).doesNotContainAnyElementsOf(tried);
  }

  @Test
  void post_backendEndedBeforeCommit_isAcceptedOnce() throws SQLException {
    faults.behindNextWrite(real -> {
      tried.add(newestBatch(real));
      DB.sql(DB.schema(), "select pg_terminate_backend(" + Backends.of(real) + ", 10000)");
    });
    assertThat(ledger.post(entry)).isInstanceOf(Accepted.class);
    assertThat(storedBatches(entry)).isEqualTo(tried);
  }

  @Test
  void post_statementFailedBehindTheWrite_isNeverAcknowledged() throws SQLException {
    faults.behindNextWrite(UnknownCommitTest::swallowError);
    assertThatThrownBy(() -> ledger.post(entry))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the transaction to commit is FAILED, not OPEN");
    assertThat(storedBatches(entry)).isEmpty();
    assertThat(ledger.post(entry)).isInstanceOf(Accepted.class);
  }

  private void committed(Connection real) throws SQLException {
    tried.add(newestBatch(real));
    real.commit();
    throw CommitFaults.lost();
  }

  private void rolledBack(Connection real) throws SQLException {
    rollBack(real);
    throw CommitFaults.lost();
  }

  private void rollBack(Connection real) throws SQLException {
    tried.add(newestBatch(real));
    real.rollback();
  }

  private static void swallowError(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
    }
  }

  /** The newest batch as this transaction sees it: its own, not yet committed. */
  private static UUID newestBatch(Connection connection) throws SQLException {
    String sql =
        "select batch_id from " + DB.schema() + ".journal_batch order by batch_no desc limit 1";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getObject(1, UUID.class);
    }
  }

  /** The batches that hold an entry with this key: one, or the key was stored twice. */
  private static List<UUID> storedBatches(JournalEntry entry) throws SQLException {
    String sql =
        "select b.batch_id from {s}.journal_entry e join {s}.journal_batch b on e.entry_no >="
            + " b.first_entry and e.entry_no < b.first_entry + b.entry_count"
            + " where e.namespace = ? and e.key = ?";
    EntryKey key = entry.key();
    List<UUID> batches = new ArrayList<>();
    try (Connection connection = DB.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(sql.replace("{s}", DB.schema()))) {
      statement.setString(1, key.namespace());
      statement.setString(2, key.text());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          batches.add(row.getObject(1, UUID.class));
        }
      }
    }
    return batches;
  }
}
