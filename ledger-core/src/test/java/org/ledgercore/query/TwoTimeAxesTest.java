package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Command;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Timeline;
import org.ledgercore.testing.TestLedger;

/**
 * A journal of twelve days with entries on time, late and ahead, asked at every entry and every
 * date; the answers are counted up from the entries themselves.
 */
class TwoTimeAxesTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Unit USD = Unit.fiat("USD", 2);
  private static final LocalDate FIRST = LocalDate.of(2024, 2, 26);
  private static final int DAYS = 12;
  private static final int BATCHES = 25;
  private static final List<String> PATHS =
      List.of("bank", "shop:a", "shop:a:x", "shop:b", "shops");

  private static final String MIDDLE =
      " where posting_no ="
          + " (select posting_no from displaced order by posting_no offset 20 limit 1)";

  private static TestLedger test;
  private static Ledger ledger;
  private static List<Account> accounts;
  private static List<RecordedEntry> entries;

  @BeforeAll
  static void twelveDays() throws SQLException {
    test = TestLedger.fresh();
    Random random = new Random(7);
    Timeline timeline = new Timeline(test.dataSource(), test.schema());
    timeline.append(at(FIRST, 1), opening());
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Command> commands = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        commands.add(new Command.Post(entry(random, batch + "-" + i, batch * DAYS / BATCHES)));
      }
      timeline.append(at(FIRST.plusDays(batch * DAYS / BATCHES), 2 + batch), commands);
    }
    ledger = test.ledger();
    accounts = ledger.trialBalance().balances().stream().map(Balance::account).toList();
    entries = new ArrayList<>();
    for (long number = 1; number <= ledger.newestEntry(); number++) {
      entries.add(ledger.entry(number));
    }
  }

  @AfterAll
  static void drop() {
    test.checkInvariants();
    test.close();
  }

  private static Instant at(LocalDate day, int minute) {
    return day.atTime(9, 0).plusMinutes(minute).toInstant(ZoneOffset.UTC);
  }

  private static List<Command> opening() {
    List<Command> commands = new ArrayList<>();
    for (Unit unit : List.of(EUR, USD)) {
      commands.add(new Command.OpenUnit(unit));
      for (String path : PATHS) {
        commands.add(new Command.OpenAccount(NewAccount.liability(path, unit)));
      }
    }
    return commands;
  }

  private static JournalEntry entry(Random random, String key, int day) {
    LocalDate date = FIRST.plusDays(day + random.nextInt(7) - 3);
    EntryBuilder builder = random.nextInt(3) == 0 ? JournalEntry.undated() : JournalEntry.on(date);
    Unit unit = random.nextBoolean() ? EUR : USD;
    Money amount = Money.ofMinor(1 + random.nextInt(1_000), unit);
    int debit = random.nextInt(PATHS.size());
    int credit = (debit + 1 + random.nextInt(PATHS.size() - 1)) % PATHS.size();
    return builder
        .key(key)
        .debit(AccountPath.of(PATHS.get(debit)), amount)
        .credit(AccountPath.of(PATHS.get(credit)), amount)
        .credit(AccountPath.of(PATHS.get(credit)), amount)
        .debit(AccountPath.of(PATHS.get(debit)), amount)
        .build();
  }

  private static Turnover counted(Account account, long upTo, LocalDate date) {
    Turnover sum = Turnover.NONE;
    for (RecordedEntry entry : entries) {
      if (entry.number() > upTo || entry.effectiveDate().isAfter(date)) {
        continue;
      }
      for (Posting posting : entry.entry().postings()) {
        if (posting.ref().equals(account.ref())) {
          sum = sum.plus(posting.side(), posting.amount().minor());
        }
      }
    }
    return sum;
  }

  @Test
  void everyEntryAndEveryDate_areExact() {
    long opened = 2 + 2L * PATHS.size();
    for (long upTo = opened; upTo <= entries.size(); upTo++) {
      for (int day = -4; day <= DAYS + 4; day++) {
        LocalDate date = FIRST.plusDays(day);
        TrialBalance trial = ledger.queries().trialBalance(AsOf.entry(upTo).effectiveOn(date));
        assertThat(trial.isInBalance()).isTrue();
        assertThat(trial.asOfEntry()).isEqualTo(upTo);
        for (Balance balance : trial.balances()) {
          assertThat(balance.turnover())
              .as("%s as of entry %s, %s", balance.account(), upTo, date)
              .isEqualTo(counted(balance.account(), upTo, date));
        }
      }
    }
  }

  @Test
  void everyInstant_isResolvedToItsNewestEntry() {
    for (RecordedEntry entry : entries) {
      long newest =
          entries.stream()
              .filter(it -> it.recordedAt().equals(entry.recordedAt()))
              .mapToLong(RecordedEntry::number)
              .max()
              .orElseThrow();
      assertThat(ledger.queries().entryAsOf(AsOf.recorded(entry.recordedAt()))).isEqualTo(newest);
      for (Account account : accounts) {
        Balance balance =
            ledger.queries().balance(account, AsOf.recorded(entry.recordedAt().plusMillis(3)));
        assertThat(balance.asOfEntry()).isEqualTo(newest);
        assertThat(balance.turnover()).isEqualTo(counted(account, newest, LocalDate.MAX));
      }
    }
  }

  @Test
  void beforeTheFirstEntry_everythingIsZero() {
    AsOf before = AsOf.recorded(at(FIRST, 0));
    assertThat(ledger.queries().entryAsOf(before)).isZero();
    assertThat(ledger.queries().trialBalance(before).balances()).isEmpty();
    for (AsOf asOf : List.of(before, AsOf.entry(0), before.effectiveOn(FIRST.plusDays(20)))) {
      Balance balance = ledger.queries().balance(accounts.getFirst(), asOf);
      assertThat(balance.turnover()).isEqualTo(Turnover.NONE);
      assertThat(balance.asOfEntry()).isZero();
    }
  }

  @Test
  void bothAxesAtOnce_withAnInstant() {
    Instant instant = entries.get(entries.size() / 2).recordedAt();
    LocalDate date = FIRST.plusDays(4);
    for (Account account : accounts) {
      Balance balance = ledger.queries().balance(account, AsOf.recorded(instant).effectiveOn(date));
      assertThat(balance.turnover()).isEqualTo(counted(account, balance.asOfEntry(), date));
    }
  }

  @Test
  void turnover_isWhatCameBetween() {
    LocalDate before = FIRST.plusDays(2);
    LocalDate last = FIRST.plusDays(6);
    for (Account account : accounts) {
      Turnover all = counted(account, Long.MAX_VALUE, last);
      Turnover start = counted(account, Long.MAX_VALUE, before);
      assertThat(ledger.queries().turnover(account, AsOf.effective(before), AsOf.effective(last)))
          .isEqualTo(new Turnover(all.debits() - start.debits(), all.credits() - start.credits()));
    }
  }

  @Test
  void datedStatements_haveEveryLineOnItsDay() {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      Account account = accounts.get(random.nextInt(accounts.size()));
      LocalDate first = FIRST.plusDays(random.nextInt(DAYS + 6) - 4);
      LocalDate last = first.plusDays(random.nextInt(6));
      long upTo = 12 + random.nextInt(entries.size() - 11);
      DatedStatement statement = ledger.queries().statement(account, first, last, AsOf.entry(upTo));
      String name = account + " " + first + " " + last + " " + upTo;
      Turnover before = counted(account, upTo, first.minusDays(1));
      assertThat(statement.opening()).as(name).isEqualTo(account.balance(before));
      Turnover after = counted(account, upTo, last);
      assertThat(statement.closing()).as(name).isEqualTo(account.balance(after));
      List<Long> expected =
          entries.stream()
              .filter(it -> it.number() <= upTo)
              .filter(it -> !it.effectiveDate().isBefore(first))
              .filter(it -> !it.effectiveDate().isAfter(last))
              .sorted(Comparator.comparing(RecordedEntry::effectiveDate))
              .flatMap(it -> legsOn(account, it))
              .toList();
      assertThat(statement.lines().stream().map(StatementLine::postingNo).toList())
          .as(name)
          .isEqualTo(expected);
    }
  }

  private static Stream<Long> legsOn(Account account, RecordedEntry entry) {
    List<Posting> legs = entry.entry().postings();
    return IntStream.range(0, legs.size())
        .filter(i -> legs.get(i).ref().equals(account.ref()))
        .mapToObj(i -> entry.firstPosting() + i);
  }

  @Test
  void rollUp_addsASubtreeUnitByUnit() {
    AsOf asOf = AsOf.effective(FIRST.plusDays(5));
    for (String path : List.of("shop", "shop:a", "shop:b", "bank", "nothing")) {
      for (Unit unit : List.of(EUR, USD)) {
        List<Account> below =
            accounts.stream()
                .filter(it -> it.unit().equals(unit))
                .filter(it -> (it.path() + ":").startsWith(path + ":"))
                .toList();
        long debits =
            below.stream()
                .mapToLong(it -> counted(it, Long.MAX_VALUE, FIRST.plusDays(5)).debits())
                .sum();
        var totals =
            ledger.queries().rollUp(AccountPath.of(path), asOf).stream()
                .filter(it -> it.unit().equals(unit))
                .toList();
        assertThat(totals).hasSize(below.isEmpty() ? 0 : 1);
        totals.forEach(it -> assertThat(it.debits()).isEqualTo(debits));
        totals.forEach(it -> assertThat(it.accounts()).isEqualTo(below.size()));
        assertThat(
                ledger.queries().balancesBelow(AccountPath.of(path), asOf).stream()
                    .map(Balance::account)
                    .filter(it -> it.unit().equals(unit)))
            .containsExactlyInAnyOrderElementsOf(below);
      }
    }
  }

  @Test
  void pointsBeyondTheCalendar_areRefused() {
    assertThatThrownBy(() -> AsOf.entry(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("entry");
    assertThatThrownBy(() -> AsOf.recorded(Instant.MAX)).hasMessageContaining("recorded");
    assertThatThrownBy(() -> AsOf.effective(LocalDate.MIN)).hasMessageContaining("effective");
  }

  @Test
  void verify_aChangedRow_isNamed() throws SQLException {
    for (String change :
        List.of(
            "update displaced set all_debits = all_debits + 1",
            "update displaced set debits = debits + 1, all_debits = all_debits + 1",
            "update displaced set effective_date = '1999-01-01'",
            "delete from displaced",
            "update displaced set posting_no = posting_no + 1000000",
            "insert into displaced values (1, '1999-01-01', 1000000, 0, 0, 0, 0)")) {
      String sql = change.startsWith("insert") ? change : change + MIDDLE;
      assertThat(problemAfter(sql)).as(change).startsWith("displaced");
    }
    assertThat(ledger.verify().problem()).isEmpty();
  }

  private static String problemAfter(String change) throws SQLException {
    LedgerSchema schema = LedgerSchema.find(test.dataSource(), test.schema());
    try (Connection connection = test.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local session_replication_role = replica");
      statement.execute("set local search_path to " + test.schema());
      statement.execute(change);
      Verification found =
          new VerifyPass(connection, schema, List.of()).run(null, Long.MAX_VALUE, entry -> {});
      connection.rollback();
      connection.setAutoCommit(true);
      return found.problem().map(Verification.Problem::where).orElse("nothing");
    }
  }
}
