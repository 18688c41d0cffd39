package org.ledgercore.testing;

import javax.sql.DataSource;
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
  private Ledger ledger;

  private TestLedger(DataSource dataSource, String schema) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.ledger = open();
  }

  /** An empty ledger. */
  public static TestLedger fresh() {
    TestServer server = TestServer.shared();
    return new TestLedger(server.pool(), server.createSchema());
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
