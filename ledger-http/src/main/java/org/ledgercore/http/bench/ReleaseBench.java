package org.ledgercore.http.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.kinds.PaymentKinds;
import org.ledgercore.approvals.kinds.PayoutGates;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Principals;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.http.embedded.EmbeddedServer;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payouts.Payouts;
import org.ledgercore.rules.Outcome;

/**
 * Releases payouts through all gates beside captures, while many other requests are open, and
 * prints how long a release holds the turn, beside what as many round trips hold it that do
 * nothing, and what it costs the captures. Used by one thread.
 */
public final class ReleaseBench {

  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  private static final MerchantId SHOP = new MerchantId("shop");
  private static final BankId BANK = new BankId("bank");
  private static final String BOOKS = "ledger";
  private static final String BESIDE = "ledger_approvals";
  private static final String HERE = "platform";
  private static final int POOL = 20;
  private static final int PART = 4_096;
  private static final int MERCHANTS = 1_000;
  private static final int RELEASES_PER_SECOND = 20;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int PERCENT = 100;
  private static final int HALF = 50;
  private static final int MOST = 99;
  private static final int WARM_UP = 1_000;

  private final PrintStream out;
  private final int open;
  private final int seconds;
  private final Principals host = Principals.trusted("bench");
  private final AtomicInteger captures = new AtomicInteger();
  private final AtomicInteger payouts = new AtomicInteger();

  /**
   * A run.
   *
   * @param open how many requests are open beside those that are released
   * @param seconds how long each of the six stretches lasts
   */
  public ReleaseBench(PrintStream out, int open, Integer seconds) {
    this.out = out;
    this.open = open;
    this.seconds = seconds;
  }

