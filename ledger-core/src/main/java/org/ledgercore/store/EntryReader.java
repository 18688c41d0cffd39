package org.ledgercore.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * Reads entries back as their callers gave them. A leg is found by the account that its entry names
 * for it and its posting number: one index probe, no index on the entry. Stateless.
 */
public final class EntryReader {

  private static final String ENTRIES =
      """
      select e.entry_no, e.first_posting, e.effective_date, e.dated, e.given_date,
             e.namespace, e.key, e.kind,
             e.correlation, e.description, e.metadata,
             (select (extract(epoch from b.recorded_at) * 1000000)::bigint
                from {s}.journal_batch b where b.first_entry <= e.entry_no
               order by b.first_entry desc limit 1) as recorded_at,
             coalesce(nullif(p.amount, 0), h.remaining[leg.i]) as amount, a.path, u.unit_id,
             u.code, u.exponent, u.kind as unit_kind,
             u.display_decimals, u.cash_step, u.transfer_step
        from {s}.journal_entry e
        left join lateral unnest(e.account_ids) with ordinality as leg (account_id, i) on true
        left join {s}.posting p
               on p.account_id = leg.account_id and p.posting_no = e.first_posting + leg.i - 1
        left join {s}.hold h on h.hold_no = e.entry_no and h.version = 1
        left join {s}.account a on a.account_id = leg.account_id
        left join {s}.unit u on u.unit_id = a.unit_id
       where e.entry_no = any ((select ?::bigint[])::bigint[])
       order by e.entry_no, leg.i
      """;

  private final String sql;

  public EntryReader(LedgerSchema schema) {
    this.sql = schema.sql(ENTRIES);
  }

  /** The entries with these numbers, in order; numbers that do not exist are left out. */
  public List<RecordedEntry> read(Connection connection, Collection<Long> numbers)
      throws SQLException {
    if (numbers.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", numbers.toArray(Long[]::new)));
      try (ResultSet rows = statement.executeQuery()) {
        return entries(rows);
      }
    }
  }

  private static List<RecordedEntry> entries(ResultSet rows) throws SQLException {
    List<RecordedEntry> entries = new ArrayList<>();
    Parts parts = null;
    while (rows.next()) {
      if (parts == null || parts.number != rows.getLong("entry_no")) {
        if (parts != null) {
          entries.add(parts.entry());
        }
        parts = new Parts(rows);
      }
      parts.addLeg(rows);
    }
    if (parts != null) {
      entries.add(parts.entry());
    }
    return entries;
  }

  /** One entry while its legs come in. */
  private static final class Parts {
    private final long number;
    private final long firstPosting;
    private final long recordedAt;
    private final LocalDate effectiveDate;
    private final EntryKey key;
    private final String kind;
    private final EntryBuilder content;

    Parts(ResultSet row) throws SQLException {
      number = row.getLong("entry_no");
      firstPosting = row.getLong("first_posting");
      recordedAt = row.getLong("recorded_at");
      effectiveDate = row.getObject("effective_date", LocalDate.class);
      key = new EntryKey(row.getString("namespace"), row.getString("key"));
      kind = row.getString("kind");
      LocalDate given = row.getObject("given_date", LocalDate.class);
      LocalDate kept = given == null ? effectiveDate : given;
      content = LogRecords.restoring(row.getBoolean("dated") ? kept : null);
      String correlation = row.getString("correlation");
      if (correlation != null) {
        content.correlatedWith(correlation);
      }
      String description = row.getString("description");
      content.describedAs(description == null ? "" : description);
      TextArray.map(strings(row.getArray("metadata"))).forEach(content::with);
    }

    void addLeg(ResultSet row) throws SQLException {
      long amount = row.getLong("amount");
      if (amount == 0) {
        return;
      }
      Unit unit = ChartRows.unit(row, "unit_kind");
      content.leg(
          new Posting(
              AccountPath.of(row.getString("path")),
              Side.ofSigned(amount),
              Money.ofMinor(Math.abs(amount), unit)));
    }

    RecordedEntry entry() {
      JournalEntry entry = LogRecords.restored(content, key, kind);
      return new RecordedEntry(
          number, entry, effectiveDate, Micros.instant(recordedAt), firstPosting);
    }
  }

  private static String @Nullable [] strings(@Nullable Array array) throws SQLException {
    return array == null ? null : (String[]) array.getArray();
  }
}
