package org.ledgercore.periods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.calendar.BusinessCalendar;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.commit.Writers;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.rules.Rejection.PeriodClosed;
import org.ledgercore.rules.Rejection.PeriodOpen;
import org.ledgercore.testing.Tampering;
import org.ledgercore.testing.TestLedger;

/** Calendar and periods through both writers; every ledger verifies in the end. */
class PeriodsTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 31);
  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));

  private final TestLedger test = TestLedger.fresh();
  private final Ledger ledger = test.ledger();
  private final Account bank = open(NewAccount.asset("bank", EUR));
  private final Account fees = ledger.openAccount(NewAccount.income("fees", EUR));
  private final Account rent = ledger.openAccount(NewAccount.expense("rent", EUR));
  private final Account owner = ledger.openAccount(NewAccount.equity("owner", EUR));

  private Account open(NewAccount account) {
    ledger.openUnit(EUR);
    return ledger.openAccount(account);
  }

  @AfterEach
  void verify() {
    test.checkInvariants();
    test.reopen();
    test.checkInvariants();
    test.close();
  }

  private EntryBuilder entry(EntryBuilder builder, Account debit, Account credit, long minor) {
    return builder
        .key(debit.path() + " " + credit.path() + " " + minor)
        .debit(debit, Money.ofMinor(minor, EUR))
        .credit(credit, Money.ofMinor(minor, EUR));
  }

  private EntryBuilder fee(LocalDate day, long minor) {
    return entry(JournalEntry.on(day), bank, fees, minor);
  }

  /** What ends a hold is a record: it stays on its day although rows of postings tell of it. */
  /** A fact of a closed day needs a day to go to; there was none, and it ended as unavailable. */
  @Test
  void closingThroughTheLastYear_isRefused() {
    LocalDate late = LocalDate.of(9999, 1, 1);

    assertThatThrownBy(() -> ledger.periods().close(late, "ann", "for good"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("through: must be at most 9998-12-31: 9999-01-01");
  }

  @Test
  void hold_isLetGo_whileTodayIsClosed() {
    Instant far = Instant.parse("2200-01-01T00:00:00Z");
    JournalEntry entry = fee(MARCH, 500).build();
    long hold = ledger.holds().hold(entry, far).orThrow().number();
    ledger.periods().close(LocalDate.of(2199, 12, 31), "ann", "for good").orThrow();

    assertThat(ledger.holds().voidHold(hold, "go")).isInstanceOf(Accepted.class);
  }

  @Test
  void close_refusesItsDays_letsFactsThrough_reopens() {
    // @start region="periods"
    ledger.post(fee(MARCH, 1_000).build()).orThrow();
    ledger.periods().close(MARCH, "ann", "March is done").orThrow();

    Outcome late = ledger.post(fee(MARCH, 2_000).build()); // a command may be refused
    assertThat(late).isEqualTo(new Rejected(new PeriodClosed(MARCH, MARCH)));

    Outcome fact = ledger.post(fee(MARCH, 3_000).orFirstOpenDay().build()); // a fact may not
    assertThat(fact.orThrow().effectiveDate()).isEqualTo(LocalDate.of(2026, 4, 1));

    ledger.periods().reopen(MARCH, "bob", "an invoice was missing").orThrow();
    assertThat(ledger.post(fee(MARCH, 2_000).build())).isInstanceOf(Accepted.class);
    // @end
    RecordedEntry moved = fact.orThrow();
    RecordedEntry read = ledger.entry(moved.number());
    assertThat(read.effectiveDate()).isEqualTo(moved.effectiveDate());
    assertThat(read.entry().effectiveDate()).isEqualTo(MARCH);
    assertThat(ledger.post(fee(MARCH, 3_000).build())).isEqualTo(new Replayed(moved));
    assertThat(ledger.periods().history()).extracting(Fact::actor).containsExactly("ann", "bob");
  }

  @Test
  void close_again_earlierOrOpen_isReplayedOrRefused() {
    Periods periods = ledger.periods();
    assertThat(periods.closedThrough()).isEmpty();
    assertThat(periods.reopen(MARCH, "bob", "why")).isEqualTo(new Rejected(new PeriodOpen(MARCH)));
    Outcome first = periods.close(MARCH, "ann", "done");
    assertThat(first).isInstanceOf(Accepted.class);
    assertThat(periods.close(MARCH, "ann", "done")).isInstanceOf(Replayed.class);
    assertThat(periods.close(MARCH.minusDays(1), "ann", "done"))
        .isEqualTo(new Rejected(new PeriodClosed(MARCH.minusDays(1), MARCH)));
    assertThat(periods.close(MARCH.plusMonths(1), "ann", "done")).isInstanceOf(Accepted.class);
    assertThat(periods.closedThrough()).contains(MARCH.plusMonths(1));
    assertThat(periods.reopen(MARCH, "bob", "again")).isInstanceOf(Accepted.class);
    assertThat(periods.reopen(MARCH, "bob", "again")).isInstanceOf(Replayed.class);
    assertThat(periods.closedThrough()).contains(MARCH.minusDays(1));
    assertThat(periods.close(MARCH, "ann", "done at last")).isInstanceOf(Accepted.class);
  }

  @Test
  void close_sealsTheTrialBalanceOfItsDays() throws SQLException {
    ledger.post(fee(MARCH, 1_000).build()).orThrow();
    ledger.post(entry(JournalEntry.on(MARCH), rent, bank, 300).build()).orThrow();
    ledger.post(fee(MARCH.plusDays(1), 77).build()).orThrow();
    ledger.periods().close(MARCH, "ann", "done").orThrow();
    ledger.post(fee(MARCH, 5).orFirstOpenDay().build()).orThrow();

    Fact closing = ledger.periods().history().getLast();
    assertThat(closing.values())
        .containsEntry("totals", "EUR 1300 1300")
        .containsEntry("closed_through", "2026-03-31")
        .containsKey("trial_balance");
    assertThat(ledger.periods().isSealed(closing)).isTrue();
    String amount = "update posting set amount = sign(amount) * 999 where abs(amount) = 1000";
    Tampering.in(test.dataSource(), test.schema(), amount);
    assertThat(ledger.periods().isSealed(closing)).isFalse();
    Tampering.in(
        test.dataSource(),
        test.schema(),
        amount.replace("999", "x").replace("1000", "999").replace("x", "1000"));
    assertThat(ledger.periods().isSealed(closing)).isTrue();
  }

  @Test
  void yearEnd_bringsIncomeAndExpenseToZero_andTurnoversLeaveItOut() {
    LocalDate last = LocalDate.of(2025, 12, 31);
    ledger.post(fee(last, 1_000).build()).orThrow();
    ledger.post(entry(JournalEntry.on(last), rent, bank, 300).build()).orThrow();
    JournalEntry closing =
        ledger.periods().yearEnd(last, AccountPath.of("owner"), EUR).orElseThrow();
    assertThat(closing.kind()).isEqualTo("closing");
    ledger.post(closing).orThrow();

    assertThat(ledger.balance(fees).posted().isZero()).isTrue();
    assertThat(ledger.balance(rent).posted().isZero()).isTrue();
    assertThat(ledger.balance(owner).posted()).isEqualTo(Money.of("7.00", EUR));
    List<Figures> year = ledger.periods().turnovers(LocalDate.of(2025, 1, 1), last);
    assertThat(
            year.stream()
                .map(it -> it.account().path() + " " + it.balance())
                .collect(Collectors.toList()))
        .containsExactly("bank 700", "fees 1000", "rent 300");
    assertThat(ledger.periods().yearEnd(last, AccountPath.of("owner"), EUR)).isEmpty();
    ledger.periods().close(last, "ann", "2025").orThrow();
  }

  @Test
  void undatedEntry_takesTheBusinessDayOfTheCalendarInForce_inEveryWriter() {
    JournalEntry before = entry(JournalEntry.undated(), bank, fees, 1).build();
    RecordedEntry utc = ledger.post(before).orThrow();
    assertThat(utc.effectiveDate()).isEqualTo(BusinessCalendar.DEFAULT.dayOf(utc.recordedAt()));
    LedgerOptions pooled =
        LedgerOptions.defaults().withSchema(test.schema()).withPooler(Writers.Pooler.PRESENT);
    DayOfWeek today = utc.effectiveDate().getDayOfWeek();
    BusinessCalendar calendar =
        BusinessCalendar.in(ZoneId.of("Pacific/Kiritimati"))
            .withWeekend(today, today.plus(1), today.plus(2))
            .withCutOff(LocalTime.of(0, 1));
    try (Ledger other = Ledger.open(test.dataSource(), pooled)) {
      RecordedEntry change = other.calendar().change(calendar, "ann", "we moved").orThrow();
      assertThat(other.calendar().change(calendar, "ann", "we moved")).isInstanceOf(Replayed.class);
      assertThat(ledger.calendar().current()).isEqualTo(calendar);
      assertThat(change.effectiveDate())
          .isEqualTo(BusinessCalendar.DEFAULT.dayOf(change.recordedAt()));
      RecordedEntry ours =
          ledger.post(entry(JournalEntry.undated(), bank, fees, 2).build()).orThrow();
      RecordedEntry theirs =
          other.post(entry(JournalEntry.undated(), bank, fees, 3).build()).orThrow();
      assertThat(ours.effectiveDate()).isEqualTo(calendar.dayOf(ours.recordedAt()));
      assertThat(theirs.effectiveDate()).isEqualTo(calendar.dayOf(theirs.recordedAt()));
      assertThat(ours.effectiveDate()).isAfter(utc.effectiveDate());
      assertThat(ledger.post(before)).isEqualTo(new Replayed(utc));
      other.periods().close(MARCH, "ann", "done").orThrow();
      assertThat(ledger.post(fee(MARCH, 9).build()))
          .isEqualTo(new Rejected(new PeriodClosed(MARCH, MARCH)));
    }
    assertThat(ledger.calendar().history()).hasSize(1);
  }

  @Test
  void postAll_ofACopiedBatch_movesFactsToTheFirstOpenDay() {
    ledger
        .calendar()
        .change(
            BusinessCalendar.DEFAULT.withHolidays(List.of(MARCH.plusDays(1))), "ann", "a holiday")
        .orThrow();
    ledger.periods().close(MARCH, "ann", "done").orThrow();
    List<JournalEntry> many = new java.util.ArrayList<>();
    for (int i = 1; i <= 600; i++) {
      many.add(fee(MARCH.minusDays(i), i).orFirstOpenDay().build());
    }
    for (Outcome outcome : ledger.postAll(many)) {
      assertThat(outcome.orThrow().effectiveDate()).isEqualTo(LocalDate.of(2026, 4, 2));
    }
  }

  @Test
  void page_showsTheRegionThatRuns() throws IOException {
    String source =
        Files.readString(
            ROOT.resolve("ledger-core/src/test/java/org/ledgercore/periods/PeriodsTest.java"));
    int from = source.indexOf('\n', source.indexOf("// @start region=\"periods\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from));
    String region = source.substring(from, to).stripIndent() + "\n";
    assertThat(Files.readString(ROOT.resolve("docs/periods.md")))
        .contains("```java\n" + region + "```");
  }
}
