package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.testing.TestServer;

/** The ledger's own transaction on a borrowed connection. */
class OwnTransactionTest {

  private Connection real;

  @BeforeEach
  void connect() throws SQLException {
    real = DriverManager.getConnection(TestServer.shared().url());
    try (Statement statement = real.createStatement()) {
      statement.execute("create temporary table borrowed (id integer primary key)");
    }
  }

  @AfterEach
  void disconnect() throws SQLException {
    real.close();
  }

  @Test
  void requireHealthy_failedTransaction_throwsAlthoughTheDriverWouldCommit() throws SQLException {
    try (OwnTransaction transaction = OwnTransaction.begin(lender())) {
      transaction.execute("insert into borrowed values (1)");
      transaction.requireHealthy();
      assertThatThrownBy(() -> transaction.execute("insert into borrowed values (1)"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(transaction::requireHealthy)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the transaction to commit is FAILED, not OPEN");
      transaction.commit();
    }
    assertThat(rows()).isZero();
  }

  @Test
  void requireHealthy_nothingBegun_throws() throws SQLException {
    try (OwnTransaction transaction = OwnTransaction.begin(lender())) {
      assertThatThrownBy(transaction::requireHealthy).hasMessageContaining("is IDLE");
    }
  }

  @Test
  void close_withoutCommit_rollsBack() throws SQLException {
    try (OwnTransaction transaction = OwnTransaction.begin(lender())) {
      transaction.execute("insert into borrowed values (1)");
    }
    assertThat(rows()).isZero();
  }

  @Test
  void close_afterCommit_keepsWhatWasCommitted() throws SQLException {
    try (OwnTransaction transaction = OwnTransaction.begin(lender())) {
      transaction.execute("insert into borrowed values (1)");
      transaction.commit();
    }
    assertThat(rows()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"true,2,true", "true,8,false", "false,4,true", "false,2,false"})
  void close_borrowedConnection_isGivenBackAsItWas(
      boolean autoCommit, int isolation, boolean committed) throws SQLException {
    real.setAutoCommit(autoCommit);
    real.setTransactionIsolation(isolation);
    try (Statement statement = real.createStatement()) {
      statement.execute("set synchronous_commit to local");
    }
    if (!autoCommit) {
      real.commit();
    }
    try (OwnTransaction transaction = OwnTransaction.begin(lender())) {
      transaction.makeDurable(Duration.ofSeconds(1));
      transaction.execute("insert into borrowed values (1)");
      assertThat(setting("transaction_isolation")).isEqualTo("read committed");
      assertThat(setting("synchronous_commit")).isEqualTo("on");
      if (committed) {
        transaction.commit();
      }
    }
    assertThat(real.getAutoCommit()).isEqualTo(autoCommit);
    assertThat(real.getTransactionIsolation()).isEqualTo(isolation);
    assertThat(setting("synchronous_commit")).isEqualTo("local");
  }

  /** A data source that lends the one connection and takes it back open. */
  private DataSource lender() {
    Object lent =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) ->
                method.getName().equals("close") ? null : method.invoke(real, args));
    Object lender =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (p, m, args) -> lent);
    return (DataSource) lender;
  }

  private int rows() throws SQLException {
    return Integer.parseInt(text("select count(*) from borrowed"));
  }

  private String setting(String name) throws SQLException {
    return text("select current_setting('" + name + "')");
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = real.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
