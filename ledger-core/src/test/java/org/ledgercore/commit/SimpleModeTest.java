package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestServer;

/** In the driver's simple mode a lone batch is stored whole or not at all, too. */
class SimpleModeTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final SmallBooks books = SmallBooks.in(DB.ledger());

  @Test
  void aLonePost_whosePostingsAreRefused_leavesNothing() throws SQLException {
    try (HikariDataSource pool = simple();
        Ledger ledger = Ledger.open(pool, LedgerOptions.defaults().withSchema(DB.schema()))) {
      ledger.post(books.deposit("simple 1", 100)).orThrow();
      long newest = ledger.newestEntry();
      JournalEntry next = books.deposit("simple 2", 100);
      run(
          """
          create function refuse_posting() returns trigger language plpgsql as $$
          begin
            raise exception 'no posting' using errcode = '22000';
          end $$;
          create trigger refused before insert on posting
            for each statement execute function refuse_posting()
          """);
      try {
        assertThatThrownBy(() -> ledger.post(next)).hasMessageContaining("no posting");
      } finally {
        run("drop trigger refused on posting; drop function refuse_posting()");
      }
      assertThat(ledger.newestEntry()).isEqualTo(newest);
      assertThat(ledger.post(next).orThrow().number()).isEqualTo(newest + 1);
    }
  }

  private static HikariDataSource simple() {
    HikariDataSource pool = new HikariDataSource();
    String url = TestServer.shared().url();
    pool.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple");
    pool.setMaximumPoolSize(8);
    return pool;
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = DB.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path to " + DB.schema());
      statement.execute(sql);
      statement.execute("reset search_path");
    }
  }
}