  /** Runs it and prints the figures. */
  public void run() throws IOException, SQLException, InterruptedException {
    try (EmbeddedServer database = EmbeddedServer.seasoned()) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(database.url());
      config.setMaximumPoolSize(POOL);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        run(pool);
      }
    }
  }

  private void run(HikariDataSource pool) throws SQLException, InterruptedException {
    Ledger.migrate(pool, BOOKS);
    Approvals.migrate(pool, BESIDE, BOOKS);
    try (Ledger ledger = Ledger.open(pool, LedgerOptions.defaults().withSchema(BOOKS))) {
      TurnTimes times = new TurnTimes(pool);
      Requests requests = open(ledger, times.watched());
      fill(ledger, pool);
      measure(ledger, requests, times, new BareTurns(ledger, pool));
    }
  }

  private Requests open(Ledger ledger, DataSource watched) {
    ledger.openUnit(IQD);
    Payments payments = Payments.on(ledger);
    payments.openPlatform(IQD);
    payments.openMerchant(SHOP, IQD);
    payments.openProvider(new ProviderId("switch"), IQD);
    payments.openBank(BANK, IQD);
    Policy policy = Policy.onePerson("bench", 1, Duration.ofHours(2), Duration.ofDays(1));
    List<Kind> kinds = new ArrayList<>();
    kinds.add(PaymentKinds.refunds(ledger, policy));
    kinds.add(PaymentKinds.payouts(ledger, policy, PayoutGates.all(Duration.ofDays(3))));
    Approvals approvals = Approvals.on(ledger, watched, BESIDE, kinds);
    approvals.people().setUp(host.login("installer"), HERE, "ada", "cleo").orThrow();
    hire(approvals, "max", "ACCOUNTANT");
    hire(approvals, "tina", "TREASURY");
    Payouts.on(ledger).nameBeneficiary(SHOP, "iban-1", "mia", "told by mail").orThrow();
    capture(ledger, PART);
    return approvals.requests();
  }

  private void hire(Approvals approvals, String login, String role) {
    Principal ada = host.login("ada");
    Principal cleo = host.login("cleo");
    PersonId person = approvals.people().add(ada, HERE, login).orThrow();
    Request asked =
        approvals
            .requests()
            .ask(ada, PeopleKinds.grant(new Grant(person, HERE, role), "is hired"))
            .orThrow();
    approvals.requests().approve(cleo, asked.number(), asked.digest(), "yes").orThrow();
    approvals.requests().execute(cleo, asked.number(), "yes").orThrow();
  }

  /** Open requests of other merchants, written as they would be, but many at once. */
  private void fill(Ledger ledger, DataSource plain) throws SQLException {
    int first = 1_000_000;
    for (int i = 0; i < open; i += PART) {
      List<JournalEntry> records = new ArrayList<>();
      for (int j = i; j < Math.min(open, i + PART); j++) {
        records.add(
            JournalEntry.fact(FactRef.of("approval.request", Integer.toString(first + j)))
                .from(0)
                .by("max", "is due")
                .build());
      }
      ledger.postAll(records).forEach(Outcome::orThrow);
    }
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path to " + BESIDE);
      statement.execute(
          """
          insert into request
          select %d + n, 'payout', 'other ' || n, organisation, 'merchant ' || n %% %d,
                 'payout.request', 'payout.release', l.person_id, l.person_id, 100, 'IQD', inputs,
                 content, digest, policy, policy_version, policy_inputs, 1, '{}'::text[],
                 now(), now() + interval '1 hour', now() + interval '1 day', null::bigint
            from generate_series(0, %d) as n,
                 (select * from request order by request_no limit 1) as r,
                 (select person_id from login where login = 'max') as l
          """
              .formatted(first, MERCHANTS, open - 1));
      statement.execute(
          """
          insert into act (request_no, act_no, what, from_state, to_state, maker_person,
                           maker_behalf, login, person, behalf, role, via, digest, reason, posted,
                           acted_at)
          select request_no, 1, 'ASK', 'NONE', 'PENDING', maker_person, maker_behalf, 'max',
                 maker_person, maker_behalf, 'ACCOUNTANT', 'trusted bench', digest, 'is due',
                 '{}'::bigint[], now()
            from request where request_no >= %d
          """
              .formatted(first));
      statement.execute("analyze");
    }
  }

  private void measure(Ledger ledger, Requests requests, TurnTimes times, BareTurns bare)
      throws InterruptedException {
    capture(ledger, PART * RELEASES_PER_SECOND);
    // What runs for the first time is no measure: the compiler and the sessions' plans come after.
    for (Request each : ready(requests, WARM_UP)) {
      requests.execute(host.login("tina"), each.number(), "release").orThrow();
    }
    Deque<Request> ready =
        new ArrayDeque<>(ready(requests, 2 * (seconds + 1) * RELEASES_PER_SECOND));
    times.take();
    long alone = stretch(ledger);
    long beside = stretchWith(ledger, () -> release(requests, ready));
    stretchWith(ledger, bare::take);
    alone += stretch(ledger);
    beside += stretchWith(ledger, () -> release(requests, ready));
    stretchWith(ledger, bare::take);
    long[] held = times.take();
    long[] floor = bare.times();
    Arrays.sort(held);
    Arrays.sort(floor);
    out.printf(
        Locale.ROOT,
        "%,d releases beside %,d open requests: under the turn p50 %,d µs, p99 %,d µs%n",
        held.length,
        open,
        percentile(held, HALF),
        percentile(held, MOST));
    out.printf(
        Locale.ROOT,
        "%,d bare turns of four round trips: p50 %,d µs, p99 %,d µs; a release takes %d %% and"
            + " %d %% of that%n",
        floor.length,
        percentile(floor, HALF),
        percentile(floor, MOST),
        percentile(held, HALF) * PERCENT / percentile(floor, HALF),
        percentile(held, MOST) * PERCENT / percentile(floor, MOST));
    out.printf(
        Locale.ROOT,
        "captures a second: %,d alone, %,d beside %d releases a second: %d %% of it%n",
        alone / 2,
        beside / 2,
        RELEASES_PER_SECOND,
        beside * PERCENT / alone);
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted[sorted.length * percent / PERCENT];
  }

  private List<Request> ready(Requests requests, int count) {
    List<Request> ready = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "P-" + payouts.incrementAndGet();
      PayoutRequest payout =
          new PayoutRequest(id, SHOP, Money.ofMajor(1, IQD), Occasion.on(DAY, id));
      Request asked =
          requests
              .ask(host.login("max"), PaymentKinds.payout(payout, BANK, HERE, "is due"))
              .orThrow();
      ready.add(
          requests.approve(host.login("tina"), asked.number(), asked.digest(), "fine").orThrow());
    }
    return ready;
  }

  /** Captures a second. */
  private long stretch(Ledger ledger) {
    long began = System.nanoTime();
    long count = 0;
    while (System.nanoTime() - began < seconds * NANOS_PER_SECOND) {
      count += capture(ledger, PART);
    }
    return count * NANOS_PER_SECOND / (System.nanoTime() - began);
  }

  /** The same while something is done again and again, at most so often a second. */
  private long stretchWith(Ledger ledger, Runnable doing) throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    Thread beside = Thread.ofPlatform().start(() -> again(doing, isOver));
    long rate = stretch(ledger);
    isOver.set(true);
    beside.join();
    return rate;
  }

  private static void again(Runnable doing, AtomicBoolean isOver) {
    long began = System.nanoTime();
    for (int i = 0; !isOver.get(); i++) {
      doing.run();
      LockSupport.parkNanos(
          began + (i + 1) * NANOS_PER_SECOND / RELEASES_PER_SECOND - System.nanoTime());
    }
  }

  private void release(Requests requests, Deque<Request> ready) {
    requests.execute(host.login("tina"), ready.removeFirst().number(), "release").orThrow();
  }

  private long capture(Ledger ledger, int count) {
    List<JournalEntry> part = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      part.add(HttpBench.capture("c-" + captures.incrementAndGet(), SHOP.value()));
    }
    ledger.postAll(part).forEach(Outcome::orThrow);
    return count;
  }
}
