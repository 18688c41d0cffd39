package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
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
 * Writes a sealed batch. The journal's three tables are filled by <b>one</b> statement whose parts
 * select from one another (batch, then entry, then posting): PostgreSQL would otherwise insert the
 * batch row last, and a collision with another writer must be found before anything else is done.
 * Units, accounts and states follow in a statement each when the batch opens any. Stateless.
 */
public final class BatchWriter {

  /** The most distinct accounts that a batch row lists. */
  public static final int MAX_LISTED_ACCOUNTS = 4_096;

  private static final String JOURNAL_ROWS =
      """
      with batch as (
        insert into {s}.journal_batch
          (batch_no, batch_id, prev_no, prev_head, head, first_entry, entry_count, first_posting,
           posting_count, recorded_at, merkle_root, rules_version, account_ids)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?,
                timestamptz 'epoch' + ? * interval '1 microsecond', ?, ?, ?)
        returning first_entry, first_posting
      ), entry as (
        insert into {s}.journal_entry
          (entry_no, first_posting, key_hash, effective_date, dated, digest, account_ids,
           namespace, key, kind, correlation, description, metadata, given_date)
        select b.first_entry + e.i - 1, e.first_posting, e.key_hash, e.effective_date, e.dated,
               e.digest,
               (?::integer[])[e.first_posting - b.first_posting + 1 :
                              e.first_posting - b.first_posting + e.legs],
               e.namespace, e.key, e.kind, e.correlation, e.description, e.metadata::text[],
               e.given_date
          from batch b cross join
               unnest(?::bigint[], ?::integer[], ?::uuid[], ?::date[], ?::boolean[], ?::bytea[],
                      ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                      ?::date[])
               with ordinality as e (first_posting, legs, key_hash, effective_date, dated, digest,
                 namespace, key, kind, correlation, description, metadata, given_date, i)
        returning 1
      )
      """;

  private static final String POSTING_ROWS =
      """
      , posting as (
        insert into {s}.posting
          (account_id, unit_id, posting_no, entry_no, amount, debits, credits)
        select p.*
          from (select count(*) from entry) as after
         cross join unnest(?::integer[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[],
                           ?::bigint[], ?::bigint[]) as p
        returning 1
      )
      """;

  private static final String PENDING_ROWS =
      """
      , posting as (
        insert into {s}.posting
          (account_id, unit_id, posting_no, entry_no, amount, debits, credits, pending)
        select p.account_id, p.unit_id, p.posting_no, p.entry_no, p.amount, p.debits, p.credits,
               case when p.pending_debits >= 0 then array[p.pending_debits, p.pending_credits] end
          from (select count(*) from entry) as after
         cross join unnest(?::integer[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[],
                           ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
               as p (account_id, unit_id, posting_no, entry_no, amount, debits, credits,
                     pending_debits, pending_credits)
        returning 1
      )
      """;

  private static final String FACT =
      """
      insert into {s}.fact (kind, id, version, entry_no)
      select f.kind, f.id, f.version, f.entry_no
        from unnest(?::text[], ?::text[], ?::integer[], ?::bigint[])
             as f (kind, id, version, entry_no)
      """;

  private static final String FACT_ROWS =
      """
      , fact as (
        insert into {s}.fact (kind, id, version, entry_no)
        select f.*
          from (select count(*) from entry) as after
         cross join unnest(?::text[], ?::text[], ?::integer[], ?::bigint[]) as f
        returning 1
      )
      """;

  private static final String DISPLACED_ROWS = ", displaced as (" + Displaced.ROWS + ")";

  private static final String SOMEBODY_WAITS =
      """
      select (select count(*) from posting) as postings,
             case when pg_try_advisory_lock(?, ?) then not pg_advisory_unlock(?, ?) else true end
               as somebody_waits
      """;

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

  private final LedgerSchema schema;
  private final List<String> journalSql;
  private final List<String> pendingSql;
  private final String displacedSql;
  private final String batchRowSql;

  public BatchWriter(LedgerSchema schema) {
    this.schema = schema;
    this.journalSql = variants(JOURNAL_ROWS + POSTING_ROWS);
    this.pendingSql = variants(JOURNAL_ROWS + PENDING_ROWS);
    this.displacedSql = schema.sql(Displaced.ROWS);
    this.batchRowSql = schema.sql(BATCH_ROW);
  }

