package org.ledgercore.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Draft;
import org.ledgercore.rules.Legs;

/**
 * The rows of a batch as somebody with psql would type them: every row a map of columns to SQL
 * literals, right in every digest and number until a test changes one.
 */
final class HandMadeBatch {

  final Map<String, String> batch = new LinkedHashMap<>();
  final List<Map<String, String>> entries = new ArrayList<>();
  final List<Map<String, String>> postings = new ArrayList<>();

  private final BatchWriter writer;
  private final Displaced displaced;

  private HandMadeBatch(SealedBatch sealed, LedgerSchema schema) {
    writer = new BatchWriter(schema);
    displaced = Displaced.of(sealed);
    batchRow(sealed.header(), sealed.head(), sealed.draft());
    sealed.draft().entries().forEach(recorded -> entryRow(recorded, sealed.draft()));
    Legs legs = sealed.draft().legs();
    for (int leg = 0; leg < legs.size(); leg++) {
      postingRow(legs, leg, sealed.header().firstPosting());
    }
  }

  /** The batch that the ledger itself would append next. */
  static HandMadeBatch next(DataSource dataSource, String schemaName, Command command)
      throws SQLException {
    LedgerSchema schema = LedgerSchema.find(dataSource, schemaName);
    try (Connection connection = dataSource.getConnection()) {
      BooksReader.Reading reading =
          new BooksReader(schema)
              .read(connection, List.of(command), new BooksReader.Request(null, 0));
      Decider decider = new Decider(reading.books());
      decider.decide(command);
      return new HandMadeBatch(
          SealedBatch.after(reading.tip(), decider.draft(), schema, UUID.randomUUID()), schema);
    }
  }

  /** Inserts all of it, one statement for each table. */
  void insert(Statement statement) throws SQLException {
    insert(statement, "journal_batch", List.of(batch));
    insert(statement, "journal_entry", entries);
    insert(statement, "posting", postings);
    writer.writeDisplaced(statement.getConnection(), displaced);
  }

  /** Inserts rows in one statement; none when there are none. */
  static void insert(Statement statement, String table, List<Map<String, String>> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<String> values = new ArrayList<>();
    rows.forEach(row -> values.add("(" + String.join(", ", row.values()) + ")"));
    String columns = String.join(", ", rows.getFirst().keySet());
    statement.execute(
        "insert into " + table + " (" + columns + ") values " + String.join(", ", values));
  }

  private void batchRow(BatchHeader header, Digest head, Draft draft) {
    Digest previous = header.previousHead();
    batch.put("batch_no", literal(header.batchNo()));
    batch.put("batch_id", text(header.batchId().toString()));
    batch.put("prev_no", previous == null ? "null" : literal(header.batchNo() - 1));
    batch.put("prev_head", previous == null ? "null" : bytes(previous));
    batch.put("head", bytes(head));
    batch.put("first_entry", literal(header.firstEntry()));
    batch.put("entry_count", literal(header.entryCount()));
    batch.put("first_posting", literal(header.firstPosting()));
    batch.put("posting_count", literal(header.postingCount()));
    batch.put("recorded_at", time(header.recordedAtMicros()));
    batch.put("merkle_root", bytes(header.merkleRoot()));
    batch.put("rules_version", literal(header.rulesVersion()));
    batch.put(
        "account_ids",
        array(
            IntStream.range(0, draft.legs().size())
                .mapToObj(leg -> draft.legs().account(leg))
                .sorted()
                .distinct()
                .toList()));
  }

  private void entryRow(RecordedEntry recorded, Draft draft) {
    JournalEntry entry = recorded.entry();
    List<Integer> accounts =
        IntStream.range(0, draft.legs().size())
            .filter(leg -> draft.legs().entry(leg) == recorded.number())
            .mapToObj(leg -> draft.legs().account(leg))
            .toList();
    Map<String, String> row = new LinkedHashMap<>();
    row.put("entry_no", literal(recorded.number()));
    row.put("first_posting", literal(recorded.firstPosting()));
    row.put("key_hash", text(entry.key().hash().toString()));
    row.put("effective_date", text(recorded.effectiveDate().toString()));
    row.put("dated", String.valueOf(entry.effectiveDate() != null));
    row.put("digest", bytes(entry.digest()));
    row.put("account_ids", array(accounts));
    row.put("namespace", text(entry.key().namespace()));
    row.put("key", text(entry.key().text()));
    row.put("kind", text(entry.kind()));
    row.put("metadata", entry.metadata().isEmpty() ? "null" : metadata(entry));
    entries.add(row);
  }

  private void postingRow(Legs legs, int leg, long firstPosting) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("account_id", literal(legs.account(leg)));
    row.put("unit_id", literal(legs.unit(leg)));
    row.put("posting_no", literal(firstPosting + leg));
    row.put("entry_no", literal(legs.entry(leg)));
    row.put("amount", literal(legs.amount(leg)));
    row.put("debits", literal(legs.debits(leg)));
    row.put("credits", literal(legs.credits(leg)));
    postings.add(row);
  }

  /** A number. */
  static String literal(long number) {
    return Long.toString(number);
  }

  /** Microseconds since the epoch as a point in time. */
  static String time(long micros) {
    return "timestamptz '1970-01-01 00:00Z' + " + micros + " * interval '1 microsecond'";
  }

  private static String text(@Nullable String value) {
    return value == null ? "null" : "'" + value.replace("'", "''") + "'";
  }

  private static String bytes(Digest digest) {
    return "'\\x" + digest + "'";
  }

  private static String array(List<Integer> values) {
    return "'" + values.toString().replace('[', '{').replace(']', '}') + "'";
  }

  private static String metadata(JournalEntry entry) {
    List<String> texts = new ArrayList<>();
    entry
        .metadata()
        .forEach((name, value) -> {
          texts.add(text(name));
          texts.add(text(value));
        });
    return "array" + texts;
  }
}
