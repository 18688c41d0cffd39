package org.ledgercore.query;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.ledgercore.store.tables.Tables.ACCOUNT;
import static org.ledgercore.store.tables.Tables.ACCOUNT_STATE;
import static org.ledgercore.store.tables.Tables.JOURNAL_ENTRY;
import static org.ledgercore.store.tables.Tables.POSTING;
import static org.ledgercore.store.tables.Tables.UNIT;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.money.UnitKind;
import org.ledgercore.store.ChartReader;
import org.ledgercore.store.EntryReader;
import org.ledgercore.store.FiguresReader;
import org.ledgercore.store.FiguresReader.UnitTotal;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.RemainderReader;

/**
 * The ledger's questions, each one statement and so one snapshot. A balance is one index probe: the
 * account's newest posting up to the entry asked for. Safe for many threads; each call borrows one
 * connection.
 */
public final class Queries {

  private static final org.ledgercore.store.tables.tables.AccountState LATER =
      ACCOUNT_STATE.as("later");

  private final DataSource dataSource;
  private final LedgerSchema schema;
  private final EntryReader entries;
  private final FiguresReader figures;
  private final Statements statements;
  private final Arrival arrival;

  public Queries(DataSource dataSource, LedgerSchema schema) {
    this(dataSource, schema, Arrival.NONE);
  }

  private Queries(DataSource dataSource, LedgerSchema schema, Arrival arrival) {
    this.arrival = arrival;
    this.dataSource = dataSource;
    this.schema = schema;
    this.entries = new EntryReader(schema);
    this.figures = new FiguresReader(schema);
    this.statements = new Statements(schema, figures);
  }

  private interface Question<T> {
    T ask(DSLContext jooq, Connection connection) throws SQLException;
  }

  /**
   * The same questions, each once this entry is there, even on a server that is behind.
   *
   * @throws NotYetRecordedException from each of them, when it is not there in time
   */
  public Queries knowing(long entry, Duration deadline) {
    return new Queries(dataSource, schema, new Arrival(entry, deadline));
  }

  private interface Reading<T> {
    T read(Connection connection) throws SQLException;
  }

