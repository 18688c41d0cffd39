package org.ledgercore.store;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Unit;

/**
 * Reads figures as of a point on both time axes, one question each and so one snapshot. Stateless.
 *
 * <p>Recorded axis: the point is resolved to its newest entry and that entry's last posting, the
 * cut; the figures are those of the account's newest posting up to the cut, one probe.
 *
 * <p>Effective axis, date D, cut C: postings are <i>displaced</i> when their effective date is not
 * the UTC day of their batch. Days of batches never go back, so the postings of batches up to day D
 * end at a posting E, found by one probe. Wanted is the sum of
 *
 * <ol>
 *   <li>what is not displaced up to min(C, E): the newest posting there, less all that was
 *       displaced up to there (column {@code all_debits} of the newest row);
 *   <li>what is displaced up to C to dates up to D: for each such date its newest row up to C.
 * </ol>
 *
 * Rows of displaced figures hold from the end of a batch. When C lies inside a batch they are taken
 * up to the batch before, and the account's postings of that one batch up to C are looked at one by
 * one: if the batch's day is after D those up to D are added, else those after D are taken off.
 */
public final class FiguresReader {

  private static final String ASKED =
      """
      with asked as (
        select ?::bigint as entry_no, ?::date as date, ?::text as path,
               timestamptz 'epoch' + ?::bigint * interval '1 microsecond' as instant
      ), cut as (
        select coalesce(c.entry_no, 0) as entry_no, coalesce(c.posting_no, 0) as posting_no,
               coalesce(c.settled, 0) as settled
          from asked left join lateral (
      """;
  private static final String NEWEST =
      """
          select first_entry + entry_count - 1 as entry_no,
                 first_posting + posting_count - 1 as posting_no,
                 first_posting + posting_count - 1 as settled
            from {s}.journal_batch order by batch_no desc limit 1) as c on true)
      """;
  private static final String AT_INSTANT =
      """
          select first_entry + entry_count - 1 as entry_no,
                 first_posting + posting_count - 1 as posting_no,
                 first_posting + posting_count - 1 as settled
            from {s}.journal_batch where recorded_at <= asked.instant
           order by recorded_at desc, batch_no desc limit 1) as c on true)
      """;
  private static final String AT_ENTRY =
      """
          select e.entry_no, e.first_posting + cardinality(e.account_ids) - 1 as posting_no,
                 case when b.first_entry + b.entry_count - 1 = e.entry_no
                      then b.first_posting + b.posting_count - 1
                      else b.first_posting - 1 end as settled
            from (select entry_no, first_posting, account_ids from {s}.journal_entry
                   where entry_no <= asked.entry_no order by entry_no desc limit 1) as e
           cross join lateral
                 (select first_entry, entry_count, first_posting, posting_count
                    from {s}.journal_batch where first_entry <= e.entry_no
                   order by first_entry desc limit 1) as b) as c on true)
      """;
  private static final String DAY =
      """
      , day as (
        select cut.*, least(cut.posting_no, d.posting_no) as until,
               least(cut.settled, d.posting_no) as until_settled,
               d.posting_no >= cut.posting_no as is_past
          from cut cross join
               (select coalesce(max(n.posting_no), 0) as posting_no from asked cross join lateral
                       (select first_posting + posting_count - 1 as posting_no
                          from {s}.journal_batch
                         where recorded_at < ((asked.date + 1)::timestamp at time zone 'UTC')
                         order by recorded_at desc, batch_no desc limit 1) as n) as d)
      """;

  /** The account is {@code a}, the cut {@code cut}; gives debits, credits and pending. */
  private static final String RECORDED =
      """
       left join lateral
            (select debits, credits, pending from {s}.posting
              where account_id = a.account_id and posting_no <= cut.posting_no
              order by posting_no desc limit 1) as f on true
      """;

