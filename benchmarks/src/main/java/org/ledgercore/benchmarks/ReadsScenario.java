package org.ledgercore.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.AsOf;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.Paging;
import org.ledgercore.query.Queries;

/**
 * Reading a journal of 20,000,000 postings, 5,000,000 of them on one account: each question is
 * asked of the ledger and, in turn, as SQL written by hand for that question alone. Slowest of a
 * hundred calls against slowest of a hundred.
 */
final class ReadsScenario implements Scenario {

  private static final int ACCOUNTS = 10_000;
  private static final long POSTINGS = 20_000_000;
  private static final int LEGS = 2;
  private static final long CALLS = 4_000;
  private static final int TRIALS = 5;
  private static final int EXPECTED_PER_SECOND = 50_000;
  private static final int PAGE = 100;
  private static final double MOST_RATIO = 1.3;
  private static final double MOST_MILLIS = 1;
  private static final double MOST_TRIAL_SECONDS = 1;

  private static final String BALANCE =
      """
      select p.debits, p.credits, (select max(entry_no) from ledger.journal_entry)
        from ledger.posting p where p.account_id = ? order by p.posting_no desc limit 1
      """;
  private static final String AS_OF_INSTANT =
      """
      select b.entry_no, p.debits, p.credits
        from (select first_entry + entry_count - 1 as entry_no,
                     first_posting + posting_count - 1 as last
                from ledger.journal_batch where recorded_at <= ?
               order by recorded_at desc, batch_no desc limit 1) as b
       cross join lateral (select debits, credits from ledger.posting
                            where account_id = ? and posting_no <= b.last
                            order by posting_no desc limit 1) as p
      """;
  private static final String AS_OF_DATE =
      """
      with recursive day as (
        select coalesce(max(n.last), 0) as last from
               (select first_posting + posting_count - 1 as last from ledger.journal_batch
                 where recorded_at < ((?::date + 1)::timestamp at time zone 'UTC')
                 order by recorded_at desc, batch_no desc limit 1) as n),
      date as (
        (select effective_date, debits, credits from ledger.displaced
          where account_id = ? and effective_date <= ?
          order by effective_date desc, posting_no desc limit 1)
        union all
        select x.* from date cross join lateral
               (select effective_date, debits, credits from ledger.displaced
                 where account_id = ? and effective_date < date.effective_date
                 order by effective_date desc, posting_no desc limit 1) as x)
      select coalesce(h.debits, 0) - coalesce(t.all_debits, 0)
             + coalesce((select sum(debits) from date), 0),
             coalesce(h.credits, 0) - coalesce(t.all_credits, 0)
             + coalesce((select sum(credits) from date), 0),
             (select max(entry_no) from ledger.journal_entry)
        from day
        left join lateral (select debits, credits from ledger.posting
                            where account_id = ? and posting_no <= day.last
                            order by posting_no desc limit 1) as h on true
        left join lateral (select all_debits, all_credits from ledger.displaced
                            where account_id = ? and posting_no <= day.last
                            order by posting_no desc limit 1) as t on true
      """;
  private static final String STATEMENT =
      """
      select p.entry_no, p.posting_no, p.amount, p.debits, p.credits, e.effective_date, e.kind,
             e.description
        from ledger.posting p join ledger.journal_entry e using (entry_no)
       where p.account_id = ? and p.posting_no > ? order by p.posting_no limit ?
      """;
  private static final String ENTRY =
      """
      select e.*, b.recorded_at, p.amount, a.path, u.code
        from ledger.journal_entry e
       cross join lateral (select recorded_at from ledger.journal_batch
                            where first_entry <= e.entry_no
                            order by first_entry desc limit 1) as b
       cross join lateral unnest(e.account_ids) with ordinality as leg (account_id, i)
        join ledger.posting p
          on p.account_id = leg.account_id and p.posting_no = e.first_posting + leg.i - 1
        join ledger.account a on a.account_id = leg.account_id
        join ledger.unit u on u.unit_id = a.unit_id
       where e.entry_no = ? order by leg.i
      """;

  /** One call, with a number drawn for it. */
  private interface Call {
    void with(long drawn) throws SQLException;
  }

  /** What a question is, asked both ways. */
  private record Question(String name, Call ours, Call byHand) {}

  @Override
  public String plan(Options options) {
    return "%,d postings over %,d accounts, a quarter on one and a twentieth late; then %,d reads"
        .formatted(options.scaled(POSTINGS), options.accountsOr(ACCOUNTS), 2 * calls(options) * 5);
  }

  @Override
  public int seconds(Options options) {
    return 30 + (int) (options.scaled(POSTINGS) / LEGS / EXPECTED_PER_SECOND);
  }

  private static long calls(Options options) {
    return options.scaled(CALLS);
  }

  @Override
  public void run(Lab lab) throws SQLException {
    Traffic traffic = new ReadTraffic(lab.options().accountsOr(ACCOUNTS));
    try (Database database = lab.server().fresh(traffic);
        Ledger ledger = database.open()) {
      Instant before = database.clock();
      new Bulk(ledger, traffic, 0).entries(lab.options().scaled(POSTINGS) / LEGS, reached -> {});
      Instant after = database.clock();
      database.execute("vacuum (analyze)");
      database.checkpoint();
      try (Connection connection = database.dataSource().getConnection()) {
        new Reader(lab, ledger, connection, new Span(before, after)).readAll();
      }
    }
  }

