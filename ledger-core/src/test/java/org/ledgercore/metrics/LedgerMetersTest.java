package org.ledgercore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/** What a host reads from the meters after it posted. */
class LedgerMetersTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final SmallBooks books = SmallBooks.in(DB.ledger());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void bindTo_namesEveryMeterWithTheSchema() {
    try (LedgerMeters meters = new LedgerMeters(DB.ledger())) {
      meters.bindTo(registry);
      assertThat(registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName))
          .containsExactlyInAnyOrder(
              "ledger.batch.entries",
              "ledger.batch.postings",
              "ledger.batch.decide",
              "ledger.batch.write",
              "ledger.batch.wait",
              "ledger.batch.commit",
              "ledger.batch.failures",
              "ledger.batch.retries",
              "ledger.queue.entries",
              "ledger.entry.newest");
      assertThat(registry.getMeters())
          .allMatch(meter -> DB.schema().equals(meter.getId().getTag("schema")));
    }
  }

  @Test
  void post_isOneBatchOfOneEntry_inOneStatement() {
    try (LedgerMeters meters = new LedgerMeters(DB.ledger())) {
      meters.bindTo(registry);
      DB.ledger().post(books.deposit("one", 100)).orThrow();

      assertThat(registry.get("ledger.batch.entries").summary().count()).isEqualTo(1);
      assertThat(registry.get("ledger.batch.entries").summary().totalAmount()).isEqualTo(1);
      assertThat(registry.get("ledger.batch.postings").summary().totalAmount()).isEqualTo(2);
      assertThat(nanos("decide")).isPositive();
      assertThat(nanos("write")).isPositive();
      assertThat(registry.get("ledger.batch.failures").counter().count()).isZero();
      assertThat(registry.get("ledger.batch.retries").counter().count()).isZero();
      assertThat(registry.get("ledger.queue.entries").gauge().value()).isZero();
      assertThat((long) registry.get("ledger.entry.newest").gauge().value())
          .isEqualTo(DB.ledger().newestEntry());
    }
  }

  @Test
  void postAll_large_isCopiedAndCommittedInATransaction() {
    try (LedgerMeters meters = new LedgerMeters(DB.ledger())) {
      meters.bindTo(registry);
      DB.ledger().postAll(deposits("copied", 1_000)).forEach(Outcome::orThrow);

      assertThat(registry.get("ledger.batch.entries").summary().totalAmount()).isEqualTo(1_000);
      assertThat(registry.get("ledger.batch.commit").timer().count()).isEqualTo(1);
      assertThat(nanos("commit")).isPositive();
    }
  }

  @Test
  void close_endsTheCountingAndRemovesTheGauges() {
    LedgerMeters meters = new LedgerMeters(DB.ledger());
    meters.bindTo(registry);
    DB.ledger().post(books.deposit("before", 1)).orThrow();
    meters.close();
    DB.ledger().post(books.deposit("after", 1)).orThrow();

    assertThat(registry.get("ledger.batch.entries").summary().count()).isEqualTo(1);
    assertThat(registry.find("ledger.queue.entries").gauge()).isNull();
    assertThat(registry.find("ledger.entry.newest").gauge()).isNull();
  }

  private double nanos(String phase) {
    return registry.get("ledger.batch." + phase).timer().totalTime(TimeUnit.NANOSECONDS);
  }

  private List<JournalEntry> deposits(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> books.deposit(prefix + " " + i, 1)).toList();
  }
}
