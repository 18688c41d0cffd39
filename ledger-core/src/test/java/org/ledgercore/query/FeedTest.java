package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.postgresql.PGConnection;

/** The journal as a feed: nothing missed, nothing twice, woken or not. */
class FeedTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final AtomicInteger KEYS = new AtomicInteger();

  private final Ledger ledger = DB.ledger();
  private final SmallBooks books = SmallBooks.in(ledger);
  private final Feed feed = ledger.feed();

  @BeforeEach
  void postThree() {
    for (int i = 0; i < 3; i++) {
      post();
    }
  }

  private long post() {
    return ledger.post(books.deposit("k" + KEYS.incrementAndGet(), 100)).orThrow().number();
  }

  private static List<Long> numbers(List<RecordedEntry> entries) {
    return entries.stream().map(RecordedEntry::number).toList();
  }

  @Test
  void entriesAfter_givesEveryNumberInOrder() {
    long newest = ledger.newestEntry();
    assertThat(numbers(feed.entriesAfter(Paging.first(1_000))))
        .isEqualTo(LongStream.rangeClosed(1, newest).boxed().toList());
    assertThat(numbers(feed.entriesAfter(Paging.after(newest - 2, 1)))).containsExactly(newest - 1);
    assertThat(feed.entriesAfter(Paging.after(newest, 10))).isEmpty();
    assertThat(feed.entriesAfter(Paging.after(newest + 5, 10))).isEmpty();
  }

  @Test
  void consumer_writesAndMovesInOneTransaction() throws SQLException {
    FeedConsumer consumer = feed.consumer("mirror");
    try (Connection connection = DB.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create temporary table mirror (entry_no bigint primary key)");
      connection.setAutoCommit(false);
      assertThat(consumer.next(connection, 2, entry -> copy(statement, entry))).isEqualTo(2);
      connection.rollback();
      assertThat(consumer.position()).isZero();

      while (consumer.next(connection, 2, entry -> copy(statement, entry)) > 0) {
        connection.commit();
      }
      connection.commit();
      assertThat(consumer.position()).isEqualTo(ledger.newestEntry());
      assertThat(consumer.next(connection, 2, entry -> copy(statement, entry))).isZero();
      try (var row = statement.executeQuery("select count(*) from mirror")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(ledger.newestEntry());
      }
      connection.rollback();
      connection.setAutoCommit(true);
      statement.execute("drop table mirror");
    }
  }

  private static void copy(Statement statement, RecordedEntry entry) throws SQLException {
    statement.execute("insert into mirror values (" + entry.number() + ")");
  }

  @Test
  void consumer_aHandlerThatFails_losesNothing() throws SQLException {
    FeedConsumer consumer = feed.consumer("fails");
    try (Connection connection = DB.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      assertThatThrownBy(() ->
              consumer.next(
                  connection,
                  5,
                  entry -> {
                    throw new SQLException("no room");
                  }))
          .hasMessage("no room");
      connection.rollback();
      assertThat(consumer.position()).isZero();
      connection.setAutoCommit(true);
      assertThatThrownBy(() -> consumer.next(connection, 5, entry -> {}))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> feed.consumer("")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void await_endsWithTheNextEntryOrTheTime() {
    long newest = ledger.newestEntry();
    assertThat(feed.await(newest - 1, Duration.ZERO)).isTrue();
    assertThat(feed.await(newest, Duration.ofMillis(20))).isFalse();
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> feed.await(newest, Duration.ofSeconds(60)));
    post();
    assertThat(waiting.join()).isTrue();
  }

  @Test
  void writer_wakesListeners() throws SQLException {
    try (Connection connection = DB.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("listen " + DB.schema());
      post();
      PGConnection session = connection.unwrap(PGConnection.class);
      assertThat(session.getNotifications(60_000)).isNotEmpty();
      statement.execute("unlisten *");
    }
  }
}
