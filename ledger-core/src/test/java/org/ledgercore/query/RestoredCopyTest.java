package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.testing.PgDump;
import org.ledgercore.testing.TestLedger;
import org.ledgercore.testing.TestServer;
import org.ledgercore.testing.TestSize;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A ledger copied out and in again is proved to the same head: verify finds nothing where nothing
 * was changed. Table by table with COPY, which is what pg_dump writes, on any server; with pg_dump
 * and pg_restore where they are installed for the server. {@code -Dledger.test.copies=200} makes
 * more round trips.
 */
class RestoredCopyTest {

  private static final int COPIES = TestSize.of("ledger.test.copies", 10, new TestSize.Full(200));

  @TempDir Path folder;

  @Test
  void verify_afterDumpAndRestore_isProvedToTheSameHead() throws Exception {
    for (int seed = 1; seed <= COPIES; seed++) {
      try (TestLedger original = TestLedger.fresh()) {
        new RandomEdits(seed).fill(original.ledger());
        String copy = TestServer.shared().createSchema();
        restore(original, copy);
        var options = LedgerOptions.defaults().withSchema(copy);
        try (Ledger restored = Ledger.open(original.dataSource(), options)) {
          Verification verification = restored.verify();
          assertThat(verification.problem()).as("seed " + seed).isEmpty();
          assertThat(verification).isEqualTo(original.ledger().verify());
        }
        TestServer.shared().dropSchema(copy);
      }
    }
  }

  @Test
  void verify_afterPgDumpAndRestore_isProvedToTheSameHead() throws Exception {
    if (!PgDump.isThere()) {
      return;
    }
    for (int seed = 1; seed <= COPIES; seed++) {
      Path dump = folder.resolve("ledger-" + seed + ".dump");
      try (TestLedger original = TestLedger.fresh()) {
        new RandomEdits(seed).fill(original.ledger());
        PgDump.dump(original.schema(), dump);
        String database = "restored_" + original.schema();
        sql(original, "create database " + database);
        try {
          PgDump.restore(dump, database);
          var options = LedgerOptions.defaults().withSchema(original.schema());
          try (Ledger restored = Ledger.open(PgDump.jdbcUrl(database), options)) {
            Verification verification = restored.verify();
            assertThat(verification.problem()).as("seed " + seed).isEmpty();
            assertThat(verification).isEqualTo(original.ledger().verify());
          }
        } finally {
          sql(original, "drop database " + database);
        }
      }
      Files.delete(dump);
    }
  }

  private static void sql(TestLedger test, String sql) throws SQLException {
    try (Connection connection = test.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void restore(TestLedger from, String into) throws SQLException, IOException {
    try (Connection connection = from.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      CopyManager copier = connection.unwrap(PGConnection.class).getCopyAPI();
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local session_replication_role = replica");
        statement.execute("delete from " + into + ".ledger");
        for (String table : tables(statement, from.schema())) {
          ByteArrayOutputStream dump = new ByteArrayOutputStream();
          copier.copyOut("copy " + from.schema() + "." + table + " to stdout", dump);
          copier.copyIn(
              "copy " + into + "." + table + " from stdin",
              new ByteArrayInputStream(dump.toByteArray()));
        }
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static List<String> tables(Statement statement, String schema) throws SQLException {
    List<String> tables = new ArrayList<>();
    String sql =
        "select tablename from pg_tables where tablename <> 'flyway_schema_history'"
            + " and schemaname = '"
            + schema
            + "'";
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }
}
