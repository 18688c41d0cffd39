package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Rejection.ConditionNotMet;
import org.ledgercore.rules.Rejection.FactChanged;
import org.ledgercore.rules.Rejection.NotNewest;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/** Conditions on a case, on a fact and on what was drawn, through every way into the ledger. */
class CaseConditionTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int THREADS = 6;
  private static final int ENTRIES = 25;

  private final Ledger ledger = DB.ledger();
  private final SmallBooks books = SmallBooks.in(ledger);

  @Test
  void caseUnmoved_isJudgedOnStoredAndOnFreshEntriesOfTheCase() throws Exception {
    long first = ledger.post(inCase("a1", "case A")).orThrow().number();
    ledger.post(inCase("b1", "case B")).orThrow();

    assertThat(ledger.preview(onlyIfUnmoved("a2", "case A", first)).outcome())
        .isInstanceOf(Accepted.class);
    assertThat(ledger.post(onlyIfUnmoved("a2", "case A", 0)))
        .isEqualTo(new Rejected(new NotNewest(0, first)));
    assertThat(ledger.post(onlyIfUnmoved("c1", "case C", 0))).isInstanceOf(Accepted.class);
    List<Outcome> outcomes =
        ledger.postAll(
            List.of(
                onlyIfUnmoved("a2", "case A", first),
                onlyIfUnmoved("a3", "case A", first),
                onlyIfUnmoved("b2", "case B", first + 1)));
    assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
    assertThat(outcomes.get(1))
        .isEqualTo(new Rejected(new NotNewest(first, outcomes.get(0).orThrow().number())));
    assertThat(outcomes.get(2)).isInstanceOf(Accepted.class);
    try (Connection connection = DB.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      long newest = ledger.newestEntry();
      ledger.in(connection).post(onlyIfUnmoved("a4", "case A", newest)).orThrow();
      assertThat(ledger.in(connection).post(onlyIfUnmoved("a5", "case A", newest)))
          .isEqualTo(new Rejected(new NotNewest(newest, newest + 1)));
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Test
  void factAt_isJudgedOnTheNewestVersion_whoeverRecordedIt() {
    FactRef rate = FactRef.of("rate", "one");
    JournalEntry onNone = given("f1").onlyIf(new Condition.FactAt(rate, 0)).build();
    JournalEntry onOne = given("f2").onlyIf(new Condition.FactAt(rate, 1)).build();
    assertThat(ledger.post(onOne)).isEqualTo(new Rejected(new FactChanged(rate, 1, 0)));
    assertThat(ledger.post(onNone)).isInstanceOf(Accepted.class);
    try (Ledger other = apart()) {
      other.post(JournalEntry.fact(rate).from(0).by("ann", "new").build()).orThrow();
    }
    assertThat(ledger.post(onOne)).isInstanceOf(Accepted.class);
    assertThat(ledger.post(onNone)).isInstanceOf(Outcome.Replayed.class);
    JournalEntry late = given("f3").onlyIf(new Condition.FactAt(rate, 0)).build();
    assertThat(ledger.post(late)).isEqualTo(new Rejected(new FactChanged(rate, 0, 1)));
  }

  @Test
  void drawnAtMost_takesWhatComesIn_andRefusesWhatWentOut() {
    AccountRef school = books.school().ref();
    ledger.post(books.deposit("d1", 1_000)).orThrow();
    Money drawn = ledger.balance(books.school()).drawn();
    ledger.post(books.deposit("d2", 1_000)).orThrow();
    assertThat(ledger.post(given("d3").onlyIf(new Condition.DrawnAtMost(school, drawn)).build()))
        .isInstanceOf(Accepted.class);

    ledger.post(books.payout("d4", 1)).orThrow();

    Outcome refused =
        ledger.post(given("d5").onlyIf(new Condition.DrawnAtMost(school, drawn)).build());
    assertThat(((Rejected) refused).why()).isInstanceOf(ConditionNotMet.class);
    assertThat(((Rejected) refused).why().sentence()).contains("at most " + drawn);
  }

  /** Writers of two pipelines and one joined writer, all on one case: a compare-and-swap. */
  @Test
  void manyWriters_ofOneCase_neverOverlookOneAnother() throws Exception {
    List<RecordedEntry> made = new ArrayList<>();
    try (Ledger other = apart();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<RecordedEntry>>> writers = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        String name = "w" + t + "-";
        Ledger through = t % 3 == 0 ? other : ledger;
        writers.add(threads.submit(() -> swaps(through, name)));
      }
      for (Future<List<RecordedEntry>> each : writers) {
        made.addAll(each.get());
      }
    }

    assertThat(made).hasSize(THREADS * ENTRIES);
    made.sort(Comparator.comparingLong(RecordedEntry::number));
    long before = 0;
    for (RecordedEntry each : made) {
      assertThat(each.entry().metadata().get("saw")).isEqualTo(Long.toString(before));
      before = each.number();
    }
  }

  /** Each entry says which one of the case it saw last, and is told again when it was not. */
  private static List<RecordedEntry> swaps(Ledger ledger, String name) {
    List<RecordedEntry> made = new ArrayList<>();
    SmallBooks books = SmallBooks.in(ledger);
    for (int i = 0; i < ENTRIES; i++) {
      ledger.post(books.deposit("beside " + name + i, 1)).orThrow();
      Outcome outcome;
      do {
        List<RecordedEntry> known = ledger.entriesOf("case W");
        long saw = known.isEmpty() ? 0 : known.getLast().number();
        outcome =
            ledger.post(
                given(books, name + i)
                    .correlatedWith("case W")
                    .with("saw", Long.toString(saw))
                    .onlyIf(new Condition.CaseUnmoved("case W", saw))
                    .build());
      } while (outcome instanceof Rejected(NotNewest ignored));
      made.add(outcome.orThrow());
    }
    return made;
  }

  private EntryBuilder given(String key) {
    return given(books, key);
  }

  private static EntryBuilder given(SmallBooks books, String key) {
    return JournalEntry.on(SmallBooks.DAY)
        .key(key)
        .debit(books.bank(), Money.ofMinor(1, SmallBooks.EUR))
        .credit(books.school(), Money.ofMinor(1, SmallBooks.EUR));
  }

  private JournalEntry inCase(String key, String correlation) {
    return given(key).correlatedWith(correlation).build();
  }

  private JournalEntry onlyIfUnmoved(String key, String correlation, long since) {
    return given(key)
        .correlatedWith(correlation)
        .onlyIf(new Condition.CaseUnmoved(correlation, since))
        .build();
  }

  private static Ledger apart() {
    return Ledger.open(
        DB.dataSource(),
        LedgerOptions.defaults().withSchema(DB.schema()).withPooler(Writers.Pooler.PRESENT));
  }
}