  /** The statement alone, with facts, with displaced figures, and with both. */
  private List<String> variants(String rows) {
    return List.of(
        schema.sql(rows + SOMEBODY_WAITS),
        schema.sql(rows + FACT_ROWS + SOMEBODY_WAITS),
        schema.sql(rows + DISPLACED_ROWS + SOMEBODY_WAITS),
        schema.sql(rows + FACT_ROWS + DISPLACED_ROWS + SOMEBODY_WAITS));
  }

  /**
   * Writes the batch in the connection's transaction, when all before it is committed or written in
   * the same transaction. Commits nothing. Says whether another writer waits for its turn.
   */
  public boolean write(Connection connection, SealedBatch batch) throws SQLException {
    boolean waited = writeJournal(connection, batch, Displaced.of(batch));
    writeOpened(connection, batch.draft());
    return waited;
  }

  /**
   * The same while the batch before may still be on its way on another connection: writes all but
   * what is counted up from earlier rows. {@link #writeDisplaced} follows once that one is
   * committed.
   */
  public boolean writeAhead(Connection connection, SealedBatch batch) throws SQLException {
    boolean waited = writeJournal(connection, batch, Displaced.NONE);
    writeOpened(connection, batch.draft());
    return waited;
  }

  /** Writes the displaced figures of a batch that was written ahead. None is the rule. */
  public void writeDisplaced(Connection connection, Displaced displaced) throws SQLException {
    if (displaced.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(displacedSql)) {
      displaced.bind(new Parameters(connection, statement));
      statement.executeUpdate();
    }
  }

  /** Whether the batch is stored by its journal statement alone. */
  public static boolean isOneStatement(SealedBatch batch) {
    Draft draft = batch.draft();
    return draft.units().isEmpty()
        && draft.accounts().isEmpty()
        && draft.states().isEmpty()
        && draft.parts().isEmpty();
  }

  /** Writes the batch row only; entries and postings are copied behind it. */
  boolean writeBatchRow(Connection connection, SealedBatch batch) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(batchRowSql)) {
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
      try (PreparedStatement statement = connection.prepareStatement(schema.sql(FACT))) {
        bindFacts(new Parameters(connection, statement), draft.facts());
        statement.execute();
      }
    }
  }

  private boolean writeJournal(Connection connection, SealedBatch batch, Displaced displaced)
      throws SQLException {
    boolean plain = batch.draft().facts().isEmpty();
    List<String> variants = batch.draft().legs().hasPending() ? pendingSql : journalSql;
    String sql = variants.get((plain ? 0 : 1) + (displaced.isEmpty() ? 0 : 2));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Parameters parameters = new Parameters(connection, statement);
      bindBatch(parameters, batch);
      bindEntries(parameters, batch.draft());
      bindPostings(parameters, batch.header(), batch.draft().legs());
      if (!plain) {
        bindFacts(parameters, batch.draft().facts());
      }
      if (!displaced.isEmpty()) {
        displaced.bind(parameters);
      }
      bindWaiters(parameters);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean("somebody_waits");
      }
    }
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

  private static void bindEntries(Parameters to, Draft draft) throws SQLException {
    List<RecordedEntry> entries = draft.entries();
    List<JournalEntry> content = entries.stream().map(RecordedEntry::entry).toList();
    Legs legs = draft.legs();
    to.ints(legs.size(), legs::account);
    to.longs(entries.size(), i -> entries.get(i).firstPosting());
    to.ints(entries.size(), draft::rowsOf);
    to.array("uuid", content, JournalEntry::keyHash, UUID[]::new);
    to.array("date", entries, RecordedEntry::effectiveDate, LocalDate[]::new);
    to.array("boolean", content, entry -> entry.effectiveDate() != null, Boolean[]::new);
    to.array("bytea", content, entry -> entry.digest().bytes(), byte[][]::new);
    to.array("text", content, entry -> entry.key().namespace(), String[]::new);
    to.array("text", content, entry -> entry.key().text(), String[]::new);
    to.array("text", content, JournalEntry::kind, String[]::new);
    to.texts(content, JournalEntry::correlation);
    to.texts(content, entry -> entry.description().isEmpty() ? null : entry.description());
    to.texts(content, entry -> TextArray.literal(entry.metadata()));
    to.array("date", entries, BatchWriter::givenDate, LocalDate[]::new);
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
