package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.Eventually;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/** What a listener and a flight recording are told of each batch. */
class BatchesTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int LARGE = BatchSize.MEASURED.oneRequest() + 1;

  private final SmallBooks books = SmallBooks.in(DB.ledger());
  private final List<BatchFigures> told = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @Test
  void commitRefused_itsCallIsRetriedOnce() throws Exception {
    CommitFaults faults = new CommitFaults(DB.dataSource());
    LedgerOptions options =
        LedgerOptions.defaults().withSchema(DB.schema()).withPooler(Writers.Pooler.ABSENT);
    try (Ledger ledger = Ledger.open(faults.dataSource(), options)) {
      ledger.batches().listen(told::add);
      faults.atCommit(
          faults.commits() + 1,
          real -> {
            real.rollback();
            throw new SQLException("could not serialize access", "40001");
          });
      ledger.postAll(deposits(LARGE)).forEach(Outcome::orThrow);
    }
    Eventually.holds("both batches are told", () -> told.size() == 2);
    BatchFigures failed = told.stream().filter(it -> !it.committed()).findFirst().orElseThrow();
    BatchFigures stored = told.stream().filter(BatchFigures::committed).findFirst().orElseThrow();
    assertThat(failed.retries()).isZero();
    assertThat(stored.retries()).isEqualTo(1);
    assertThat(stored.entries()).isEqualTo(LARGE);
    assertThat(stored.postings()).isEqualTo(2 * LARGE);
    assertThat(stored.copied()).isTrue();
    assertThat(stored.decideNanos()).isPositive();
    assertThat(stored.writeNanos()).isPositive();
    assertThat(stored.commitNanos()).isPositive();
  }

  @Test
  void refusal_isABatchWithoutEntries() {
    Runnable stop = DB.ledger().batches().listen(told::add);
    assertThat(DB.ledger().post(books.payout("too much", 1_000_000_000)))
        .isInstanceOf(Outcome.Rejected.class);
    stop.run();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().entries()).isZero();
    assertThat(told.getFirst().committed()).isTrue();
  }

  @Test
  void listenerThatThrows_changesNothingForThePostOrTheOthers() {
    Runnable stopThrowing =
        DB.ledger()
            .batches()
            .listen(batch -> {
              throw new IllegalStateException("a listener's fault");
            });
    Runnable stop = DB.ledger().batches().listen(told::add);
    DB.ledger().post(books.deposit("listened to", 1)).orThrow();
    stopThrowing.run();
    stop.run();
    DB.ledger().post(books.deposit("not listened to", 1)).orThrow();
    assertThat(told).hasSize(1);
  }

  @Test
  void recording_holdsOneEventPerBatch() throws IOException {
    Path file = folder.resolve("batches.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      DB.ledger().post(books.deposit("recorded", 1)).orThrow();
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> DB.schema().equals(event.getString("schema")))
            .toList();
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().getInt("entries")).isEqualTo(1);
    assertThat(events.getFirst().getInt("retries")).isZero();
    assertThat(events.getFirst().getLong("decideNanos")).isPositive();
    assertThat(events.getFirst().getLong("writeNanos")).isPositive();
    assertThat(events.getFirst().getBoolean("committed")).isTrue();
  }

  private List<JournalEntry> deposits(int count) {
    return IntStream.range(0, count).mapToObj(i -> books.deposit("large " + i, 1)).toList();
  }
}
