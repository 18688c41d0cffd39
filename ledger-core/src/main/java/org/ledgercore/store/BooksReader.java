package org.ledgercore.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.HeadFigures;

/**
 * Reads what a batch is decided on. One round trip of up to twelve statements:
 *
 * <ol>
 *   <li>keep the statement timeout, set the turn's deadline;
 *   <li>be seen to wait, and take the turn (or not);
 *   <li>give the statement timeout back;
 *   <li>the tip, a statement of its own: a statement's snapshot is older than its wait;
 *   <li>entries that used the wanted keys;
 *   <li>units and heads of the wanted accounts, one index probe each;
 *   <li>the newest versions of the calendar, the periods and the wanted facts, likewise;
 *   <li>the newest batch number once more;
 *   <li>what the caller wants to know ({@link TurnGuard}).
 * </ol>
 *
 * Each lateral part has a limit, so that it stays an index probe whatever the statistics say.
 * Arrays stand in a select of their own: PostgreSQL would see how short they are, think a plan for
 * just that length cheaper than one for any, and plan again each time for longer than it runs. The
 * reading is {@link Reading#isStable stable} when the tip did not move between the first and the
 * last look; only then may a refusal rest on it. Stateless, safe for many threads.
 */
public final class BooksReader {

  private static final String TURN =
      """
      select set_config('ledger.statement_timeout', current_setting('statement_timeout'), true)
             is not null
         and set_config('statement_timeout', ?, true) is not null;
      select pg_advisory_xact_lock_shared(?, ?);
      select pg_advisory_xact_lock(?, ?);
      select set_config('statement_timeout', current_setting('ledger.statement_timeout'), true)
             is not null;
      """;

  private static final int TURN_RESULTS = 4;

  static final String TIP =
      """
      select b.batch_no, b.head, b.first_entry + b.entry_count - 1 as entry_no,
             b.first_posting + b.posting_count - 1 as posting_no,
             (extract(epoch from b.recorded_at) * 1000000)::bigint as recorded_at,
             (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock,
             (select (extract(epoch from min(expires_at)) * 1000000)::bigint from {s}.hold
               where expires_at > coalesce(b.recorded_at, '-infinity')) as next_due,
             (select max(account_id) from {s}.account) as account_id,
             (select max(unit_id) from {s}.unit) as unit_id,
             (select max(entry_no) from {s}.fact) as fact_no,
             (select seen.head from {s}.journal_batch seen where seen.batch_no = ?) as seen_head
        from (select 1) as always
        left join lateral
             (select * from {s}.journal_batch order by batch_no desc limit 1) as b on true;
      """;

  static final String UNITS_AND_HEADS =
      """
      select unit_id, code, exponent, kind, display_decimals, cash_step, transfer_step
        from {s}.unit where code = any ((select ?::text[])::text[]);
      select a.account_id, a.path, u.code, a.type, a.normal_side, a.number,
             s.version, s.status, s.floor, s.ceiling, s.owner, s.dimensions,
             coalesce(p.debits, 0) as debits, coalesce(p.credits, 0) as credits,
             coalesce(p.entry_no, 0) as newest_entry, p.pending[1] as pending_debits,
             p.pending[2] as pending_credits
        from unnest((select ?::text[]), (select ?::text[])) as w (path, code)
       cross join lateral (select unit_id, code from {s}.unit where code = w.code limit 1) as u
       cross join lateral (select account_id, path, type, normal_side, number from {s}.account
                            where path = w.path and unit_id = u.unit_id limit 1) as a
       cross join lateral (select version, status, floor, ceiling, owner, dimensions
                             from {s}.account_state where account_id = a.account_id
                            order by version desc limit 1) as s
        left join lateral (select debits, credits, entry_no, pending from {s}.posting
                            where account_id = a.account_id
                            order by posting_no desc limit 1) as p on true;
      """;

  private static final String KEYS =
      """
      select entry_no from {s}.journal_entry where key_hash = any ((select ?::uuid[])::uuid[]);
      """;

  static final String NEWEST =
      """
      select coalesce(max(batch_no), 0) as batch_no from {s}.journal_batch
      """;

