package org.ledgercore.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Remainder;

/**
 * Brings books that are kept from batch to batch up to date: where the journal ends, what other
 * writers touched, the units and heads that are not remembered, the keys that were used. Stateless,
 * safe for many threads.
 */
public final class BooksLoader {

  private static final String OUTDATED =
      """
      select a.account_id,
             s.version, s.status, s.floor, s.ceiling, s.owner, s.dimensions,
             coalesce(p.debits, 0) as debits, coalesce(p.credits, 0) as credits,
             coalesce(p.entry_no, 0) as newest_entry, p.pending[1] as pending_debits,
             p.pending[2] as pending_credits
        from unnest((select ?::integer[])) as a (account_id)
       cross join lateral (select version, status, floor, ceiling, owner, dimensions
                             from {s}.account_state where account_id = a.account_id
                            order by version desc limit 1) as s
        left join lateral (select debits, credits, entry_no, pending from {s}.posting
                            where account_id = a.account_id
                            order by posting_no desc limit 1) as p on true
      """;

  private static final String USED_KEYS =
      """
      select e.key_hash, e.entry_no, e.first_posting, e.effective_date, e.digest,
             (select (extract(epoch from b.recorded_at) * 1000000)::bigint
                from {s}.journal_batch b where b.first_entry <= e.entry_no
               order by b.first_entry desc limit 1) as recorded_at
        from {s}.journal_entry e where e.key_hash = any ((select ?::uuid[])::uuid[])
      """;

  private static final String CURRENCIES =
      """
      select a.path, u.code from {s}.account a join {s}.unit u using (unit_id)
       where a.path = any ((select ?::text[])::text[]) order by a.path, u.code
      """;

  private static final String CASES =
      """
      select w.id, e.entry_no
        from unnest(?::text[]) as w (id)
       cross join lateral (select max(entry_no) as entry_no
                             from (select entry_no from {s}.journal_entry
                                    where correlation = w.id offset 0) as of_case) as e
      """;

  private final LedgerSchema schema;
  private final EntryReader entries;
  private final RemainderReader remainders;
  private final FactReader facts;
  private final JournalTail tail;
  private final TouchedAccounts touched;
  private final String tipSql;
  private final String missingSql;
  private final String usedKeysSql;

  public BooksLoader(LedgerSchema schema) {
    this.schema = schema;
    this.entries = new EntryReader(schema);
    this.remainders = new RemainderReader(schema);
    this.facts = new FactReader(schema);
    this.tail = new JournalTail(schema);
    this.touched = new TouchedAccounts(schema);
    this.tipSql = schema.sql(BooksReader.TIP);
    this.missingSql = schema.sql(BooksReader.UNITS_AND_HEADS);
    this.usedKeysSql = schema.sql(USED_KEYS);
  }