  /** Reads in a transaction, so that rows come as they are asked for. */
  private <T> T stream(Reading<T> reading) {
    return read(connection -> {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        return reading.read(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    });
  }

  private <T> T ask(Question<T> question) {
    return read(connection -> question.ask(schema.jooq(connection), connection));
  }

  private <T> T read(Reading<T> reading) {
    try (Connection connection = dataSource.getConnection()) {
      arrival.await(connection, schema);
      return reading.read(connection);
    } catch (SQLException | DataAccessException e) {
      throw new IllegalStateException("the database did not answer: " + e.getMessage(), e);
    }
  }

  /** The unit with this code. */
  public Optional<Unit> unit(String code) {
    return ask((jooq, connection) ->
        jooq.selectFrom(UNIT).where(UNIT.CODE.eq(code)).fetchOptional(Queries::unit));
  }

  /** The account with this path and currency. */
  public Optional<Account> account(AccountRef account) {
    return ask((jooq, connection) ->
        jooq.select()
            .from(ACCOUNT)
            .join(UNIT)
            .on(UNIT.UNIT_ID.eq(ACCOUNT.UNIT_ID))
            .where(ACCOUNT.PATH.eq(account.path().value()), UNIT.CODE.eq(account.currency()))
            .fetchOptional(Queries::account));
  }

  /** What holds of an account now. */
  public Optional<AccountState> accountState(AccountRef account) {
    return read(connection -> new ChartReader(schema).state(connection, account));
  }

  /**
   * A page of all accounts with figures and states, in the order of ids, after this one. All pages
   * {@link AsOf#atEntry as of} the first one's entry are the trial balance of that entry.
   */
  public List<ListedAccount> accounts(AsOf asOf, Paging paging) {
    return ask((jooq, connection) -> {
      List<Balance> page = figures.page(connection, asOf, paging.after(), paging.limit());
      long entry = page.isEmpty() ? 0 : page.getFirst().asOfEntry();
      List<Integer> ids = page.stream().map(each -> each.account().id()).toList();
      Map<Integer, AccountState> states = new ChartReader(schema).states(connection, ids, entry);
      return page.stream().map(each -> listed(each, states)).toList();
    });
  }

  private static ListedAccount listed(Balance balance, Map<Integer, AccountState> states) {
    AccountState state = states.get(balance.account().id());
    if (state == null) {
      throw new IllegalStateException(balance.account() + " has no state; run verify");
    }
    return new ListedAccount(balance, state);
  }

  /** The accounts that an organisation owns now. */
  public List<Account> accountsOf(String organisation) {
    return ask((jooq, connection) ->
        jooq.select()
            .from(ACCOUNT)
            .join(UNIT)
            .on(UNIT.UNIT_ID.eq(ACCOUNT.UNIT_ID))
            .join(ACCOUNT_STATE)
            .on(ACCOUNT_STATE.ACCOUNT_ID.eq(ACCOUNT.ACCOUNT_ID))
            .where(
                ACCOUNT_STATE.OWNER.eq(organisation),
                notExists(
                    selectOne()
                        .from(LATER)
                        .where(
                            LATER.ACCOUNT_ID.eq(ACCOUNT_STATE.ACCOUNT_ID),
                            LATER.VERSION.gt(ACCOUNT_STATE.VERSION))))
            .orderBy(ACCOUNT.PATH, UNIT.CODE)
            .fetch(Queries::account));
  }

  /** The numbers of the entries that reverse an entry, in order. */
  public List<Long> reversalsOf(long number) {
    return read(connection -> new RemainderReader(schema).reversalsOf(connection, number));
  }

  /** The entry with this number. */
  public Optional<RecordedEntry> entry(long number) {
    return read(connection -> entries.read(connection, List.of(number)).stream().findFirst());
  }

  /** The entry that used this key. */
  public Optional<RecordedEntry> entry(EntryKey key) {
    return entriesWith(List.of(key)).stream().findFirst();
  }

  /** The entries that used these keys, in order; keys that nobody used are left out. */
  public List<RecordedEntry> entriesWith(Collection<EntryKey> keys) {
    Set<EntryKey> wanted = Set.copyOf(keys);
    return ask((jooq, connection) -> {
      List<Long> numbers =
          jooq.select(JOURNAL_ENTRY.ENTRY_NO)
              .from(JOURNAL_ENTRY)
              .where(
                  JOURNAL_ENTRY.KEY_HASH.eq(
                      DSL.any(wanted.stream().map(EntryKey::hash).toArray(UUID[]::new))))
              .fetch(JOURNAL_ENTRY.ENTRY_NO);
      return entries.read(connection, numbers).stream()
          .filter(recorded -> wanted.contains(recorded.entry().key()))
          .toList();
    });
  }

  /** The entries with these numbers, in order. */
  public List<RecordedEntry> entries(Collection<Long> numbers) {
    return read(connection -> entries.read(connection, numbers));
  }

  /** The entries correlated with this id, in order. */
  public List<RecordedEntry> entriesOf(String correlation) {
    return ask((jooq, connection) ->
        entries.read(
            connection,
            jooq.select(JOURNAL_ENTRY.ENTRY_NO)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.CORRELATION.eq(correlation))
                .fetch(JOURNAL_ENTRY.ENTRY_NO)));
  }

  /** The sum of all debits in one unit of the entries of a kind; reads all of them. */
  public Money debitsOf(String kind, Unit unit, long asOfEntry) {
    return ask((jooq, connection) -> {
      BigDecimal sum =
          jooq.select(DSL.sum(POSTING.AMOUNT))
              .from(POSTING)
              .join(JOURNAL_ENTRY)
              .on(JOURNAL_ENTRY.ENTRY_NO.eq(POSTING.ENTRY_NO))
              .join(UNIT)
              .on(UNIT.UNIT_ID.eq(POSTING.UNIT_ID))
              .where(
                  JOURNAL_ENTRY.KIND.eq(kind),
                  JOURNAL_ENTRY.ENTRY_NO.le(asOfEntry),
                  UNIT.CODE.eq(unit.code()),
                  POSTING.AMOUNT.gt(0L))
              .fetchSingle()
              .value1();
      return Money.ofMinor(sum == null ? 0 : sum.longValueExact(), unit);
    });
  }

  /**
   * What entries effective on some days, both included, moved in one unit, by their kind and the
   * class of the account, of what was recorded up to an entry; reads the whole journal.
   */
  public List<ClassTurnover> classTurnovers(
      Unit unit, LocalDate first, LocalDate last, long upToEntry) {
    ClassTurnovers.Span span = new ClassTurnovers.Span(first, last, upToEntry);
    return ask((jooq, connection) -> ClassTurnovers.read(connection, schema, unit, span));
  }

  /** The number of the newest entry, 0 in an empty journal. */
  public long newestEntry() {
    return ask((jooq, connection) -> {
      Long newest =
          jooq.select(coalesce(max(JOURNAL_ENTRY.ENTRY_NO), 0L))
              .from(JOURNAL_ENTRY)
              .fetchSingle()
              .value1();
      return newest == null ? 0 : newest;
    });
  }

