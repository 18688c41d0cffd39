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
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;
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
      ), posting as (
        insert into {s}.posting
          (account_id, unit_id, posting_no, entry_no, amount, debits, credits)
        select p.*
          from (select count(*) from entry) as after
         cross join unnest(?::integer[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[],
                           ?::bigint[], ?::bigint[]) as p
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

  private static final String UNIT =
      """
      insert into {s}.unit
        (unit_id, code, exponent, kind, display_decimals, cash_step, transfer_step, entry_no)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ACCOUNT =
      """
      insert into {s}.account (account_id, path, unit_id, type, normal_side, number, entry_no)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String STATE =
      """
      insert into {s}.account_state
        (account_id, version, status, floor, ceiling, owner, dimensions, entry_no)
      values (?, ?, ?, ?, ?, ?, ?::text[], ?)
      """;

  private final LedgerSchema schema;
  private final List<String> journalSql;
  private final String displacedSql;
  private final String batchRowSql;

  public BatchWriter(LedgerSchema schema) {
    this.schema = schema;
    this.journalSql =
        List.of(
            schema.sql(JOURNAL_ROWS + SOMEBODY_WAITS),
            schema.sql(JOURNAL_ROWS + FACT_ROWS + SOMEBODY_WAITS),
            schema.sql(JOURNAL_ROWS + DISPLACED_ROWS + SOMEBODY_WAITS),
            schema.sql(JOURNAL_ROWS + FACT_ROWS + DISPLACED_ROWS + SOMEBODY_WAITS));
    this.displacedSql = schema.sql(Displaced.ROWS);
    this.batchRowSql = schema.sql(BATCH_ROW);
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
    return draft.units().isEmpty() && draft.accounts().isEmpty() && draft.states().isEmpty();
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
    write(connection, UNIT, draft.units(), BatchWriter::bindUnit);
    write(connection, ACCOUNT, draft.accounts(), BatchWriter::bindAccount);
    write(connection, STATE, draft.states(), BatchWriter::bindState);
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
    String sql = journalSql.get((plain ? 0 : 1) + (displaced.isEmpty() ? 0 : 2));
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
    to.ints(entries.size(), i -> content.get(i).postings().size());
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
    int[] order = LegOrder.byAccount(legs);
    int size = order.length;
    short[] units = new short[size];
    for (int i = 0; i < size; i++) {
      units[i] = legs.unit(order[i]);
    }
    to.ints(size, i -> legs.account(order[i]));
    to.shorts(units);
    to.longs(size, i -> header.firstPosting() + order[i]);
    to.longs(size, i -> legs.entry(order[i]));
    to.longs(size, i -> legs.amount(order[i]));
    to.longs(size, i -> legs.debits(order[i]));
    to.longs(size, i -> legs.credits(order[i]));
  }

  private static void bindFacts(Parameters to, List<Draft.ChangedFact> facts) throws SQLException {
    List<FactBook.Head> heads = facts.stream().map(Draft.ChangedFact::head).toList();
    to.array("text", heads, head -> head.ref().kind(), String[]::new);
    to.array("text", heads, head -> head.ref().id(), String[]::new);
    to.ints(heads.size(), i -> heads.get(i).version());
    to.longs(heads.size(), i -> heads.get(i).entryNo());
  }

  private static void bindUnit(Parameters to, Draft.OpenedUnit opened) throws SQLException {
    Unit unit = opened.unit();
    to.add(opened.id());
    to.add(unit.code());
    to.add(unit.exponent());
    to.add(unit.kind().name());
    to.add(unit.displayDecimals());
    to.add(unit.cashStep());
    to.add(unit.transferStep());
    to.add(opened.entryNo());
  }

  private static void bindAccount(Parameters to, Draft.OpenedAccount opened) throws SQLException {
    Account account = opened.head().account();
    to.add(account.id());
    to.add(account.path().value());
    to.add(opened.head().unitId());
    to.add(account.type().name());
    to.add(account.normalSide().name());
    to.add(account.number());
    to.add(opened.entryNo());
  }

  private static void bindState(Parameters to, Draft.ChangedState changed) throws SQLException {
    AccountState state = changed.state();
    AccountTerms terms = state.terms();
    to.add(changed.head().account().id());
    to.add(state.version());
    to.add(state.status().name());
    to.addOptional(terms.floor());
    to.addOptional(terms.ceiling());
    to.addOptional(terms.owner());
    to.addOptional(TextArray.literal(terms.dimensions()));
    to.add(changed.entryNo());
  }

  private interface Binding<T> {
    void bind(Parameters to, T row) throws SQLException;
  }

  private <T> void write(Connection connection, String sql, List<T> rows, Binding<T> binding)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(sql))) {
      for (T row : rows) {
        binding.bind(new Parameters(connection, statement), row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