  /** Where the journal ends, and the head of the batch that was seen. */
  public Tip tip(Connection connection, long seenBatch) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(tipSql)) {
      statement.setLong(1, seenBatch);
      try (ResultSet row = statement.executeQuery()) {
        return BooksReader.tip(row);
      }
    }
  }

  /**
   * Brings the heads that the books remember as of a batch up to the journal's end; false when it
   * is cheaper to forget them.
   */
  public boolean follow(Connection connection, long batchNo, Tip now, Books books)
      throws SQLException {
    if (tail.follow(connection, batchNo, now, books)) {
      return true;
    }
    int[] moved = touched.since(connection, batchNo);
    if (moved != null) {
      books.outdateHeads(moved);
    }
    return moved != null;
  }

  /** Loads the units, heads and facts that the commands name and the books do not remember. */
  public void loadMissing(Connection connection, Collection<Command> commands, Books books)
      throws SQLException {
    Wanted wanted = Wanted.missingFrom(books, commands);
    facts.load(connection, wanted.facts(), books.facts());
    loadCases(connection, wanted, books);
    load(connection, wanted, books);
  }

  /** Looks up the newest entries of the cases that are looked at; false when there are none. */
  boolean loadCases(Connection connection, Wanted wanted, Books books) throws SQLException {
    if (wanted.cases().isEmpty()) {
      return false;
    }
    wanted.cases().forEach(each -> books.know(each, 0));
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(CASES))) {
      statement.setArray(1, texts(connection, wanted.cases()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          books.know(row.getString(1), row.getLong(2));
        }
      }
    }
    return true;
  }

  private void load(Connection connection, Wanted wanted, Books books) throws SQLException {
    refresh(connection, wanted.takeOutdated(books), books);
    if (wanted.accounts().isEmpty() && wanted.units().isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(missingSql)) {
      wanted.bindUnitsAndAccounts(statement, 1);
      statement.execute();
      try (ResultSet row = statement.getResultSet()) {
        while (row.next()) {
          books.know(ChartRows.unit(row), row.getInt("unit_id"));
        }
      }
      statement.getMoreResults();
      try (ResultSet row = statement.getResultSet()) {
        while (row.next()) {
          books.know(BooksReader.head(row, books));
        }
      }
    }
    knowOtherCurrencies(connection, wanted, books);
  }

  /** Reads the figures of heads that are known but outdated. */
  private void refresh(Connection connection, int[] accounts, Books books) throws SQLException {
    if (accounts.length == 0) {
      return;
    }
    int found = 0;
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(OUTDATED))) {
      new Parameters(connection, statement).intArray(accounts);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          books.refresh(row.getInt("account_id"), BooksReader.figures(row));
          found++;
        }
      }
    }
    if (found != accounts.length) {
      throw new IllegalStateException(
          "an account that was known is not in the journal; run verify");
    }
  }

  /**
   * Loads the earlier entries of these numbers and the holds that are over by now, what is left of
   * them, and the heads of their accounts. False when there is nothing to load.
   *
   * @param recordedAt the time of the newest batch: what was over by then is recorded already
   */
  public boolean loadRemainders(
      Connection connection, Collection<Long> follows, Instant recordedAt, Books books)
      throws SQLException {
    Instant now = books.position().now();
    List<Long> due = books.isDueAt(now) ? remainders.due(connection, recordedAt, now) : List.of();
    if (books.isDueAt(now)) {
      books.lookAt(remainders.nextDue(connection, now));
    }
    Set<Long> numbers = new TreeSet<>(follows);
    numbers.addAll(due);
    if (numbers.isEmpty()) {
      return false;
    }
    List<RecordedEntry> found = entries.read(connection, numbers);
    remainders.of(connection, found).forEach(books::know);
    List<Remainder> over = new ArrayList<>();
    for (long number : due) {
      Remainder hold = books.remainder(number);
      if (hold == null) {
        throw new IllegalStateException("hold " + number + " is not in the journal; run verify");
      }
      over.add(hold);
    }
    books.owe(over);
    load(connection, Wanted.legsOf(books, found), books);
    return true;
  }

  /** The number of the newest batch. */
  long newestBatch(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(BooksReader.NEWEST));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Makes the used ones among the entries' keys known, and says which they are. */
  public List<EntryKey> probeKeys(
      Connection connection, Collection<JournalEntry> given, Books books) throws SQLException {
    Map<UUID, JournalEntry> byHash = new HashMap<>();
    for (JournalEntry entry : given) {
      if (books.recorded(entry.key()) == null) {
        byHash.putIfAbsent(entry.keyHash(), entry);
      }
    }
    List<Long> differing = new ArrayList<>();
    List<EntryKey> used = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(usedKeysSql)) {
      statement.setArray(1, connection.createArrayOf("uuid", byHash.keySet().toArray(UUID[]::new)));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          JournalEntry entry = byHash.get(row.getObject("key_hash", UUID.class));
          if (entry != null && entry.digest().equals(Digest.ofBytes(row.getBytes("digest")))) {
            books.know(recorded(row, entry));
            used.add(entry.key());
          } else {
            differing.add(row.getLong("entry_no"));
          }
        }
      }
    }
    for (RecordedEntry entry : entries.read(connection, differing)) {
      books.know(entry);
      used.add(entry.entry().key());
    }
    return used;
  }

  private static RecordedEntry recorded(ResultSet row, JournalEntry entry) throws SQLException {
    return new RecordedEntry(
        row.getLong("entry_no"),
        entry,
        row.getObject("effective_date", LocalDate.class),
        Micros.instant(row.getLong("recorded_at")),
        row.getLong("first_posting"));
  }

  /** Only a leg without an account asks for this: it decides which refusal is the right one. */
  void knowOtherCurrencies(Connection connection, Wanted wanted, Books books) throws SQLException {
    TreeSet<String> missing = new TreeSet<>();
    for (AccountRef account : wanted.accounts()) {
      if (books.head(account) == null) {
        missing.add(account.path().value());
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(CURRENCIES))) {
      statement.setArray(1, texts(connection, missing));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          AccountPath path = AccountPath.of(row.getString(1));
          List<String> codes = new ArrayList<>(books.currenciesOf(path));
          codes.add(row.getString(2));
          books.know(path, List.copyOf(codes));
        }
      }
    }
  }

  static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }
}
