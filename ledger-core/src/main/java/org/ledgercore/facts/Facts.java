package org.ledgercore.facts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.EntryReader;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Questions;

/**
 * The room of facts: record one, and ask for the newest version, the one that held at an entry or
 * an instant, all versions, or the subjects of a kind. To record facts and post entries together,
 * all or nothing, hand what {@link FactBuilder#build} gives to {@code Ledger.postAtomically}. Safe
 * for many threads; each question borrows one connection and is a few index probes.
 */
public final class Facts {

  private static final String UP_TO =
      """
      select kind, id, version, entry_no from {s}.fact
       where kind = ? and id = ? and entry_no <= ? order by version desc limit ?
      """;

  private static final String AFTER =
      """
      select kind, id, version, entry_no from {s}.fact
       where kind = ? and id = ? and version > ? order by version
      """;

  private static final String AT =
      """
      select first_entry + entry_count - 1 from {s}.journal_batch
       where recorded_at <= ? order by batch_no desc limit 1
      """;

  private static final String PAGE =
      """
      with recursive page as (
        (select kind, id, 1 as n from {s}.fact
          where kind = ? and id > ? order by kind, id, version limit 1)
        union all
        select s.kind, s.id, p.n + 1
          from page p
         cross join lateral (select kind, id from {s}.fact
                              where kind = p.kind and id > p.id
                              order by kind, id, version limit 1) as s
         where p.n < ?
      )
      select p.kind, p.id, f.version, f.entry_no
        from page p
       cross join lateral (select version, entry_no from {s}.fact
                            where kind = p.kind and id = p.id
                            order by version desc limit 1) as f
       order by p.id
      """;

  private static final int MAX_VERSIONS = 10_000;

  private final Questions questions;
  private final LedgerSchema schema;
  private final EntryReader entries;
  private final Function<JournalEntry, Outcome> post;

  /** The room of a ledger, which posts through {@code post}. */
  public Facts(DataSource dataSource, LedgerSchema schema, Function<JournalEntry, Outcome> post) {
    this.questions = new Questions(dataSource);
    this.schema = schema;
    this.entries = new EntryReader(schema);
    this.post = post;
  }

  /** Records a version, durably; the same as posting what the builder builds. */
  public Outcome record(FactBuilder fact) {
    return post.apply(fact.build());
  }

  /** The newest version. */
  public Optional<Fact> newest(FactRef ref) {
    return asOf(ref, Long.MAX_VALUE);
  }

  /** The version that held when the entry with this number was the newest. */
  public Optional<Fact> asOf(FactRef ref, long entryNo) {
    return questions.ask(connection -> upTo(connection, ref, entryNo, 1)).stream().findFirst();
  }

  /** The version that held at an instant of recording. */
  public Optional<Fact> asOf(FactRef ref, Instant instant) {
    return questions
        .ask(connection -> upTo(connection, ref, newestAt(connection, instant), 1))
        .stream()
        .findFirst();
  }

  /** All versions after one, oldest first; 0 for all. */
  public List<Fact> after(FactRef ref, int version) {
    return questions.ask(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(schema.sql(AFTER))) {
        statement.setString(1, ref.kind());
        statement.setString(2, ref.id());
        statement.setInt(3, version);
        return facts(connection, statement);
      }
    });
  }

  /** The newest versions, at most 10,000, oldest first. */
  public List<Fact> history(FactRef ref) {
    List<Fact> newestFirst =
        questions.ask(connection -> upTo(connection, ref, Long.MAX_VALUE, MAX_VERSIONS));
    return newestFirst.reversed();
  }

  /**
   * The newest versions of a kind's subjects in the order of their ids' bytes.
   *
   * @param afterId where the page before ended; empty for the first page
   * @param limit 1 to 1,000
   */
  public List<Fact> page(String kind, String afterId, int limit) {
    Questions.requirePage(limit);
    return questions.ask(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(schema.sql(PAGE))) {
        statement.setString(1, kind);
        statement.setString(2, afterId);
        statement.setInt(3, limit);
        return facts(connection, statement);
      }
    });
  }

  private List<Fact> upTo(Connection connection, FactRef ref, long entryNo, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(UP_TO))) {
      statement.setString(1, ref.kind());
      statement.setString(2, ref.id());
      statement.setLong(3, entryNo);
      statement.setInt(4, limit);
      return facts(connection, statement);
    }
  }

  private long newestAt(Connection connection, Instant instant) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(AT))) {
      statement.setTimestamp(1, Timestamp.from(instant));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private record Row(FactRef ref, int version, long entryNo) {}

  private List<Fact> facts(Connection connection, PreparedStatement statement) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new Row(
                new FactRef(row.getString(1), row.getString(2)), row.getInt(3), row.getLong(4)));
      }
    }
    Map<Long, RecordedEntry> records = new HashMap<>();
    for (RecordedEntry entry : entries.read(connection, rows.stream().map(Row::entryNo).toList())) {
      records.put(entry.number(), entry);
    }
    List<Fact> facts = new ArrayList<>();
    for (Row row : rows) {
      RecordedEntry record = records.get(row.entryNo());
      if (record == null) {
        throw new IllegalStateException("fact " + row + " has no record; run verify");
      }
      facts.add(new Fact(row.ref(), row.version(), record));
    }
    return facts;
  }
}
