package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The session of a writer whose process stopped in the middle of a request, after the rows of the
 * next batch: to the server it is busy, so that no limit for idle ones ends it.
 */
class FrozenLaneTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  /** The next batch as far as others can run into it. */
  private static final String NEXT_BATCH =
      """
      insert into journal_batch
      select batch_no + 1, gen_random_uuid(), batch_no, head, head, first_entry + entry_count, 1,
             first_posting + posting_count, 0, clock_timestamp(), merkle_root, rules_version, null
        from journal_batch order by batch_no desc limit 1
      """;

  private final SmallBooks books = SmallBooks.in(DB.ledger());
  private String key = "";
  private Connection frozen;
  private CopyIn request;

  @BeforeEach
  void freeze(TestInfo test) throws SQLException {
    key = test.getDisplayName();
    DB.ledger().post(books.deposit("before " + key, 50)).orThrow();
    frozen = DB.dataSource().getConnection();
    try (Statement statement = frozen.createStatement()) {
      statement.execute("set search_path to " + DB.schema());
    }
    try (PreparedStatement lane = frozen.prepareStatement("select pg_advisory_lock_shared(?, ?)")) {
      lane.setInt(1, LedgerSchema.LANES_CLASS);
      lane.setInt(2, schema().turn());
      lane.execute();
    }
    frozen.setAutoCommit(false);
    try (Statement statement = frozen.createStatement()) {
      statement.execute(NEXT_BATCH);
    }
    request = frozen.unwrap(PGConnection.class).getCopyAPI().copyIn("copy fact from stdin");
  }

  @AfterEach
  void isEnded() throws SQLException {
    assertThatThrownBy(request::endCopy).isInstanceOf(SQLException.class);
    Connections.discard(frozen);
  }

  @Test
  void aPost_isAccepted() {
    assertThat(DB.ledger().post(books.deposit(key, 100))).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void aPostInACallersTransaction_isAcceptedWhenItIsTriedAgain() throws SQLException {
    LedgerOptions quick =
        LedgerOptions.defaults().withSchema(DB.schema()).withTurnDeadline(Duration.ofSeconds(5));
    try (Ledger ledger = Ledger.open(DB.dataSource(), quick);
        Connection host = DB.dataSource().getConnection()) {
      host.setAutoCommit(false);
      assertThatThrownBy(() -> ledger.in(host).post(books.deposit(key, 100)))
          .isInstanceOf(LedgerUnavailableException.class);
      host.rollback();
      assertThat(ledger.in(host).post(books.deposit(key, 100)))
          .isInstanceOf(Outcome.Accepted.class);
      host.commit();
    }
  }

  @Test
  void aPostInATransactionOfItsOwn_isAccepted() throws SQLException {
    Duration patience = Duration.ofSeconds(10);
    Deadlines deadlines = new Deadlines(Duration.ofSeconds(5), patience, patience);
    Appender appender = new Appender(DB.dataSource(), schema(), deadlines);
    Command post = new Command.Post(books.deposit(key, 100));
    assertThat(appender.append(List.of(post)).getFirst().getFirst())
        .isInstanceOf(Outcome.Accepted.class);
  }

  private static LedgerSchema schema() throws SQLException {
    return LedgerSchema.find(DB.dataSource(), DB.schema());
  }
}
