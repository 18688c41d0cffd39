package org.ledgercore.commit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.ledgercore.rules.Command;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.Day;

/**
 * Callers of one pipeline with a small queue and small batches, who end sessions of the server
 * again and again, their own and those of other writers. A caller that fails asks again, as it
 * should. What they ask is a function of the seed; several writers share it by turns.
 */
final class ShakenCallers {

  private static final int DAYS = 4;
  private static final int CALLERS = 3;
  private static final int MOST_TRIES = 200;
  private static final int WATCHDOG_SECONDS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String NEWEST =
      "select coalesce(max(first_entry + entry_count - 1), 0) from {s}.journal_batch";
  private static final String END_ONE =
      """
      select pg_terminate_backend(pid)
        from (select pid from pg_stat_activity where application_name = ? order by pid
              offset ? limit 1) as one
      """;

  /**
   * Who asks.
   *
   * @param seed names the days whose commands are sent
   * @param writer this writer, 0 upwards
   * @param writers how many share the days
   */
  record Share(long seed, int writer, int writers) {}

  /** A call and its place among the calls of the days. */
  record Numbered(int number, SimCall call) {}

  private final DataSource shaken;
  private final DataSource calm;
  private final LedgerSchema schema;
  private final String newestSql;
  private final Share share;
  private final Random random;
  private final List<Numbered> calls = new ArrayList<>();
  private int ended;

  private ShakenCallers(DataSource shaken, DataSource calm, LedgerSchema schema, Share share) {
    this.shaken = shaken;
    this.calm = calm;
    this.schema = schema;
    this.newestSql = schema.sql(NEWEST);
    this.share = share;
    this.random = new Random(share.seed() * 31 + share.writer());
  }

  /** What the days of a seed ask, in order. */
  static List<List<Command>> callsOf(long seed) {
    return LongStream.range(seed, seed + DAYS)
        .boxed()
        .flatMap(day -> Day.of(day).actions().stream())
        .flatMap(SimDay::calls)
        .toList();
  }

  /** Sends a share of the days; returns when each call has its verdicts. */
  static ShakenCallers run(String url, String schema, Share share) throws Exception {
    try (HikariDataSource shaken = pool(url, schema, Pipeline.SESSIONS);
        HikariDataSource calm = pool(url, "calm", CALLERS)) {
      LedgerSchema found = LedgerSchema.find(calm, schema);
      ShakenCallers callers = new ShakenCallers(shaken, calm, found, share);
      callers.send();
      return callers;
    }
  }

  private static HikariDataSource pool(String url, String name, int sessions) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.addDataSourceProperty("ApplicationName", name);
    config.setMaximumPoolSize(sessions + 2);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  /** Every try, with its answer or its failure. */
  List<Numbered> calls() {
    return calls;
  }

  /** How many sessions were ended. */
  int ended() {
    return ended;
  }

  private void send() throws Exception {
    List<List<Command>> all = callsOf(share.seed());
    int callersOfAll = CALLERS * share.writers();
    Pipeline.Config config =
        new Pipeline.Config(
            new Deadlines(PATIENCE, PATIENCE, PATIENCE),
            PATIENCE,
            12,
            262_144,
            new BatchSize(6, 40, 2));
    try (Pipeline writer = new Pipeline(shaken, schema, config, Appender.Known.of(schema)).start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int caller = share.writer(); caller < callersOfAll; caller += share.writers()) {
        int first = caller;
        running.add(
            threads.submit(() -> {
              for (int i = first; i < all.size(); i += callersOfAll) {
                ask(writer, i, all.get(i));
              }
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get(WATCHDOG_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private void ask(Pipeline writer, int number, List<Command> commands) throws SQLException {
    for (int i = 0; i < MOST_TRIES; i++) {
      SimCall call = new SimCall(commands, newest());
      try {
        shakeSometimes();
        call.answered(writer.append(commands), null, newest());
      } catch (BusyException | LedgerUnavailableException | OutcomeUnknownException e) {
        call.answered(null, e, newest());
      }
      synchronized (this) {
        calls.add(new Numbered(number, call));
      }
      if (call.verdicts() != null) {
        return;
      }
    }
    throw new AssertionError("no answer after " + MOST_TRIES + " tries: " + commands);
  }

  private synchronized void shakeSometimes() throws SQLException {
    if (random.nextInt(4) > 0) {
      return;
    }
    try (Connection connection = calm.getConnection();
        PreparedStatement statement = connection.prepareStatement(END_ONE)) {
      statement.setString(1, schema.name());
      statement.setInt(2, random.nextInt(share.writers() * Pipeline.SESSIONS));
      try (ResultSet row = statement.executeQuery()) {
        ended += row.next() ? 1 : 0;
      }
    }
  }

  private long newest() throws SQLException {
    try (Connection connection = calm.getConnection();
        PreparedStatement statement = connection.prepareStatement(newestSql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
