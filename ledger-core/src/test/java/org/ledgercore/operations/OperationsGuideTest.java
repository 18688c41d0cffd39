package org.ledgercore.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.Digest;
import org.ledgercore.metrics.LedgerMeters;
import org.ledgercore.money.Money;
import org.ledgercore.query.ChainHead;
import org.ledgercore.query.Health;
import org.ledgercore.query.Verification;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.Tampering;
import org.ledgercore.testing.TestLedger;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@code docs/operations.md} says about opening, health and upgrades. */
class OperationsGuideTest {

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final String HERE =
      "ledger-core/src/test/java/org/ledgercore/operations/OperationsGuideTest.java";

  @Test
  void example_verifiesInPiecesAndOpensWithAnAnchor() throws IOException {
    try (TestLedger test = TestLedger.fresh()) {
      DataSource dataSource = test.dataSource();
      String schema = test.schema();
      SmallBooks.in(test.ledger());

      // @start region="operations"
      LedgerOptions options = LedgerOptions.defaults().withSchema(schema);
      ChainHead kept;
      try (Ledger ledger = Ledger.open(dataSource, options)) {
        Verification first = ledger.verifier().upTo(2).verify(); // the newest entries wait
        Verification rest = ledger.verifier().from(first.reached().orElseThrow()).verify();
        kept = rest.reached().orElseThrow(); // keep it outside the database

        Health health = ledger.health(); // newest entry, its age, how many calls wait
        System.out.println("entry " + health.newestEntry() + ", waiting " + health.waiting());
      }
      Ledger again = Ledger.open(dataSource, options.withAnchor(kept));

      ChainHead other = new ChainHead(kept.entry(), Digest.of());
      try {
        Ledger.open(dataSource, options.withAnchor(other));
      } catch (IllegalStateException refused) {
        // the journal does not have the anchored head of entry 3: it was cut, restored from …
      }
      // @end
      assertThat(again.newestEntry()).isEqualTo(3);
      again.close();
      assertThatThrownBy(() -> Ledger.open(dataSource, options.withAnchor(other)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the journal does not have the anchored head of entry 3: it was");
    }
    requireInGuide("operations");
  }

  @Test
  void example_countsBatches() throws IOException {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      SmallBooks books = SmallBooks.in(ledger);

      // @start region="meters"
      MeterRegistry registry = new SimpleMeterRegistry(); // or the one your host has
      try (LedgerMeters meters = new LedgerMeters(ledger)) {
        meters.bindTo(registry);

        ledger.post(books.deposit("counted", 100)).orThrow();
        DistributionSummary entries = registry.get("ledger.batch.entries").summary();
        System.out.println(entries.count() + " batch, " + entries.totalAmount() + " entries");

        Outcome refused = ledger.post(books.payout("too much", 1_000)); // stores nothing
        System.out.println(refused + ", still " + entries.count() + " batch");
      }
      // @end
      assertThat(registry.get("ledger.batch.entries").summary().count()).isEqualTo(1);
      assertThat(ledger.newestEntry()).isEqualTo(SmallBooks.OPENING_BATCHES + 1);
    }
    requireInGuide("meters");
  }

  private static void requireInGuide(String region) throws IOException {
    String source = Files.readString(ROOT.resolve(HERE));
    int from = source.indexOf('\n', source.indexOf("// @start region=\"" + region + "\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;
    assertThat(Files.readString(ROOT.resolve("docs/operations.md")))
        .contains("```java\n" + source.substring(from, to).indent(-6) + "```");
  }

  @Test
  void anchor_afterTheTailWasCut_refusesToOpen() throws SQLException {
    try (TestLedger test = TestLedger.fresh()) {
      SmallBooks books = SmallBooks.in(test.ledger());
      test.ledger().post(books.deposit("lost", 1)).orThrow();
      ChainHead newest = test.ledger().verify().reached().orElseThrow();
      Tampering.cutTail(test.dataSource(), test.schema(), 3);

      LedgerOptions options = LedgerOptions.defaults().withSchema(test.schema());
      assertThatThrownBy(() -> Ledger.open(test.dataSource(), options.withAnchor(newest)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("entry 4");
    }
  }

  @Test
  void health_tellsTheNewestEntry() {
    try (TestLedger test = TestLedger.fresh()) {
      assertThat(test.ledger().health().newestEntry()).isZero();
      assertThat(test.ledger().health().sinceNewest()).isZero();
      SmallBooks.in(test.ledger());
      Health health = test.ledger().health();
      assertThat(health.newestEntry()).isEqualTo(3);
      assertThat(health.waiting()).isZero();
      assertThat(health.sinceOldestHold()).isZero();
      assertThat(health.sinceNewest()).isBetween(Duration.ZERO, Duration.ofMinutes(10));
      assertThat(health.recordedAt()).isEqualTo(test.ledger().entry(3).recordedAt());
    }
  }

  @Test
  void health_tellsHowLongTheOldestHoldIsOpen() {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      SmallBooks books = SmallBooks.in(ledger);
      Instant far = Instant.parse("2200-01-01T00:00:00Z");
      long first = ledger.holds().hold(books.deposit("h1", 5), far).orThrow().number();
      ledger.post(books.deposit("in", 5)).orThrow();
      long second = ledger.holds().hold(books.deposit("h2", 5), far).orThrow().number();
      assertThat(openedAt(ledger)).isEqualTo(ledger.entry(first).recordedAt());
      ledger.holds().voidHold(first, "v1").orThrow();
      assertThat(openedAt(ledger)).isEqualTo(ledger.entry(second).recordedAt());
      ledger.holds().settle(second, "s2").orThrow();
      assertThat(ledger.health().sinceOldestHold()).isZero();
    }
  }

  /** When the oldest open hold was recorded, by what health says of it and of the newest entry. */
  private static Instant openedAt(Ledger ledger) {
    Health health = ledger.health();
    return health.recordedAt().plus(health.sinceNewest()).minus(health.sinceOldestHold());
  }

  /**
   * There is one table format so far, so the one before and the one after are played by the number
   * that a ledger records of itself.
   */
  @Test
  void rollingUpgrade_oldAndNewJarsWorkSideBySide_untilTheFormatIsTwoAhead() throws SQLException {
    try (TestLedger test = TestLedger.fresh()) {
      SmallBooks books = SmallBooks.in(test.ledger());
      String before = "update ledger set format = " + (LedgerSchema.FORMAT - 1);
      Tampering.in(test.dataSource(), test.schema(), before);
      try (Ledger newer = open(test)) { // jar n on the schema of jar n - 1, which still runs
        newer.post(books.deposit("by the newer", 10)).orThrow();
        test.ledger().post(books.deposit("by the older", 20)).orThrow();
        assertThat(newer.post(books.deposit("by the older", 20))).isInstanceOf(Replayed.class);
        assertThat(newer.balance(books.school()).posted())
            .isEqualTo(Money.ofMinor(30, SmallBooks.EUR));
        assertThat(newer.verify().isProved()).isTrue();
      }
      String after = "update ledger set format = " + (LedgerSchema.FORMAT + 1);
      Tampering.in(test.dataSource(), test.schema(), after);
      test.ledger().post(books.deposit("by the older, open", 1)).orThrow();
      assertThatThrownBy(() -> open(test)) // jar n does not start on the schema of jar n + 1
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("use the newer jar");
    }
  }

  @Test
  void open_newerFormat_isRefusedWithASentence() throws SQLException {
    try (TestLedger test = TestLedger.fresh()) {
      int newer = LedgerSchema.FORMAT + 1;
      Tampering.in(test.dataSource(), test.schema(), "update ledger set format = " + newer);
      assertThatThrownBy(() -> open(test))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("table format " + newer + ", made by a newer version")
          .hasMessageContaining("use the newer jar");

      int before = LedgerSchema.FORMAT - 1;
      Tampering.in(test.dataSource(), test.schema(), "update ledger set format = " + before);
      open(test).close();

      int older = LedgerSchema.FORMAT - 2;
      Tampering.in(test.dataSource(), test.schema(), "update ledger set format = " + older);
      assertThatThrownBy(() -> open(test)).hasMessageContaining("run Ledger.migrate first");
    }
  }

  private static Ledger open(TestLedger test) {
    return Ledger.open(test.dataSource(), LedgerOptions.defaults().withSchema(test.schema()));
  }

  @Test
  void open_unsafeDefaults_isRefusedUnlessTold() throws SQLException {
    try (TestLedger test = TestLedger.fresh()) {
      String role = "unsafe_" + Long.toString(System.nanoTime(), 36);
      sql(test, "create role " + role + " superuser login password 'secret'");
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(org.ledgercore.testing.TestServer.shared().url());
      source.setUser(role);
      source.setPassword("secret");
      LedgerOptions options = LedgerOptions.defaults().withSchema(test.schema());
      try {
        for (String setting :
            List.of("synchronous_commit = off", "default_transaction_read_only = on")) {
          sql(test, "alter role " + role + " set " + setting);
          assertThatThrownBy(() -> Ledger.open(source, options))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining(setting.split(" ", 2)[0])
              .hasMessageContaining("LedgerOptions.withUnsafeServer(true)");
          Ledger.open(source, options.withUnsafeServer(true)).close();
          sql(test, "alter role " + role + " reset all");
        }
      } finally {
        sql(test, "drop role " + role);
      }
    }
  }

  private static void sql(TestLedger test, String sql) throws SQLException {
    try (Connection connection = test.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
