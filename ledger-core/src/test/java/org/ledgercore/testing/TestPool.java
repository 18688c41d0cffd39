package org.ledgercore.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connection pools to a test server, whose sessions run in an odd time zone on purpose. */
final class TestPool {

  private static final String ODD_ZONE = "set time zone 'Pacific/Chatham'";
  private static final int SIZE = 24;

  private TestPool() {}

  /** The pool that all ledgers of the kit share; open as long as the JVM runs. */
  static HikariDataSource shared() {
    return Shared.POOL;
  }

  private static final class Shared {
    static final HikariDataSource POOL = to(TestServer.shared().url());
  }

  /** A pool of its own. */
  static HikariDataSource to(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(SIZE);
    config.setMinimumIdle(1);
    config.setConnectionInitSql(ODD_ZONE);
    return new HikariDataSource(config);
  }
}
