package org.ledgercore.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;

/**
 * A ledger in a schema of its own on the test server, gone when it is closed: for properties, where
 * each try wants empty books, and wherever no JUnit extension reaches. Safe for many threads, but
 * for {@link #reopen} and {@link #close}.
 */
public final class TestLedger implements AutoCloseable {

  private final DataSource dataSource;
  private final String schema;
  private final @Nullable SettableClock clock;
  private Ledger ledger;

  private TestLedger(DataSource dataSource, String schema, @Nullable SettableClock clock) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.clock = clock;
    this.ledger = open();
  }

  /** An empty ledger. */
  public static TestLedger fresh() {
    TestServer server = TestServer.shared();
    return new TestLedger(server.pool(), server.createSchema(), null);
  }

  /** An empty ledger with a clock of its own that starts at an instant. */
  static TestLedger onClock(Instant start) {
    TestServer server = TestServer.shared();
    String schema = server.createSchema(start);
    SettableClock clock = new SettableClock(server.poolOfClocks(), schema);
    return new TestLedger(clock.dataSource(), schema, clock);
  }

  /** The ledger; another object after {@link #reopen}. */
  public Ledger ledger() {
    return ledger;
  }

  /** Connections to the server, with an odd time zone. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** The schema that holds the ledger. */
  public String schema() {
    return schema;
  }

  /** Closes the ledger and opens it anew, as a restart of its host would. */
  public void reopen() {
    ledger.close();
    ledger = open();
  }

  /**
   * Moves its clock forward. A transaction that joins the ledger and is rolled back makes the
   * pipeline give up the turn, so that it reads the clock again before it decides anything.
   */
  void pass(Duration by) {
    try (Connection connection = dataSource.getConnection()) {
      Objects.requireNonNull(clock, "no clock of its own").pass(by);
      connection.setAutoCommit(false);
      ledger.in(connection).postAtomically(List.of());
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws an {@link AssertionError} that names every broken invariant. */
  public void checkInvariants() {
    Invariants.check(dataSource, schema, ledger);
  }

  /** Closes the ledger and drops its schema. */
  @Override
  public void close() {
    ledger.close();
    TestServer.shared().dropSchema(schema);
  }

  private Ledger open() {
    return Ledger.open(dataSource, LedgerOptions.defaults().withSchema(schema));
  }
}
