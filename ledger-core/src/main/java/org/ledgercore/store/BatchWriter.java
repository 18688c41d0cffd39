package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Draft;
import org.ledgercore.rules.FactBook;
import org.ledgercore.rules.Legs;

/**
 * Writes a sealed batch. The rows of the journal's tables go out together, one plain INSERT each
 * (batch, then entries, then postings, then what few batches have), and their answers come back
 * together: one round trip, and a collision with another writer is found before anything else is
 * done. With autocommit on they are one transaction, because the server commits where a request
 * ends. The driver may end a request early next to a statement whose answer has a column without a
 * fixed length, lest both sides wait for the other to read: no statement here has one. In its
 * simple mode the driver sends each statement as a request of its own; see {@code PostgresLane}.
 * Units, accounts and states follow in a statement each when the batch opens any. Keeps the texts
 * of its requests and nothing else; safe for many threads.
 */
public final class BatchWriter {

  /** The most distinct accounts that a batch row lists. */
  public static final int MAX_LISTED_ACCOUNTS = 4_096;

  private static final String BATCH_ROW =
      """
      insert into {s}.journal_batch
        (batch_no, batch_id, prev_no, prev_head, head, first_entry, entry_count, first_posting,
         posting_count, recorded_at, merkle_root, rules_version, account_ids)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?,
                timestamptz 'epoch' + ? * interval '1 microsecond', ?, ?, ?)
      returning case when pg_try_advisory_lock(?, ?) then not pg_advisory_unlock(?, ?)
                     else true end
      """;

  private static final String ENTRY_COLUMNS =
      """
      insert into {s}.journal_entry
        (entry_no, first_posting, key_hash, effective_date, dated, digest, namespace, key, kind,
         correlation, description, metadata, given_date, account_ids)
      """;

