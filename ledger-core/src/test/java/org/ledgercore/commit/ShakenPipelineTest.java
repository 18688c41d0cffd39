package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Command;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.Day;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.TestServer;

/**
 * The model test on two pipelines at once, with a small queue and small batches, on a PostgreSQL
 * that ends their sessions again and again. A caller that fails asks again, as it should.
 */
class ShakenPipelineTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int DAYS = 4;
  private static final int WRITERS = 2;
  private static final int CALLERS = 6;
  private static final int MOST_TRIES = 200;
  private static final String NEWEST =
      "select coalesce(max(first_entry + entry_count - 1), 0) from {s}.journal_batch";
  private static final String END_ONE =
      """
      select pg_terminate_backend(pid)
        from (select pid from pg_stat_activity where application_name = ? order by pid
              offset ? limit 1) as one
      """;

  @ParameterizedTest
  @ValueSource(longs = {1, 17, 4_711})
  void append_sessionsEndedAgainAndAgain_isAlwaysTheModelsAnswer(long seed) throws Exception {
    String schema = DB.newSchema();
    try (HikariDataSource pool = pool(schema)) {
      Shaken shaken = new Shaken(pool, schema, new Random(seed));
      List<SimCall> calls = shaken.run(seed);
      assertThat(shaken.ended).isGreaterThan(DAYS);
      compare(schema, calls);
    }
  }

  private static HikariDataSource pool(String name) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(TestServer.shared().url());
    config.addDataSourceProperty("ApplicationName", name);
    config.setMaximumPoolSize(WRITERS * (Pipeline.SESSIONS + 2));
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static void compare(String schema, List<SimCall> calls) {
    LedgerOptions options = LedgerOptions.defaults().withSchema(schema);
    try (Ledger ledger = Ledger.open(DB.dataSource(), options)) {
      List<RecordedEntry> entries =
          LongStream.rangeClosed(1, ledger.newestEntry()).mapToObj(ledger::entry).toList();
      SimCheck check = new SimCheck(entries, calls);
      assertThat(check.run()).hasSameSizeAs(calls);
      Map<AccountRef, Turnover> heads = new HashMap<>();
      ledger.trialBalance().balances().forEach(it -> heads.put(it.account().ref(), it.turnover()));
      check.requireHeads(heads);
      assertThat(ledger.verify().problem()).isEmpty();
    }
  }

  /** Two writers, their callers, and who ends their sessions. */
  private static final class Shaken {
    private final HikariDataSource pool;
    private final String schema;
    private final Random random;
    private final List<SimCall> calls = new ArrayList<>();
    private int ended;

    Shaken(HikariDataSource pool, String schema, Random random) {
      this.pool = pool;
      this.schema = schema;
      this.random = random;
    }

    List<SimCall> run(long seed) throws Exception {
      List<Pipeline> writers = new ArrayList<>();
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < WRITERS; i++) {
          LedgerSchema found = LedgerSchema.find(pool, schema);
          Appender.Known known = Appender.Known.of(found);
          writers.add(new Pipeline(pool, found, config(), known).start());
        }
        List<Future<?>> running = new ArrayList<>();
        List<List<Command>> all = callsOf(seed);
        for (int caller = 0; caller < CALLERS; caller++) {
          int first = caller;
          Pipeline writer = writers.get(caller % WRITERS);
          running.add(
              callers.submit(() -> {
                for (int i = first; i < all.size(); i += CALLERS) {
                  ask(writer, all.get(i));
                }
                return null;
              }));
        }
        for (Future<?> each : running) {
          each.get(60, TimeUnit.SECONDS);
        }
      } finally {
        writers.forEach(Pipeline::close);
      }
      return calls;
    }

    private Pipeline.Config config() {
      Duration patience = Duration.ofSeconds(10);
      return new Pipeline.Config(
          new Deadlines(patience, patience, patience),
          patience,
          12,
          262_144,
          new BatchSize(6, 40, 2));
    }

    private static List<List<Command>> callsOf(long seed) {
      return LongStream.range(seed, seed + DAYS)
          .boxed()
          .flatMap(day -> Day.of(day).actions().stream())
          .flatMap(SimDay::calls)
          .toList();
    }

    private void ask(Pipeline writer, List<Command> commands) throws SQLException {
      for (int i = 0; i < MOST_TRIES; i++) {
        if (isToShake()) {
          endOneSession();
        }
        SimCall call = new SimCall(commands, newest());
        try {
          call.answered(writer.append(commands), null, newest());
        } catch (BusyException | LedgerUnavailableException | OutcomeUnknownException e) {
          call.answered(null, e, newest());
        }
        add(call);
        if (call.outcomes() != null) {
          return;
        }
      }
      throw new AssertionError("no answer after " + MOST_TRIES + " tries: " + commands);
    }

    private synchronized void add(SimCall call) {
      calls.add(call);
    }

    private synchronized boolean isToShake() {
      return random.nextInt(4) == 0;
    }

    private synchronized void endOneSession() throws SQLException {
      try (Connection connection = DB.dataSource().getConnection();
          PreparedStatement statement = connection.prepareStatement(END_ONE)) {
        statement.setString(1, schema);
        statement.setInt(2, random.nextInt(WRITERS * Pipeline.SESSIONS));
        try (ResultSet row = statement.executeQuery()) {
          ended += row.next() ? 1 : 0;
        }
      }
    }

    private long newest() throws SQLException {
      String sql = NEWEST.replace("{s}", schema);
      try (Connection connection = DB.dataSource().getConnection();
          PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
