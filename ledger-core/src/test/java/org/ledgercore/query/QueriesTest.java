package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Entries found by what is known of them, page by page, while others are posted. */
@Covers("S39")
class QueriesTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final int ENTRIES = 40;

  private static Ledger ledger;
  private static Queries queries;
  private static Account bank;
  private static Account shop;
  private static long before;
  private static int more;

  /** Entry i of 40: effective on day i % 10, every fourth of case-1, every fifth a fee. */
  @BeforeAll
  static void fortyEntries() {
    ledger = DB.ledger();
    queries = ledger.queries();
    ledger.openUnit(EUR);
    bank = ledger.openAccount(NewAccount.asset("bank", EUR));
    shop = ledger.openAccount(NewAccount.liability("shop", EUR));
    Account fees = ledger.openAccount(NewAccount.income("fees", EUR));
    before = ledger.newestEntry();
    for (int i = 0; i < ENTRIES; i++) {
      EntryBuilder entry =
          JournalEntry.on(DAY.plusDays(i % 10))
              .key("e" + i)
              .with("order", "o" + i % 3)
              .kind(i % 5 == 0 ? "fee" : "sale")
              .debit(bank, Money.ofMinor(2, EUR))
              .credit(i % 5 == 0 ? fees : shop, Money.ofMinor(1, EUR))
              .credit(i % 5 == 0 ? fees : shop, Money.ofMinor(1, EUR));
      ledger.post((i % 4 == 0 ? entry.correlatedWith("case-1") : entry).build()).orThrow();
    }
  }

  private static List<Long> found(EntryFilter filter) {
    return queries.entries(filter, Paging.after(before, ENTRIES)).entries().stream()
        .map(it -> it.number() - before - 1)
        .toList();
  }

  private static List<Long> every(int step) {
    return LongStream.range(0, ENTRIES).filter(i -> i % step == 0).boxed().toList();
  }

  @Test
  void entries_byEachCriterion() {
    EntryFilter all = EntryFilter.all();
    assertThat(found(all)).isEqualTo(every(1));
    assertThat(found(all.ofKind("fee"))).isEqualTo(every(5));
    assertThat(found(all.correlatedWith("case-1"))).isEqualTo(every(4));
    assertThat(found(all.with("order", "o0"))).isEqualTo(every(3));
    assertThat(found(all.with("order", "o9"))).isEmpty();
    assertThat(found(all.with("o0", "order"))).isEmpty();
    assertThat(found(all.effective(DAY, DAY))).isEqualTo(every(10));
    assertThat(found(all.effective(DAY.minusDays(2), DAY.minusDays(1)))).isEmpty();
    assertThat(found(all.on(bank))).isEqualTo(every(1));
    assertThat(found(all.on(shop).correlatedWith("case-1")))
        .isEqualTo(every(4).stream().filter(i -> i % 5 != 0).toList());
    assertThat(found(all.ofKind("fee").correlatedWith("case-1"))).isEqualTo(every(20));
  }

  @Test
  void entries_byTheInstantOfRecording() {
    Instant from = ledger.entry(before + 11).recordedAt();
    Instant until = ledger.entry(before + 21).recordedAt();
    List<Long> expected =
        LongStream.rangeClosed(before + 1, before + ENTRIES)
            .filter(number -> !ledger.entry(number).recordedAt().isBefore(from))
            .filter(number -> ledger.entry(number).recordedAt().isBefore(until))
            .map(number -> number - before - 1)
            .boxed()
            .toList();
    assertThat(found(EntryFilter.all().recorded(from, until))).isEqualTo(expected).contains(10L);
    assertThat(found(EntryFilter.all().recorded(Instant.EPOCH, from.plusSeconds(9_999))))
        .isEqualTo(every(1));
  }

  @Test
  void correlated_bringsACaseTogether() {
    assertThat(queries.correlated("case-1"))
        .extracting(RecordedEntry::number)
        .isEqualTo(every(4).stream().map(i -> before + 1 + i).toList());
    assertThat(queries.correlated("case-0")).isEmpty();
  }

  @Test
  void pages_whileEntriesArrive_leaveNoneOutAndGiveNoneTwice() {
    List<Long> seen = new ArrayList<>();
    EntryPage page = queries.entries(EntryFilter.all().on(bank), Paging.first(7));
    while (!page.entries().isEmpty()) {
      page.entries().forEach(entry -> seen.add(entry.number()));
      if (seen.size() < ENTRIES) {
        post();
      }
      page = queries.entries(EntryFilter.all().on(bank), Paging.after(page.after(), 7));
    }
    assertThat(page.isLast()).isTrue();
    assertThat(seen)
        .isEqualTo(LongStream.rangeClosed(before + 1, ledger.newestEntry()).boxed().toList());
  }

  private static void post() {
    JournalEntry entry =
        JournalEntry.on(DAY.minusYears(1))
            .key("more" + more++)
            .debit(bank, Money.ofMinor(2, EUR))
            .credit(shop, Money.ofMinor(2, EUR))
            .build();
    ledger.post(entry).orThrow();
  }

  @Test
  void statementPages_carryOnWhereTheLastOneEnded() {
    EntryRange range = new EntryRange(before + 3, before + 30);
    AccountStatement whole = ledger.statement(shop, range);
    List<StatementLine> lines = new ArrayList<>();
    Money carried = whole.opening();
    StatementPage page = queries.statementPage(shop, range, Paging.first(5));
    while (true) {
      assertThat(page.opening()).isEqualTo(carried);
      lines.addAll(page.lines());
      carried = page.closing();
      if (page.isLast()) {
        break;
      }
      page = queries.statementPage(shop, range, Paging.after(page.after(), 5));
    }
    assertThat(lines).isEqualTo(whole.lines()).hasSizeGreaterThan(40);
    assertThat(carried).isEqualTo(whole.closing());
    StatementPage beyond = queries.statementPage(shop, range, Paging.after(page.after(), 5));
    assertThat(beyond.opening()).isEqualTo(whole.closing());
    assertThat(beyond.lines()).isEmpty();
  }

  @Test
  void forEachLine_endsWhenNoMoreIsWanted() {
    List<StatementLine> some = new ArrayList<>();
    queries.forEachLine(
        bank,
        EntryRange.all(),
        line -> {
          some.add(line);
          return some.size() < 3;
        });
    assertThat(some).isEqualTo(ledger.statement(bank, EntryRange.all()).lines().subList(0, 3));
  }

  @Test
  void knowing_waitsForAnEntryOrSaysThatItIsNotThere() {
    long newest = ledger.newestEntry();
    Queries current = queries.knowing(newest, Duration.ZERO);
    assertThat(current.balance(bank).asOfEntry()).isGreaterThanOrEqualTo(newest);
    Queries ahead = queries.knowing(newest + 1_000, Duration.ofMillis(5));
    assertThatThrownBy(() -> ahead.balance(bank))
        .isInstanceOfSatisfying(
            NotYetRecordedException.class,
            e -> {
              assertThat(e.wanted()).isEqualTo(newest + 1_000);
              assertThat(e.newest()).isGreaterThanOrEqualTo(newest);
            });
    Queries soon = queries.knowing(ledger.newestEntry() + 1, Duration.ofSeconds(30));
    Thread poster = Thread.ofVirtual().start(QueriesTest::post);
    assertThat(soon.balance(bank).asOfEntry()).isGreaterThan(newest);
    assertThat(poster).isNotNull();
  }

  @Test
  void impossibleQuestions_areRefused() {
    assertThatThrownBy(() -> Paging.first(0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Paging.first(10_001)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Paging.after(-1, 5)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> EntryFilter.all().effective(DAY, DAY.minusDays(1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> EntryFilter.all().recorded(Instant.MAX, Instant.EPOCH))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> queries.statement(bank, DAY, DAY.minusDays(1), AsOf.now()))
        .isInstanceOf(InvalidInputException.class);
  }
}