  /** An account's figures as of the newest entry. */
  public Balance balance(Account account) {
    return balance(account, AsOf.now());
  }

  /** An account's figures as of a point on either time axis, or both. */
  public Balance balance(Account account, AsOf asOf) {
    return read(connection -> figures.balance(connection, account, asOf));
  }

  /**
   * What was debited and credited to an account after the first point up to the second; both are
   * read as of one recorded point, that of the second.
   */
  public Turnover turnover(Account account, AsOf after, AsOf upTo) {
    return read(connection -> {
      Balance end = figures.balance(connection, account, upTo);
      AsOf known = after.isRecordedNow() ? after.atEntry(end.asOfEntry()) : after;
      Balance start = figures.balance(connection, account, known);
      return new Turnover(
          Math.subtractExact(end.turnover().debits(), start.turnover().debits()),
          Math.subtractExact(end.turnover().credits(), start.turnover().credits()));
    });
  }

  /** Every account's figures as of a point on either time axis, or both. */
  public TrialBalance trialBalance(AsOf asOf) {
    return read(connection -> {
      List<Balance> balances = figures.balances(connection, asOf, null);
      long newest = balances.isEmpty() ? 0 : balances.getFirst().asOfEntry();
      return new TrialBalance(newest, balances);
    });
  }

  /** The figures of a path and of all accounts below it, one by one. */
  public List<Balance> balancesBelow(AccountPath path, AsOf asOf) {
    return read(connection -> figures.balances(connection, asOf, path));
  }

  /** The sums of a path and of all accounts below it, each unit by itself, in order of its code. */
  public List<UnitTotal> rollUp(AccountPath path, AsOf asOf) {
    return read(connection -> figures.totals(connection, asOf, path));
  }

  /** The newest entry of a recorded point, 0 when it lies before the first. */
  public long entryAsOf(AsOf asOf) {
    return read(connection -> figures.cut(connection, asOf).entry());
  }

  /** The postings of one account over a range of entries. */
  public AccountStatement statement(Account account, EntryRange range) {
    return stream(connection -> statements.whole(connection, account, range));
  }

  /**
   * A page of the same: some lines after the posting with this number, 0 for the first page. What
   * one page closes with, the next one opens with.
   */
  public StatementPage statementPage(Account account, EntryRange range, Paging paging) {
    return read(connection -> statements.page(connection, account, range, paging));
  }

  /**
   * Gives every line of a range of entries to {@code wanted}, until that says false; reads as it
   * goes and keeps none, so that millions need no more memory than some thousands.
   */
  public void forEachLine(Account account, EntryRange range, Predicate<StatementLine> wanted) {
    stream(connection -> statements.each(connection, account, range, wanted));
  }

  /** The postings of one account on its effective dates, of what was recorded up to a point. */
  public DatedStatement statement(Account account, LocalDate first, LocalDate last, AsOf known) {
    if (last.isBefore(first)) {
      throw new InvalidInputException("last", "must not be before " + first, last);
    }
    return stream(connection -> statements.dated(connection, account, first, last, known));
  }

  /** A page of the entries that a filter wants, after the entry with this number. */
  public EntryPage entries(EntryFilter filter, Paging paging) {
    return ask((jooq, connection) -> {
      List<Long> numbers = EntrySearch.numbers(jooq, filter, paging);
      List<RecordedEntry> page = entries.read(connection, numbers);
      long after = numbers.isEmpty() ? paging.after() : numbers.getLast();
      return new EntryPage(page, after, numbers.size() < paging.limit());
    });
  }

  /** Every entry of one case, in order of their numbers. */
  public List<RecordedEntry> correlated(String id) {
    return ask((jooq, connection) ->
        entries.read(
            connection,
            jooq.select(JOURNAL_ENTRY.ENTRY_NO)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.CORRELATION.eq(id))
                .fetch(JOURNAL_ENTRY.ENTRY_NO)));
  }

  static Account account(Record row) {
    return new Account(
        row.get(ACCOUNT.ACCOUNT_ID),
        AccountPath.of(row.get(ACCOUNT.PATH)),
        unit(row),
        AccountType.valueOf(row.get(ACCOUNT.TYPE)),
        Side.valueOf(row.get(ACCOUNT.NORMAL_SIDE)),
        row.get(ACCOUNT.NUMBER));
  }

  static Unit unit(Record row) {
    return new Unit(
        row.get(UNIT.CODE),
        row.get(UNIT.EXPONENT),
        UnitKind.valueOf(row.get(UNIT.KIND)),
        row.get(UNIT.DISPLAY_DECIMALS),
        row.get(UNIT.CASH_STEP),
        row.get(UNIT.TRANSFER_STEP));
  }
}
