package org.ledgercore.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Remainder;

/** Reads what is left of earlier entries: the newest versions of reversals and holds. Stateless. */
public final class RemainderReader {

  private static final String NEWEST =
      """
      select w.entry_no, coalesce(h.version, r.version, 0) as version,
             coalesce(h.state, 'OPEN') as state, h.remaining, r.reversed,
             coalesce(h.entry_no, r.by_entry, 0) as changed_by
        from unnest(?::bigint[]) as w (entry_no)
        left join lateral (select version, reversed, by_entry from {s}.reversal
                            where entry_no = w.entry_no order by version desc limit 1) as r on true
        left join lateral (select version, state, remaining, entry_no from {s}.hold
                            where hold_no = w.entry_no order by version desc limit 1) as h on true
      """;

  private static final String DUE =
      """
      select h.hold_no from {s}.hold h
       where h.expires_at > timestamptz 'epoch' + ? * interval '1 microsecond'
         and h.expires_at <= timestamptz 'epoch' + ? * interval '1 microsecond'
         and h.version = 1
         and not exists (select from {s}.hold later
                          where later.hold_no = h.hold_no and later.state <> 'OPEN')
       order by h.expires_at, h.hold_no
      """;

  private static final String NEXT_DUE =
      """
      select (extract(epoch from min(expires_at)) * 1000000)::bigint from {s}.hold
       where expires_at > timestamptz 'epoch' + ? * interval '1 microsecond'
      """;

  private static final String OPEN =
      """
      select h.hold_no from {s}.hold h
       where h.expires_at > coalesce((select recorded_at from {s}.journal_batch
                                       order by batch_no desc limit 1), '-infinity')
         and h.version = 1
         and not exists (select from {s}.hold later
                          where later.hold_no = h.hold_no and later.state <> 'OPEN')
       order by h.expires_at, h.hold_no limit ?
      """;

  private static final String OLDEST_OPEN =
      """
      select min(h.hold_no) from {s}.hold h
       where h.expires_at > coalesce((select recorded_at from {s}.journal_batch
                                       order by batch_no desc limit 1), '-infinity')
         and h.version = 1
         and not exists (select from {s}.hold later
                          where later.hold_no = h.hold_no and later.state <> 'OPEN')
      """;

  private static final String REVERSALS =
      "select by_entry from {s}.reversal where entry_no = ? order by version";

  private final LedgerSchema schema;

  public RemainderReader(LedgerSchema schema) {
    this.schema = schema;
  }

  /** What is left of each of the entries. */
  public List<Remainder> of(Connection connection, Collection<RecordedEntry> entries)
      throws SQLException {
    Map<Long, RecordedEntry> byNumber = new HashMap<>();
    entries.forEach(entry -> byNumber.put(entry.number(), entry));
    List<Remainder> remainders = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NEWEST))) {
      statement.setArray(
          1, connection.createArrayOf("bigint", byNumber.keySet().toArray(Long[]::new)));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          RecordedEntry entry = byNumber.get(row.getLong("entry_no"));
          if (entry != null) {
            remainders.add(remainder(entry, row));
          }
        }
      }
    }
    return remainders;
  }

  private static Remainder remainder(RecordedEntry entry, ResultSet row) throws SQLException {
    Remainder whole = new Remainder(entry);
    Long[] reversed = longs(row.getArray("reversed"));
    Long[] remaining = longs(row.getArray("remaining"));
    long[] taken = new long[whole.left().length];
    long[] all = whole.left();
    for (int i = 0; i < taken.length; i++) {
      if (remaining != null) {
        taken[i] = all[i] - Math.abs(remaining[i]);
      } else if (reversed != null) {
        taken[i] = reversed[i];
      }
    }
    return whole
        .without(taken)
        .at(
            row.getInt("version"),
            Remainder.State.valueOf(row.getString("state")),
            row.getLong("changed_by"));
  }

  private static Long @Nullable [] longs(@Nullable Array array) throws SQLException {
    return array == null ? null : (Long[]) array.getArray();
  }

  /** The numbers of the entries that reverse an entry, in order. */
  public List<Long> reversalsOf(Connection connection, long entryNo) throws SQLException {
    List<Long> reversals = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(REVERSALS))) {
      statement.setLong(1, entryNo);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reversals.add(row.getLong(1));
        }
      }
    }
    return reversals;
  }

  /** The open holds, those that expire first in front. */
  public List<Long> open(Connection connection, int limit) throws SQLException {
    List<Long> open = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(OPEN))) {
      statement.setInt(1, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          open.add(row.getLong(1));
        }
      }
    }
    return open;
  }

  /** The open hold with the lowest number. */
  public Optional<Long> oldestOpen(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(OLDEST_OPEN));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return Optional.ofNullable(row.getObject(1, Long.class));
    }
  }

  /** The open holds that expire after one time and up to another, the earliest first. */
  List<Long> due(Connection connection, Instant after, Instant upTo) throws SQLException {
    List<Long> due = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(DUE))) {
      statement.setLong(1, Micros.of(after));
      statement.setLong(2, Micros.of(upTo));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          due.add(row.getLong(1));
        }
      }
    }
    return due;
  }

  /** The earliest expiry after a time; null when there is none. */
  @Nullable Instant nextDue(Connection connection, Instant after) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NEXT_DUE))) {
      statement.setLong(1, Micros.of(after));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        Long micros = row.getObject(1, Long.class);
        return micros == null ? null : Micros.instant(micros);
      }
    }
  }
}
