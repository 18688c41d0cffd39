package org.ledgercore.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connection pools to a test server, whose sessions run in an odd time zone on purpose. */
final class TestPool {

  private static final String ODD_ZONE = "set time zone 'Pacific/Chatham'";
  private static final int SIZE = 24;

  /** Three days at once, each with the pipeline's three and five threads that need two. */
  private static final int OF_DAYS_AT_ONCE = 48;

  private TestPool() {}

  /** The pool that all ledgers of the kit share; open as long as the JVM runs. */
  static HikariDataSource shared() {
    return Shared.POOL;
  }

  /** The pool of all ledgers with clocks of their own, whose search path is their own as well. */
  static HikariDataSource ofClocks() {
    return OfClocks.POOL;
  }

  private static final class Shared {
    static final HikariDataSource POOL = to(TestServer.shared().url());
  }

  private static final class OfClocks {
    static final HikariDataSource POOL = to(TestServer.shared().url());

    static {
      POOL.setMaximumPoolSize(OF_DAYS_AT_ONCE);
    }
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
