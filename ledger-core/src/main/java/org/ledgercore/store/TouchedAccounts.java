package org.ledgercore.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts other writers moved. A batch of few accounts lists them; of a larger one the
 * entries tell, as long as none of them changed an account in another way. Stateless, safe for many
 * threads.
 */
final class TouchedAccounts {

  /**
   * A record that changes an account in another way than by postings; its index knows the kinds.
   */
  static final String CHANGES_AN_ACCOUNT =
      """
      kind >= 'ledger.' and kind < 'ledger/'
        and kind >= 'ledger.account.' and kind < 'ledger.account/'
        and kind <> 'ledger.account.opened'\
      """;

  private static final String BATCHES =
      """
      select account_ids, first_entry, entry_count from {s}.journal_batch
       where batch_no > ? order by batch_no limit ?
      """;

  private static final String OF_ENTRIES =
      """
      select (select array_agg(account_id)
                from {s}.journal_entry, unnest(account_ids) as leg (account_id)
               where entry_no >= r.first and entry_no < r.first + r.count) as account_ids,
             exists (select from {s}.journal_entry
                      where entry_no >= r.first and entry_no < r.first + r.count
                        and %s) as changed
        from (select ?::bigint as first, ?::bigint as count) as r
      """
          .formatted(CHANGES_AN_ACCOUNT);

  /** Beyond this it is cheaper to forget everything. */
  private static final int MOST_BATCHES = 10_000;

  private static final int MOST_ACCOUNTS = 500_000;

  private final LedgerSchema schema;

  TouchedAccounts(LedgerSchema schema) {
    this.schema = schema;
  }

  /**
   * The accounts that batches after this one touched, some of them more than once; null when they
   * are too many to tell.
   */
  int @Nullable [] since(Connection connection, long batchNo) throws SQLException {
    Ids ids = new Ids();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(BATCHES))) {
      statement.setLong(1, batchNo);
      statement.setInt(2, MOST_BATCHES + 1);
      try (ResultSet row = statement.executeQuery()) {
        for (int batches = 1; row.next(); batches++) {
          Array listed = row.getArray("account_ids");
          boolean told = listed == null ? ofEntries(connection, row, ids) : ids.add(listed);
          if (!told || batches > MOST_BATCHES || ids.size > MOST_ACCOUNTS) {
            return null;
          }
        }
      }
    }
    return Arrays.copyOf(ids.values, ids.size);
  }

  private boolean ofEntries(Connection connection, ResultSet batch, Ids ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(OF_ENTRIES))) {
      statement.setLong(1, batch.getLong("first_entry"));
      statement.setLong(2, batch.getLong("entry_count"));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        Array accounts = row.getArray("account_ids");
        return !row.getBoolean("changed") && (accounts == null || ids.add(accounts));
      }
    }
  }

  private static final class Ids {
    private int[] values = new int[64];
    private int size;

    /** True: it was added. */
    boolean add(Array accounts) throws SQLException {
      Integer[] more = (Integer[]) accounts.getArray();
      if (values.length < size + more.length) {
        values = Arrays.copyOf(values, Math.max(size + more.length, 2 * values.length));
      }
      for (Integer account : more) {
        values[size++] = account;
      }
      return true;
    }
  }
}
