package org.ledgercore.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Does to a ledger what it refuses: as a superuser, with every trigger and foreign key off. */
public final class Tampering {

  private Tampering() {}

  /** Runs the statements in one transaction of the schema, all triggers off, and commits. */
  public static void in(DataSource dataSource, String schema, String... statements)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local session_replication_role = replica");
        statement.execute("set local search_path to " + schema);
        for (String sql : statements) {
          statement.execute(sql);
        }
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** Removes the newest batches with their entries and postings, as a lost tail does. */
  public static void cutTail(DataSource dataSource, String schema, long lastBatchKept)
      throws SQLException {
    String after = " from journal_batch where batch_no > " + lastBatchKept + ")";
    in(
        dataSource,
        schema,
        "delete from posting where posting_no >= (select min(first_posting)" + after,
        "delete from displaced where posting_no >= (select min(first_posting)" + after,
        "delete from fact where entry_no >= (select min(first_entry)" + after,
        "delete from journal_entry where entry_no >= (select min(first_entry)" + after,
        "delete from journal_batch where batch_no > " + lastBatchKept);
  }
}
