package org.ledgercore.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.money.Money;
import org.ledgercore.store.FiguresReader.Cut;
import org.ledgercore.store.LedgerSchema;

/**
 * Reads an account's lines, in the order of recording or of effective dates. Stateless.
 *
 * <p>Lines of dates come from three places: postings recorded on these UTC days (between {@code lo}
 * and {@code hi}); batches of other days that displaced something to these dates; and, when the
 * recorded point lies inside a batch, the part of that batch.
 */
final class Lines {

  private static final int FETCH = 2_000;

  private static final String RECORDED =
      """
      select p.entry_no, p.posting_no, p.amount, p.debits, p.credits, e.effective_date, e.kind,
             e.description
        from (select entry_no, posting_no, amount, debits, credits from {s}.posting
               where account_id = ? and posting_no > ? and amount <> 0
                 and posting_no >= coalesce((select first_posting from {s}.journal_entry
                       where entry_no >= ? order by entry_no limit 1), 9223372036854775807)
                 and posting_no < coalesce((select first_posting from {s}.journal_entry
                       where entry_no > ? order by entry_no limit 1), 9223372036854775807)
               order by posting_no limit ?) as p
        join {s}.journal_entry e using (entry_no)
       order by p.posting_no
      """;

  private static final String AFTER =
      """
      select debits, credits from {s}.posting where account_id = ? and posting_no <= ?
       order by posting_no desc limit 1
      """;

  private static final String DATED =
      """
      with asked as (
        select ?::integer as account_id, ?::date as first, ?::date as last, ?::bigint as cut,
               ?::bigint as settled
      ), days as (
        select asked.*,
               coalesce((select first_posting + posting_count - 1 from {s}.journal_batch
                 where recorded_at < (first::timestamp at time zone 'UTC')
                 order by recorded_at desc, batch_no desc limit 1), 0) as lo,
               least(cut, coalesce((select first_posting + posting_count - 1
                  from {s}.journal_batch
                 where recorded_at < ((last + 1)::timestamp at time zone 'UTC')
                 order by recorded_at desc, batch_no desc limit 1), 0)) as hi
          from asked
      ), found as (
        select p.entry_no, p.posting_no, p.amount, null::date as date
          from days join {s}.posting p using (account_id)
         where p.posting_no > lo and p.posting_no <= hi
        union all
        select p.entry_no, p.posting_no, p.amount, x.effective_date
          from days join {s}.displaced x using (account_id)
          join {s}.posting l on l.account_id = x.account_id and l.posting_no = x.posting_no
         cross join lateral (select first_posting from {s}.journal_batch
                              where first_entry <= l.entry_no
                              order by first_entry desc limit 1) as b
          join {s}.posting p on p.account_id = x.account_id
           and p.posting_no >= b.first_posting and p.posting_no <= x.posting_no
         where x.effective_date between days.first and days.last
           and x.posting_no <= settled and (x.posting_no <= lo or x.posting_no > hi)
        union all
        select p.entry_no, p.posting_no, p.amount, null
          from days join {s}.posting p using (account_id)
         where p.posting_no > settled and p.posting_no <= cut
           and (p.posting_no <= lo or p.posting_no > hi)
      )
      select f.entry_no, f.posting_no, f.amount, e.effective_date, e.kind, e.description
        from found f join {s}.journal_entry e using (entry_no) cross join asked
       where e.effective_date between asked.first and asked.last and f.amount <> 0
         and (f.date is null or e.effective_date = f.date)
       order by e.effective_date, f.posting_no
      """;

  /** Whose lines, on which days, as far as recorded up to a cut, after which balance. */
  record Dated(Account account, LocalDate first, LocalDate last, Cut cut, Money opening) {}

  private final LedgerSchema schema;

  Lines(LedgerSchema schema) {
    this.schema = schema;
  }

  /** The balance after the account's newest posting up to this one. */
  Money balanceAfter(Connection connection, Account account, long posting) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(AFTER))) {
      statement.setInt(1, account.id());
      statement.setLong(2, posting);
      try (ResultSet row = statement.executeQuery()) {
        return account.balance(
            row.next() ? new Turnover(row.getLong(1), row.getLong(2)) : Turnover.NONE);
      }
    }
  }

  /** Some lines of a range of entries. */
  List<StatementLine> page(Connection connection, Account account, EntryRange range, Paging paging)
      throws SQLException {
    List<StatementLine> lines = new ArrayList<>();
    try (PreparedStatement statement = recorded(connection, account, range, paging.after())) {
      statement.setInt(5, paging.limit());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.add(recordedLine(account, row));
        }
      }
    }
    return lines;
  }

  /** Every line of a range of entries, while {@code wanted} says so. The transaction is open. */
  void each(
      Connection connection, Account account, EntryRange range, Predicate<StatementLine> wanted)
      throws SQLException {
    try (PreparedStatement statement = recorded(connection, account, range, 0)) {
      statement.setLong(5, Long.MAX_VALUE);
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        boolean more = true;
        while (more && row.next()) {
          more = wanted.test(recordedLine(account, row));
        }
      }
    }
  }

  /** Every line of some days, while {@code wanted} says so. The transaction is open. */
  void each(Connection connection, Dated dated, Predicate<StatementLine> wanted)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(DATED))) {
      statement.setInt(1, dated.account().id());
      statement.setObject(2, dated.first());
      statement.setObject(3, dated.last());
      statement.setLong(4, dated.cut().posting());
      statement.setLong(5, dated.cut().settled());
      statement.setFetchSize(FETCH);
      Money balance = dated.opening();
      try (ResultSet row = statement.executeQuery()) {
        boolean more = true;
        while (more && row.next()) {
          long signed = row.getLong("amount");
          Money amount = Money.ofMinor(Math.abs(signed), dated.account().unit());
          boolean grows = Side.ofSigned(signed) == dated.account().normalSide();
          balance = grows ? balance.plus(amount) : balance.minus(amount);
          more = wanted.test(line(row, amount, balance));
        }
      }
    }
  }

  private PreparedStatement recorded(
      Connection connection, Account account, EntryRange range, long after) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(schema.sql(RECORDED));
    statement.setInt(1, account.id());
    statement.setLong(2, after);
    statement.setLong(3, range.first());
    statement.setLong(4, range.last());
    return statement;
  }

  private static StatementLine recordedLine(Account account, ResultSet row) throws SQLException {
    Money amount = Money.ofMinor(Math.abs(row.getLong("amount")), account.unit());
    Turnover after = new Turnover(row.getLong("debits"), row.getLong("credits"));
    return line(row, amount, account.balance(after));
  }

  private static StatementLine line(ResultSet row, Money amount, Money balance)
      throws SQLException {
    String description = row.getString("description");
    return new StatementLine(
        row.getLong("entry_no"),
        row.getLong("posting_no"),
        row.getObject("effective_date", LocalDate.class),
        row.getString("kind"),
        description == null ? "" : description,
        Side.ofSigned(row.getLong("amount")),
        amount,
        balance);
  }
}