  private static final String EFFECTIVE =
      """
       cross join lateral
            (select (coalesce(h.debits, 0) - coalesce(t.all_debits, 0) + coalesce(m.debits, 0)
                      + coalesce(x.debits, 0))::bigint as debits,
                    (coalesce(h.credits, 0) - coalesce(t.all_credits, 0) + coalesce(m.credits, 0)
                      + coalesce(x.credits, 0))::bigint as credits,
                    null::bigint[] as pending
               from (select 1) as always
               left join lateral
                    (select debits, credits from {s}.posting
                      where account_id = a.account_id and posting_no <= cut.until
                      order by posting_no desc limit 1) as h on true
               left join lateral
                    (select all_debits, all_credits from {s}.displaced
                      where account_id = a.account_id and posting_no <= cut.until_settled
                      order by posting_no desc limit 1) as t on true
              cross join lateral
                    (with recursive dates as (
                       select (select min(effective_date) from {s}.displaced
                                where account_id = a.account_id
                                  and effective_date <= asked.date) as date
                       union all
                       select (select min(effective_date) from {s}.displaced
                                where account_id = a.account_id and effective_date > dates.date
                                  and effective_date <= asked.date)
                         from dates where dates.date is not null)
                     select sum(n.debits) as debits, sum(n.credits) as credits
                       from dates cross join lateral
                            (select effective_date, debits, credits from {s}.displaced
                              where account_id = a.account_id
                                and (effective_date, posting_no) <= (dates.date, cut.settled)
                              order by effective_date desc, posting_no desc limit 1) as n
                      where n.effective_date = dates.date) as m
              cross join lateral
                    (select sum(case when cut.is_past then -1 else 1 end
                                  * greatest(p.amount, 0)) as debits,
                            sum(case when cut.is_past then -1 else 1 end
                                  * greatest(-p.amount, 0)) as credits
                       from {s}.posting p join {s}.journal_entry e using (entry_no)
                      where p.account_id = a.account_id
                        and p.posting_no > cut.settled and p.posting_no <= cut.posting_no
                        and (e.effective_date > asked.date) = cut.is_past) as x) as f
      """;

  private static final String ONE_NOW =
      """
      select coalesce((select first_entry + entry_count - 1 from {s}.journal_batch
                        order by batch_no desc limit 1), 0) as newest_entry,
             f.debits, f.credits, f.pending[1] as pending_debits,
             f.pending[2] as pending_credits
        from (select ?::integer as account_id) as a
        left join lateral (select debits, credits, pending from {s}.posting
                            where account_id = a.account_id
                            order by posting_no desc limit 1) as f on true
      """;

  /**
   * One plan for every account and day, by index probes: the server would guess that a third of all
   * rows lie before a day that it does not know, think a plan for the very day cheaper, and make
   * one each time, which takes ten times as long as to answer. The settings hold to the end of the
   * transaction, so only a request that is one by itself has them; see {@link BatchWriter} on what
   * keeps it one.
   */
  private static final String ONE_PLAN =
      """
      select set_config('plan_cache_mode', 'force_generic_plan', true) is not null
         and set_config('enable_seqscan', 'off', true) is not null;
      """;

  private static final String ONE =
      """
      select cut.entry_no as newest_entry, f.debits, f.credits,
             f.pending[1] as pending_debits, f.pending[2] as pending_credits
        from asked cross join %s as cut cross join (select ?::integer as account_id) as a
      """;

  private static final String COLUMNS =
      """
      select cut.entry_no as newest_entry, f.debits, f.credits,
             f.pending[1] as pending_debits, f.pending[2] as pending_credits,
             a.account_id, a.path, a.type, a.normal_side, a.number, u.unit_id, u.code,
             u.exponent, u.kind, u.display_decimals, u.cash_step, u.transfer_step
      """;
  private static final String ACCOUNTS =
      """
        from asked cross join %s as cut
       cross join {s}.account a join {s}.unit u using (unit_id)
      """;
  private static final String OPENED = " where a.entry_no <= cut.entry_no ";
  private static final String BELOW =
      """
         and a.path >= asked.path and a.path < asked.path || ';'
         and (a.path = asked.path or a.path >= asked.path || ':')
      """;
  private static final String IN_ORDER = " order by a.number, a.path, u.code ";
  private static final String PAGE = " and a.account_id > ? order by a.account_id limit ? ";
  private static final String TOTALS =
      """
      select max(cut.entry_no) as newest_entry, count(*) as accounts, sum(f.debits) as debits,
             sum(f.credits) as credits, u.code, u.exponent, u.kind, u.display_decimals,
             u.cash_step, u.transfer_step
      """;
  private static final String PER_UNIT =
      """
       group by u.code, u.exponent, u.kind, u.display_decimals, u.cash_step, u.transfer_step
       order by u.code
      """;
  private static final String RESOLVE = "select entry_no, posting_no, settled from cut";

  /**
   * Where a recorded point lies.
   *
   * @param entry the newest entry
   * @param posting its last posting
   * @param settled the last posting of the newest batch that is whole up to then
   */
  public record Cut(long entry, long posting, long settled) {}

  /** The sums of many accounts in one unit; numbers beyond 64 bits are possible. */
  public record UnitTotal(Unit unit, long accounts, BigInteger debits, BigInteger credits) {}

  private final LedgerSchema schema;
  private final String nowSql;

  public FiguresReader(LedgerSchema schema) {
    this.schema = schema;
    this.nowSql = schema.sql(ONE_NOW);
  }

