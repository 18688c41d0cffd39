package org.ledgercore.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.store.LedgerSchema;
import org.postgresql.ds.PGSimpleDataSource;

/** One database of a benchmark's server, dropped on close. Safe for many threads. */
public final class Database implements AutoCloseable {

  /** The schema of its ledger. */
  static final String SCHEMA = "ledger";

  private static final String SIZE =
      """
      select sum(pg_total_relation_size(c.oid))::bigint from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'ledger' and c.relkind = 'r'
      """;
  private static final String WAL =
      "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

  private final Server server;
  private final String name;

  Database(Server server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Its JDBC URL. */
  public String url() {
    return server.urlOf(name);
  }

  /** Unpooled connections to it. */
  public DataSource dataSource() {
    PGSimpleDataSource plain = new PGSimpleDataSource();
    plain.setUrl(url());
    return plain;
  }

  /** Opens its ledger. */
  public Ledger open() {
    return open(url());
  }

  /** Opens the ledger of a database given by its URL. */
  static Ledger open(String url) {
    return Ledger.open(url, LedgerOptions.defaults().withSchema(SCHEMA));
  }

  LedgerSchema schema() throws SQLException {
    return LedgerSchema.find(dataSource(), SCHEMA);
  }

  /** The server's clock. */
  Instant clock() throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      return Seed.clock(connection);
    }
  }

  /** Writes all dirty pages, so that no earlier work is paid for later. */
  void checkpoint() throws SQLException {
    execute("checkpoint");
  }

  /** Bytes on disk of the ledger's tables and their indexes. */
  long bytes() throws SQLException {
    return number(SIZE);
  }

  /** Bytes of write-ahead log the server has written since it was created. */
  long walBytes() throws SQLException {
    return number(WAL);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    server.drop(name);
  }
}