  private final LedgerSchema schema;
  private final EntryReader entries;
  private final BooksLoader loader;
  private final String stateSql;
  private final String turnAndStateSql;

  /** What was read, and whether the journal stood still meanwhile. */
  public record Reading(Tip tip, Books books, boolean isStable) {}

  /**
   * How to read.
   *
   * @param turnDeadline how long to wait for the turn; null not to take it
   * @param seenBatch a batch whose head is wanted, to see that the history is still the same
   * @param joins the caller's session when this is the first statement in it, or null
   * @param guard what the caller wants to know as well, or null
   */
  public record Request(
      @Nullable Duration turnDeadline,
      long seenBatch,
      @Nullable JoinedSession joins,
      @Nullable TurnGuard guard) {
    public Request(@Nullable Duration turnDeadline, long seenBatch) {
      this(turnDeadline, seenBatch, null, null);
    }
  }

  public BooksReader(LedgerSchema schema) {
    this.schema = schema;
    this.entries = new EntryReader(schema);
    this.loader = new BooksLoader(schema);
    this.stateSql = schema.sql(TIP + KEYS + UNITS_AND_HEADS + FactReader.NEWEST + NEWEST);
    this.turnAndStateSql = TURN + stateSql;
  }

  /** Reads what the commands name, in the connection's transaction. */
  public Reading read(Connection connection, Collection<Command> commands, Request request)
      throws SQLException {
    Wanted wanted = Wanted.by(commands);
    Duration deadline = request.turnDeadline();
    JoinedSession joins = request.joins();
    TurnGuard guard = request.guard();
    String sql =
        (joins == null ? "" : joins.begin())
            + (deadline == null ? stateSql : turnAndStateSql)
            + (guard == null ? "" : ";\n" + guard.sql());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = deadline == null ? 1 : bindTurn(statement, deadline);
      next = bind(statement, next, wanted, request.seenBatch());
      if (guard != null) {
        guard.bind(statement, next);
      }
      statement.execute();
      Results results = new Results(statement);
      results.skip(
          (joins == null ? 0 : JoinedSession.BEGIN_RESULTS)
              + (deadline == null ? 0 : TURN_RESULTS));
      return read(connection, wanted, results, guard);
    }
  }

  /**
   * Takes the turn in a caller's transaction and gives its settings back at once: one round trip.
   * The tip is read behind the turn.
   */
  public Tip takeTurn(
      Connection connection, Duration deadline, JoinedSession session, long seenBatch)
      throws SQLException {
    String sql = session.begin() + TURN + schema.sql(TIP) + session.end();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(bindTurn(statement, deadline), seenBatch);
      statement.execute();
      Results results = new Results(statement);
      results.skip(JoinedSession.BEGIN_RESULTS + TURN_RESULTS);
      return tip(results.next());
    }
  }

  /** Gives the next parameter's place. */
  private int bindTurn(PreparedStatement statement, Duration deadline) throws SQLException {
    int next = 1;
    statement.setString(next++, Long.toString(deadline.toMillis()));
    statement.setInt(next++, LedgerSchema.WAITERS_CLASS);
    statement.setInt(next++, schema.turn());
    statement.setInt(next++, LedgerSchema.TURN_CLASS);
    statement.setInt(next++, schema.turn());
    return next;
  }

  /** Gives the next parameter's place. */
  private static int bind(PreparedStatement statement, int first, Wanted wanted, long seenBatch)
      throws SQLException {
    Connection connection = statement.getConnection();
    int next = first;
    statement.setLong(next++, seenBatch);
    statement.setArray(
        next++, connection.createArrayOf("uuid", wanted.keys().toArray(UUID[]::new)));
    wanted.bindUnitsAndAccounts(statement, next);
    FactReader.bind(statement, next + 3, wanted.facts());
    return next + 5;
  }

  private Reading read(
      Connection connection, Wanted wanted, Results results, @Nullable TurnGuard guard)
      throws SQLException {
    Tip tip = tip(results.next());
    Books books = new Books(tip.end());
    List<Long> used = new ArrayList<>();
    for (ResultSet row = results.next(); row.next(); ) {
      used.add(row.getLong(1));
    }
    for (ResultSet row = results.next(); row.next(); ) {
      books.know(ChartRows.unit(row), row.getInt("unit_id"));
    }
    for (ResultSet row = results.next(); row.next(); ) {
      books.know(head(row, books));
    }
    FactReader.know(results.next(), wanted.facts(), books.facts());
    ResultSet again = results.next();
    again.next();
    boolean stable = again.getLong("batch_no") == tip.batchNo();
    if (guard != null) {
      guard.check(results.next());
    }
    entries.read(connection, used).forEach(books::know);
    loader.knowOtherCurrencies(connection, wanted, books);
    boolean still = stable;
    books.lookAt(tip.nextDue());
    if (loader.loadRemainders(connection, wanted.follows(), tip.recordedAt(), books)) {
      still = still && loader.newestBatch(connection) == tip.batchNo();
    }
    if (loader.loadCases(connection, wanted, books)) {
      still = still && loader.newestBatch(connection) == tip.batchNo();
    }
    return new Reading(tip, books, still);
  }

  static Tip tip(ResultSet row) throws SQLException {
    row.next();
    Instant recordedAt = Micros.instant(row.getLong("recorded_at"));
    Instant clock = Micros.instant(row.getLong("clock"));
    Long nextDue = row.getObject("next_due", Long.class);
    return new Tip(
        row.getLong("batch_no"),
        digest(row, "head"),
        digest(row, "seen_head"),
        recordedAt,
        clock,
        row.getLong("fact_no"),
        nextDue == null ? null : Micros.instant(nextDue),
        new Books.Position(
            row.getLong("entry_no"),
            row.getLong("posting_no"),
            row.getInt("account_id"),
            row.getInt("unit_id"),
            clock.isAfter(recordedAt) ? clock : recordedAt));
  }

  private static @Nullable Digest digest(ResultSet row, String column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? null : Digest.ofBytes(bytes);
  }

  static AccountHead head(ResultSet row, Books books) throws SQLException {
    String code = row.getString("code");
    Unit unit = books.unit(code);
    if (unit == null) {
      throw new IllegalStateException("account " + row.getInt("account_id") + " has no unit");
    }
    return head(row, unit, books.unitId(code));
  }

  static AccountHead head(ResultSet row, Unit unit, int unitId) throws SQLException {
    HeadFigures figures = figures(row);
    return new AccountHead(ChartRows.account(row, unit), unitId, figures.state())
        .standingAt(figures.posted())
        .holding(figures.pending())
        .movedBy(figures.newestEntry());
  }

  static HeadFigures figures(ResultSet row) throws SQLException {
    return new HeadFigures(
        state(row),
        new Turnover(row.getLong("debits"), row.getLong("credits")),
        pending(row),
        row.getLong("newest_entry"));
  }

  static Turnover pending(ResultSet row) throws SQLException {
    long debits = row.getLong("pending_debits");
    long credits = row.getLong("pending_credits");
    return debits == 0 && credits == 0 ? Turnover.NONE : new Turnover(debits, credits);
  }

  static AccountState state(ResultSet row) throws SQLException {
    Array dimensions = row.getArray("dimensions");
    AccountTerms terms =
        new AccountTerms(
            row.getObject("floor", Long.class),
            row.getObject("ceiling", Long.class),
            row.getString("owner"),
            TextArray.map(dimensions == null ? null : (String[]) dimensions.getArray()));
    return new AccountState(
        row.getInt("version"), AccountStatus.valueOf(row.getString("status")), terms);
  }

  /** The results of several statements sent in one round trip, one after another. */
  private static final class Results {
    private final PreparedStatement statement;
    private boolean first = true;

    Results(PreparedStatement statement) {
      this.statement = statement;
    }

    ResultSet next() throws SQLException {
      if (!first) {
        statement.getMoreResults();
      }
      first = false;
      return statement.getResultSet();
    }

    void skip(int results) throws SQLException {
      for (int i = 0; i < results; i++) {
        next();
      }
    }
  }
}