  /** One account's figures. */
  public Balance balance(Connection connection, Account account, AsOf asOf) throws SQLException {
    return asOf.equals(AsOf.now())
        ? balanceNow(connection, account)
        : balanceAsOf(connection, account, asOf);
  }

  private Balance balanceNow(Connection connection, Account account) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(nowSql)) {
      statement.setInt(1, account.id());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return balance(account, row);
      }
    }
  }

  private Balance balanceAsOf(Connection connection, Account account, AsOf asOf)
      throws SQLException {
    boolean alone = connection.getAutoCommit();
    String sql = (alone ? ONE_PLAN : "") + sql(asOf, ONE, "");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(bind(statement, asOf, null), account.id());
      statement.execute();
      if (alone) {
        statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return balance(account, row);
      }
    }
  }

  /**
   * The figures of every account that was open then, or of a path and all below it; in the order of
   * number, path and currency.
   */
  public List<Balance> balances(Connection connection, AsOf asOf, @Nullable AccountPath below)
      throws SQLException {
    String where = OPENED + (below == null ? "" : BELOW) + IN_ORDER;
    try (PreparedStatement statement = prepare(connection, asOf, COLUMNS + ACCOUNTS, where)) {
      bind(statement, asOf, below);
      return balances(statement);
    }
  }

  private static List<Balance> balances(PreparedStatement statement) throws SQLException {
    List<Balance> balances = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        balances.add(balance(ChartRows.account(row, ChartRows.unit(row)), row));
      }
    }
    return balances;
  }

  /** The figures of so many accounts after the one with this id, in the order of ids. */
  public List<Balance> page(Connection connection, AsOf asOf, long afterAccount, int limit)
      throws SQLException {
    try (PreparedStatement statement =
        prepare(connection, asOf, COLUMNS + ACCOUNTS, OPENED + PAGE)) {
      int next = bind(statement, asOf, null);
      statement.setLong(next, afterAccount);
      statement.setInt(next + 1, limit);
      return balances(statement);
    }
  }

  /** The sums of a path and all below it, each unit by itself. */
  public List<UnitTotal> totals(Connection connection, AsOf asOf, AccountPath below)
      throws SQLException {
    String where = OPENED + BELOW + PER_UNIT;
    try (PreparedStatement statement = prepare(connection, asOf, TOTALS + ACCOUNTS, where)) {
      bind(statement, asOf, below);
      List<UnitTotal> totals = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          totals.add(
              new UnitTotal(
                  ChartRows.unit(row),
                  row.getLong("accounts"),
                  whole(row, "debits"),
                  whole(row, "credits")));
        }
      }
      return totals;
    }
  }

  /** The cut of a recorded point; all 0 before the first entry. */
  public Cut cut(Connection connection, AsOf asOf) throws SQLException {
    String sql = schema.sql(ASKED + cutSql(asOf) + RESOLVE);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, asOf, null);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Cut(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  private PreparedStatement prepare(Connection connection, AsOf asOf, String select, String where)
      throws SQLException {
    return connection.prepareStatement(sql(asOf, select, where));
  }

  private String sql(AsOf asOf, String select, String where) {
    boolean dated = asOf.effective() != null;
    String from = select.replace("%s", dated ? "day" : "cut");
    String sql =
        ASKED + cutSql(asOf) + (dated ? DAY : "") + from + (dated ? EFFECTIVE : RECORDED) + where;
    return schema.sql(sql);
  }

  private static String cutSql(AsOf asOf) {
    if (asOf.entry() != null) {
      return AT_ENTRY;
    }
    return asOf.recorded() == null ? NEWEST : AT_INSTANT;
  }

  private static int bind(PreparedStatement to, AsOf asOf, @Nullable AccountPath below)
      throws SQLException {
    to.setObject(1, asOf.entry(), Types.BIGINT);
    to.setObject(2, asOf.effective(), Types.DATE);
    to.setString(3, below == null ? null : below.value());
    Instant recorded = asOf.recorded();
    to.setObject(4, recorded == null ? null : Micros.of(recorded), Types.BIGINT);
    return 5;
  }

  private static Balance balance(Account account, ResultSet row) throws SQLException {
    return new Balance(
        account,
        new Turnover(row.getLong("debits"), row.getLong("credits")),
        BooksReader.pending(row),
        row.getLong("newest_entry"));
  }

  private static BigInteger whole(ResultSet row, String column) throws SQLException {
    return row.getBigDecimal(column) == null
        ? BigInteger.ZERO
        : row.getBigDecimal(column).toBigIntegerExact();
  }
}
