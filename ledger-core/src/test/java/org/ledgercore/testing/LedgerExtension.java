package org.ledgercore.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;

/**
 * Gives a test class a ledger in a schema of its own and checks every invariant after each test, so
 * that no test can forget to. Sessions run in an odd time zone on purpose. Register it as a static
 * field:
 *
 * <pre>{@code @RegisterExtension static final LedgerExtension DB = new LedgerExtension();}</pre>
 */
public final class LedgerExtension
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final String ODD_ZONE = "set time zone 'Pacific/Chatham'";
  private static final int POOL_SIZE = 24;

  private @Nullable HikariDataSource pool;
  private @Nullable Ledger ledger;
  private String schema = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    pool = pool(TestServer.shared().url());
    schema = newSchema();
    ledger = Ledger.open(pool, LedgerOptions.defaults().withSchema(schema));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Invariants.check(dataSource(), schema, ledger());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ledger().close();
    HikariDataSource closing = pool;
    if (closing != null) {
      closing.close();
    }
  }

  /** The class's ledger. */
  public Ledger ledger() {
    return Objects.requireNonNull(ledger, "register the extension as a static field");
  }

  /** Connections to the server, with the odd time zone. */
  public DataSource dataSource() {
    return Objects.requireNonNull(pool, "register the extension as a static field");
  }

  /** The schema of the class's ledger. */
  public String schema() {
    return schema;
  }

  /** A fresh, migrated schema whose invariants nobody checks: for tests that break things. */
  public String newSchema() {
    String name = "t" + SCHEMAS.incrementAndGet() + "_" + Long.toString(System.nanoTime(), 36);
    Ledger.migrate(dataSource(), name);
    return name;
  }

  /** Runs SQL with the schema in front of the search path, committed. */
  public void sql(String inSchema, String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path to " + inSchema);
      try {
        statement.execute(sql);
      } finally {
        statement.execute("reset search_path");
      }
    }
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(1);
    config.setConnectionInitSql(ODD_ZONE);
    return new HikariDataSource(config);
  }
}