  /** A lone post is one entry, and an array costs the server more than its only element. */
  private static final String ENTRY_ROW =
      ENTRY_COLUMNS + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?)";

  private static final String ENTRY_ROWS =
      ENTRY_COLUMNS
          + """
          select e.entry_no, e.first_posting, e.key_hash, e.effective_date, e.dated, e.digest,
                 e.namespace, e.key, e.kind, e.correlation, e.description, e.metadata::text[],
                 e.given_date, (?::integer[])[e.leg : e.leg + e.legs - 1]
            from unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::date[], ?::boolean[], ?::bytea[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::date[], ?::integer[], ?::integer[])
                 as e (entry_no, first_posting, key_hash, effective_date, dated, digest, namespace,
                       key, kind, correlation, description, metadata, given_date, leg, legs)
          """;

  private static final String POSTING_ROWS =
      """
      insert into {s}.posting
        (account_id, unit_id, posting_no, entry_no, amount, debits, credits)
      select p.*
        from unnest(?::integer[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[]) as p
      """;

  private static final String PENDING_ROWS =
      """
      insert into {s}.posting
        (account_id, unit_id, posting_no, entry_no, amount, debits, credits, pending)
      select p.account_id, p.unit_id, p.posting_no, p.entry_no, p.amount, p.debits, p.credits,
             case when p.pending_debits >= 0 then array[p.pending_debits, p.pending_credits] end
        from unnest(?::integer[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
             as p (account_id, unit_id, posting_no, entry_no, amount, debits, credits,
                   pending_debits, pending_credits)
      """;

  private static final String FACT_ROWS =
      """
      insert into {s}.fact (kind, id, version, entry_no)
      select f.*
        from unnest(?::text[], ?::text[], ?::integer[], ?::bigint[]) as f
      """;

  private final LedgerSchema schema;
  private final Map<List<String>, String> requests = new ConcurrentHashMap<>();

  public BatchWriter(LedgerSchema schema) {
    this.schema = schema;
  }

  /**
   * Writes the batch in the connection's transaction, when all before it is committed or written in
   * the same transaction. Commits nothing. Says whether another writer waits for its turn.
   */
  public boolean write(Connection connection, SealedBatch batch) throws SQLException {
    boolean waited = writeJournal(connection, batch, new Also(Displaced.of(batch), null));
    writeOpened(connection, batch.draft());
    return waited;
  }

  /**
   * The same in a caller's transaction, whose settings are given back along with it when it is all
   * that is written; says whether they were.
   */
  public boolean writeAndLeave(Connection connection, SealedBatch batch, JoinedSession session)
      throws SQLException {
    boolean leaves = isOneRequest(batch);
    Also also = new Also(Displaced.of(batch), leaves ? session : null);
    writeJournal(connection, batch, also);
    writeOpened(connection, batch.draft());
    return leaves;
  }

  /**
   * The same while the batch before may still be on its way on another connection: writes all but
   * what is counted up from earlier rows. {@link #writeDisplaced} follows once that one is
   * committed.
   */
  public boolean writeAhead(Connection connection, SealedBatch batch) throws SQLException {
    boolean waited = writeJournal(connection, batch, new Also(Displaced.NONE, null));
    writeOpened(connection, batch.draft());
    return waited;
  }

  /** Writes the displaced figures of a batch that was written ahead. None is the rule. */
  public void writeDisplaced(Connection connection, Displaced displaced) throws SQLException {
    if (displaced.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(request(List.of(Displaced.ROWS)))) {
      displaced.bind(new Parameters(connection, statement));
      statement.executeUpdate();
    }
  }

  /** Whether the batch is stored by its journal rows alone, in one round trip. */
  public static boolean isOneRequest(SealedBatch batch) {
    Draft draft = batch.draft();
    return draft.units().isEmpty()
        && draft.accounts().isEmpty()
        && draft.states().isEmpty()
        && draft.parts().isEmpty();
  }

  /** Writes the batch row only; entries and postings are copied behind it. */
  boolean writeBatchRow(Connection connection, SealedBatch batch) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(request(List.of(BATCH_ROW)))) {
      Parameters parameters = new Parameters(connection, statement);
      bindBatch(parameters, batch);
      bindWaiters(parameters);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Writes the units, accounts and states that the batch opens. */
  void writeOpened(Connection connection, Draft draft) throws SQLException {
    new ChartWriter(schema).write(connection, draft);
    new PartWriter(schema).write(connection, draft.parts());
  }

  /** Writes the versions of facts that a copied batch records. */
  void writeFacts(Connection connection, Draft draft) throws SQLException {
    if (!draft.facts().isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(request(List.of(FACT_ROWS)))) {
        bindFacts(new Parameters(connection, statement), draft.facts());
        statement.execute();
      }
    }
  }

  /** What goes out behind the journal's rows. */
  private record Also(Displaced displaced, @Nullable JoinedSession leaves) {}

  private boolean writeJournal(Connection connection, SealedBatch batch, Also also)
      throws SQLException {
    Displaced displaced = also.displaced();
    Draft draft = batch.draft();
    boolean isOne = draft.entries().size() == 1;
    boolean pending = draft.legs().hasPending();
    boolean facts = !draft.facts().isEmpty();
    List<String> statements = new ArrayList<>();
    statements.add(BATCH_ROW);
    statements.add(isOne ? ENTRY_ROW : ENTRY_ROWS);
    if (draft.legs().size() > 0) {
      statements.add(pending ? PENDING_ROWS : POSTING_ROWS);
    }
    if (facts) {
      statements.add(FACT_ROWS);
    }
    if (!displaced.isEmpty()) {
      statements.add(Displaced.ROWS);
    }
    if (also.leaves() != null) {
      statements.add(also.leaves().end());
    }
    try (PreparedStatement statement = connection.prepareStatement(request(statements))) {
      Parameters to = new Parameters(connection, statement);
      bindBatch(to, batch);
      bindWaiters(to);
      if (isOne) {
        bindEntry(to, draft);
      } else {
        bindEntries(to, batch.header(), draft);
      }
      if (draft.legs().size() > 0) {
        bindPostings(to, batch.header(), draft.legs());
      }
      if (facts) {
        bindFacts(to, draft.facts());
      }
      if (!displaced.isEmpty()) {
        displaced.bind(to);
      }
      statement.execute();
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** These statements as one text, made once: every write needs one. */
  private String request(List<String> statements) {
    return requests.computeIfAbsent(statements, each -> schema.sql(String.join(";\n", each)));
  }

  /**
   * Tried and let go at once: held until the commit, it would look like a waiter to the next lane.
   */
  private void bindWaiters(Parameters to) throws SQLException {
    for (int i = 0; i < 2; i++) {
      to.add(LedgerSchema.WAITERS_CLASS);
      to.add(schema.turn());
    }
  }

  private static void bindBatch(Parameters to, SealedBatch batch) throws SQLException {
    BatchHeader header = batch.header();
    Digest previous = header.previousHead();
    to.add(header.batchNo());
    to.add(header.batchId());
    to.addOptional(previous == null ? null : header.batchNo() - 1);
    to.add(previous == null ? null : previous.bytes());
    to.add(batch.head().bytes());
    to.add(header.firstEntry());
    to.add(header.entryCount());
    to.add(header.firstPosting());
    to.add(header.postingCount());
    to.add(header.recordedAtMicros());
    to.add(header.merkleRoot().bytes());
    to.add(header.rulesVersion());
    to.intArray(touched(batch.draft()));
  }

  private static int @Nullable [] touched(Draft draft) {
    Legs legs = draft.legs();
    int[] accounts = new int[legs.size() + draft.states().size()];
    for (int leg = 0; leg < legs.size(); leg++) {
      accounts[leg] = legs.account(leg);
    }
    for (int state = 0; state < draft.states().size(); state++) {
      accounts[legs.size() + state] = draft.states().get(state).head().account().id();
    }
    Arrays.sort(accounts);
    int distinct = 0;
    for (int account : accounts) {
      if (distinct == 0 || accounts[distinct - 1] != account) {
        accounts[distinct++] = account;
      }
    }
    return distinct > MAX_LISTED_ACCOUNTS ? null : Arrays.copyOf(accounts, distinct);
  }

  private static void bindEntry(Parameters to, Draft draft) throws SQLException {
    RecordedEntry recorded = draft.entries().getFirst();
    JournalEntry entry = recorded.entry();
    to.add(recorded.number());
    to.add(recorded.firstPosting());
    to.add(entry.keyHash());
    to.add(recorded.effectiveDate());
    to.add(entry.effectiveDate() != null);
    to.add(entry.digest().bytes());
    to.add(entry.key().namespace());
    to.add(entry.key().text());
    to.add(entry.kind());
    to.addOptional(entry.correlation());
    to.addOptional(description(entry));
    to.addOptional(TextArray.literal(entry.metadata()));
    to.addOptional(givenDate(recorded));
    to.ints(draft.legs().size(), draft.legs()::account);
  }

  private static void bindEntries(Parameters to, BatchHeader header, Draft draft)
      throws SQLException {
    List<RecordedEntry> entries = draft.entries();
    List<JournalEntry> content = entries.stream().map(RecordedEntry::entry).toList();
    Legs legs = draft.legs();
    to.ints(legs.size(), legs::account);
    to.longs(entries.size(), i -> entries.get(i).number());
    to.longs(entries.size(), i -> entries.get(i).firstPosting());
    to.array("uuid", content, JournalEntry::keyHash, UUID[]::new);
    to.array("date", entries, RecordedEntry::effectiveDate, LocalDate[]::new);
    to.array("boolean", content, entry -> entry.effectiveDate() != null, Boolean[]::new);
    to.array("bytea", content, entry -> entry.digest().bytes(), byte[][]::new);
    to.array("text", content, entry -> entry.key().namespace(), String[]::new);
    to.array("text", content, entry -> entry.key().text(), String[]::new);
    to.array("text", content, JournalEntry::kind, String[]::new);
    to.texts(content, JournalEntry::correlation);
    to.texts(content, BatchWriter::description);
    to.texts(content, entry -> TextArray.literal(entry.metadata()));
    to.array("date", entries, BatchWriter::givenDate, LocalDate[]::new);
    to.ints(
        entries.size(),
        i -> Math.toIntExact(entries.get(i).firstPosting() - header.firstPosting() + 1));
    to.ints(entries.size(), draft::rowsOf);
  }

  private static @Nullable String description(JournalEntry entry) {
    return entry.description().isEmpty() ? null : entry.description();
  }

  private static @Nullable LocalDate givenDate(RecordedEntry recorded) {
    return recorded.isOnFirstOpenDay() ? recorded.entry().effectiveDate() : null;
  }

  private static void bindPostings(Parameters to, BatchHeader header, Legs legs)
      throws SQLException {
    LegOrder order = new LegOrder().of(legs);
    int size = order.size();
    short[] units = new short[size];
    for (int i = 0; i < size; i++) {
      units[i] = legs.unit(order.leg(i));
    }
    to.ints(size, i -> legs.account(order.leg(i)));
    to.shorts(units);
    to.longs(size, i -> header.firstPosting() + order.leg(i));
    to.longs(size, i -> legs.entry(order.leg(i)));
    to.longs(size, i -> legs.amount(order.leg(i)));
    to.longs(size, i -> legs.debits(order.leg(i)));
    to.longs(size, i -> legs.credits(order.leg(i)));
    if (legs.hasPending()) {
      to.longs(size, i -> pending(legs, order.leg(i), Side.DEBIT));
      to.longs(size, i -> pending(legs, order.leg(i), Side.CREDIT));
    }
  }

  /** What is pending after a leg; −1 when nothing is to be stored. */
  private static long pending(Legs legs, int leg, Side side) {
    Turnover pending = legs.pending(leg);
    return pending == null ? -1 : side == Side.DEBIT ? pending.debits() : pending.credits();
  }

  private static void bindFacts(Parameters to, List<Draft.ChangedFact> facts) throws SQLException {
    List<FactBook.Head> heads = facts.stream().map(Draft.ChangedFact::head).toList();
    to.array("text", heads, head -> head.ref().kind(), String[]::new);
    to.array("text", heads, head -> head.ref().id(), String[]::new);
    to.ints(heads.size(), i -> heads.get(i).version());
    to.longs(heads.size(), i -> heads.get(i).entryNo());
  }
}
