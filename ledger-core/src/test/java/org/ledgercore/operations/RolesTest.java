package org.ledgercore.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;
import org.ledgercore.testing.TestServer;
import org.postgresql.ds.PGSimpleDataSource;

/** A service that may only append posts through the library, and can do nothing else. */
class RolesTest {

  private static final String DENIED = "42501";
  private static final String MARK = Long.toString(System.nanoTime(), 36);
  private static final String WRITER = "writer_" + MARK;
  private static final String READER = "reader_" + MARK;

  private static TestLedger owned;

  @BeforeAll
  static void grant() throws SQLException, IOException {
    owned = TestLedger.fresh();
    String roles;
    try (var in = Ledger.class.getResourceAsStream("/db/ledger-roles.sql")) {
      roles = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    asOwner("set search_path to " + owned.schema(), roles, "reset search_path");
    for (String user : List.of(WRITER, READER)) {
      asOwner("create role " + user + " login password 'secret'");
    }
    asOwner("grant ledger_append to " + WRITER, "grant ledger_read to " + READER);
  }

  @AfterAll
  static void drop() throws SQLException {
    owned.close();
    asOwner("drop role " + WRITER, "drop role " + READER);
  }

  @Test
  void append_postsThroughTheLibraryAlone_inBatchesAndJoined() throws SQLException {
    try (HikariDataSource pool = pool(WRITER);
        Ledger ledger = Ledger.open(pool, options())) {
      SmallBooks books = SmallBooks.in(ledger);
      ledger.post(books.deposit("one", 100)).orThrow();
      List<JournalEntry> many = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        many.add(books.deposit("many-" + i, 1 + i));
      }
      ledger.postAll(many).forEach(outcome -> outcome.orThrow());
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        ledger.in(connection).post(books.payout("joined", 50)).orThrow();
        connection.commit();
        connection.setAutoCommit(true);
      }
      assertThat(ledger.verify().problem()).isEmpty();
    }
  }

  @Test
  void append_anyOtherStatement_isDenied() throws SQLException {
    try (HikariDataSource pool = pool(WRITER)) {
      assertDenied(pool, "update " + owned.schema() + ".posting set amount = 1");
      assertDenied(pool, "update " + owned.schema() + ".journal_batch set head = ''");
      for (String table : List.of("journal_batch", "journal_entry", "posting", "account", "unit")) {
        String name = owned.schema() + "." + table;
        assertDenied(pool, "delete from " + name);
        assertDenied(pool, "truncate " + name);
        assertDenied(pool, "alter table " + name + " disable trigger all");
        assertDenied(pool, "drop table " + name);
      }
      assertDenied(pool, "create table " + owned.schema() + ".mine (i int)");
      assertDenied(pool, "insert into " + owned.schema() + ".ledger default values");
      assertDenied(pool, "set session_replication_role = replica");
    }
  }

  @Test
  void read_verifiesAndPostsNothing() throws SQLException {
    try (HikariDataSource pool = pool(READER);
        Ledger ledger = Ledger.open(pool, options())) {
      assertThat(ledger.verify().problem()).isEmpty();
      assertDenied(pool, "insert into " + owned.schema() + ".unit default values");
      assertThatThrownBy(() -> ledger.openUnit(SmallBooks.EUR.displayedWith(1)))
          .isInstanceOf(RuntimeException.class);
    }
  }

  private static void assertDenied(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
    }
  }

  private static LedgerOptions options() {
    return LedgerOptions.defaults().withSchema(owned.schema());
  }

  private static HikariDataSource pool(String user) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(TestServer.shared().url());
    source.setUser(user);
    source.setPassword("secret");
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(6);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static void asOwner(String... statements) throws SQLException {
    try (Connection connection = owned.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