  /** When the journal was written. */
  private record Span(Instant before, Instant after) {
    Instant at(long drawn) {
      long nanos = Duration.between(before, after).toNanos();
      return before.plusNanos(Long.remainderUnsigned(drawn, nanos));
    }
  }

  private static final class Reader {
    private final Lab lab;
    private final Ledger ledger;
    private final Queries queries;
    private final Connection connection;
    private final Span span;
    private final Account hot;
    private final Account late;
    private final long newest;

    Reader(Lab lab, Ledger ledger, Connection connection, Span span) {
      this.lab = lab;
      this.ledger = ledger;
      this.queries = ledger.queries();
      this.connection = connection;
      this.span = span;
      this.hot = account(new AccountRef(ReadTraffic.HOT, Traffic.EUR.code()));
      this.late = account(new AccountRef(ReadTraffic.LATE, Traffic.EUR.code()));
      this.newest = ledger.newestEntry();
    }

    private Account account(AccountRef ref) {
      return ledger.account(ref).orElseThrow();
    }

    void readAll() throws SQLException {
      compare(
          new Question(
              "reads.balance", drawn -> queries.balance(hot), drawn -> sql(BALANCE, hot.id())));
      compare(
          new Question(
              "reads.instant",
              drawn -> queries.balance(hot, AsOf.recorded(span.at(drawn))),
              drawn -> sql(AS_OF_INSTANT, timestamp(span.at(drawn)), hot.id())));
      compare(
          new Question(
              "reads.date",
              drawn -> queries.balance(late, AsOf.effective(ReadTraffic.DAY_BEFORE)),
              drawn -> {
                Object date = ReadTraffic.DAY_BEFORE;
                int id = late.id();
                sql(AS_OF_DATE, date, id, date, id, id, id);
              }));
      compare(
          new Question(
              "reads.page",
              drawn ->
                  queries.statementPage(hot, EntryRange.all(), Paging.after(posting(drawn), PAGE)),
              drawn -> sql(STATEMENT, hot.id(), posting(drawn), PAGE)));
      compare(
          new Question(
              "reads.entry",
              drawn -> ledger.entry(1 + Long.remainderUnsigned(drawn, newest)),
              drawn -> sql(ENTRY, 1 + Long.remainderUnsigned(drawn, newest))));
      trial("reads.trial", AsOf.recorded(span.at(Traffic.mix(1))));
      trial("reads.trial.date", AsOf.effective(ReadTraffic.DAY_BEFORE));
    }

    private long posting(long drawn) {
      return Long.remainderUnsigned(drawn, newest) * LEGS * 9 / 10;
    }

    private static Object timestamp(Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }

    private void sql(String sql, Object... parameters) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
          statement.setObject(i + 1, parameters[i]);
        }
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            row.getObject(1);
          }
        }
      }
    }

    /** Both ways in turn, after as many calls that do not count. */
    private void compare(Question question) throws SQLException {
      int calls = Math.toIntExact(calls(lab.options()));
      double[] ours = new double[calls];
      double[] byHand = new double[calls];
      Random random = new Random(5);
      for (int i = -calls; i < calls; i++) {
        long drawn = random.nextLong();
        // Whoever asks second finds the pages in memory.
        boolean oursFirst = i % 2 == 0;
        double before = oursFirst ? 0 : millis(question.byHand(), drawn);
        double own = millis(question.ours(), drawn);
        double other = oursFirst ? millis(question.byHand(), drawn) : before;
        if (i >= 0) {
          ours[i] = own;
          byHand[i] = other;
        }
      }
      Arrays.sort(ours);
      Arrays.sort(byHand);
      double p99 = ours[calls * 99 / 100];
      lab.report()
          .row(
              Row.of(question.name(), p99, "ms p99")
                  .against(byHand[calls * 99 / 100])
                  .atMost(MOST_RATIO)
                  .butOnlyIf(p99 <= MOST_MILLIS)
                  .noting(
                      String.format(
                          Locale.ROOT,
                          "p50 %.3f against %.3f ms; p99 at most 1 ms",
                          ours[calls / 2],
                          byHand[calls / 2])));
    }

    private static double millis(Call call, long drawn) throws SQLException {
      long started = System.nanoTime();
      call.with(drawn);
      return (System.nanoTime() - started) / 1e6;
    }

    private void trial(String name, AsOf asOf) throws SQLException {
      Samples seconds = new Samples();
      for (int i = 0; i < TRIALS; i++) {
        seconds.add(millis(drawn -> queries.trialBalance(asOf), i) / 1e3);
      }
      lab.report()
          .row(
              Row.of(name, seconds.median(), "s")
                  .atMost(MOST_TRIAL_SECONDS)
                  .noting("median of " + TRIALS + ", as of " + asOf));
    }
  }
}
