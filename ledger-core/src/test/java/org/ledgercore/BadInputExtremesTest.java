package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.commit.Appender;
import org.ledgercore.commit.Deadlines;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StatementLine;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.LedgerExtension;

/** IN3, IN7, IN11 and IN12 on a real database: the largest figures and the most legs. */
class BadInputExtremesTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final long HALF_AN_ENTRY = JournalEntry.MAX_POSTINGS / 2;

  @BeforeAll
  static void openTheUnit() {
    DB.ledger().openUnit(EUR);
  }

  /** IN3: turnover reaches 2^63 - 1 by postings of at most 10^15, and not a minor unit more. */
  @Test
  void post_turnoverOverflow_refused() {
    Ledger ledger = DB.ledger();
    Account debited = ledger.openAccount(NewAccount.asset("debited", EUR));
    Account credited = ledger.openAccount(NewAccount.liability("credited", EUR).neverOverdrawn());
    Account spare = ledger.openAccount(NewAccount.asset("spare", EUR));
    long left = Long.MAX_VALUE - HALF_AN_ENTRY * Posting.MAX_AMOUNT;
    List<Outcome> filled =
        ledger.postAll(
            List.of(
                transfer("fill 1", debited, credited, HALF_AN_ENTRY * Posting.MAX_AMOUNT),
                transfer("fill 2", debited, credited, left),
                transfer("too much", debited, credited, 1)));

    assertThat(filled.subList(0, 2)).allMatch(Outcome.Accepted.class::isInstance);
    assertThat(filled.get(2)).isEqualTo(overflow(debited));
    assertThat(ledger.balance(debited).turnover()).isEqualTo(new Turnover(Long.MAX_VALUE, 0));
    assertThat(ledger.balance(credited).posted()).isEqualTo(Money.ofMinor(Long.MAX_VALUE, EUR));

    Stored before = Stored.in(DB);
    assertThat(ledger.post(transfer("debit side", debited, spare, 1))).isEqualTo(overflow(debited));
    assertThat(ledger.post(transfer("credit side", spare, credited, 1)))
        .isEqualTo(overflow(credited));
    assertThat(ledger.preview(transfer("credit side", spare, credited, 1)).outcome())
        .isEqualTo(overflow(credited));
    assertThat(Stored.in(DB)).isEqualTo(before);

    assertThat(ledger.post(transfer("other sides", credited, debited, 1)))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(ledger.balance(debited).posted()).isEqualTo(Money.ofMinor(Long.MAX_VALUE - 1, EUR));
    assertThat(ledger.post(transfer("still full", debited, credited, 1)))
        .isEqualTo(overflow(debited));
  }

  /** IN7. */
  @Test
  void post_oneAccountTwiceOnOneSide_standsInLegOrder() {
    Ledger ledger = DB.ledger();
    Account wallet = ledger.openAccount(NewAccount.liability("wallet:twice", EUR).neverOverdrawn());
    Account bank = ledger.openAccount(NewAccount.asset("bank:twice", EUR));
    JournalEntry entry =
        JournalEntry.on(DAY)
            .key("twice on one side")
            .credit(wallet, euro(5))
            .debit(bank, euro(12))
            .credit(wallet, euro(7))
            .build();

    RecordedEntry recorded = ledger.post(entry).orThrow();

    List<StatementLine> lines = ledger.statement(wallet, EntryRange.all()).lines();
    assertThat(lines).extracting(StatementLine::amount).containsExactly(euro(5), euro(7));
    assertThat(lines).extracting(StatementLine::balance).containsExactly(euro(5), euro(12));
    assertThat(lines)
        .extracting(StatementLine::postingNo)
        .containsExactly(recorded.firstPosting(), recorded.firstPosting() + 2);
    assertThat(ledger.entry(recorded.number()).entry()).isEqualTo(entry);
  }

  /** IN11. */
  @Test
  void post_unitsOf0To8Decimals_readBack() {
    Ledger ledger = DB.ledger();
    for (int exponent = 0; exponent <= 8; exponent++) {
      Unit unit = ledger.openUnit(Unit.fiat("DEC" + exponent, exponent));
      Account from = ledger.openAccount(NewAccount.asset("from", unit));
      Account to = ledger.openAccount(NewAccount.asset("to", unit));
      String decimal = exponent == 0 ? "7" : "7." + "1".repeat(exponent);
      JournalEntry entry =
          JournalEntry.on(DAY)
              .key("decimals " + exponent)
              .debit(to, Money.of(decimal, unit))
              .credit(from, Money.of(decimal, unit))
              .build();

      RecordedEntry recorded = ledger.post(entry).orThrow();

      assertThat(ledger.balance(to).posted().toDecimal()).isEqualTo(decimal);
      assertThat(ledger.entry(recorded.number()).entry().postings()).isEqualTo(entry.postings());
    }
  }

  /** IN12: 10,000 legs on two accounts. */
  @Test
  void post_10000Legs_stored() {
    Ledger ledger = DB.ledger();
    Account many = ledger.openAccount(NewAccount.asset("many", EUR));
    Account few = ledger.openAccount(NewAccount.asset("few", EUR));
    EntryBuilder builder = JournalEntry.on(DAY).key("10,000 legs").credit(few, euro(49_995_000));
    IntStream.rangeClosed(1, 9_999).forEach(minor -> builder.debit(many, euro(minor)));
    JournalEntry entry = builder.build();
    assertThat(entry.postings()).hasSize(JournalEntry.MAX_POSTINGS);

    RecordedEntry recorded = ledger.post(entry).orThrow();

    assertThat(ledger.entry(recorded.number()).entry().postings()).isEqualTo(entry.postings());
    assertThat(ledger.statement(many, EntryRange.all()).lines()).hasSize(9_999);
    assertThat(ledger.balance(many).posted()).isEqualTo(euro(49_995_000));
    assertThat(ledger.post(entry)).isEqualTo(new Outcome.Replayed(recorded));
  }

  /** IN12: 10,000 legs on 10,000 accounts, more than a batch row lists. */
  @Test
  void post_10000Accounts_stored() throws SQLException {
    List<Command> openings = new ArrayList<>();
    EntryBuilder builder = JournalEntry.on(DAY).key("10,000 accounts");
    for (int i = 0; i < JournalEntry.MAX_POSTINGS; i++) {
      NewAccount account = NewAccount.asset("one_of_many:" + i, EUR);
      openings.add(new Command.OpenAccount(account));
      Side side = i % 2 == 0 ? Side.DEBIT : Side.CREDIT;
      builder.leg(new Posting(account.path(), side, euro(1 + i / 2)));
    }
    appender().append(openings);

    RecordedEntry recorded = DB.ledger().post(builder.build()).orThrow();

    JournalEntry read = DB.ledger().entry(recorded.number()).entry();
    assertThat(read.postings()).isEqualTo(builder.build().postings());
    TrialBalance trial = DB.ledger().trialBalance();
    assertThat(trial.isInBalance()).isTrue();
    assertThat(trial.differences()).containsEntry("EUR", BigInteger.ZERO);
    assertThat(trial.balances().stream().filter(it -> isOneOfMany(it.account())))
        .hasSize(JournalEntry.MAX_POSTINGS)
        .allMatch(it -> !it.posted().isZero());
  }

  private static boolean isOneOfMany(Account account) {
    return account.path().accountClass().equals("one_of_many");
  }

  private static Appender appender() throws SQLException {
    Duration patience = Duration.ofSeconds(10);
    return new Appender(
        DB.dataSource(),
        LedgerSchema.find(DB.dataSource(), DB.schema()),
        new Deadlines(patience, patience, patience));
  }

  private static Outcome overflow(Account account) {
    return new Outcome.Rejected(new Rejection.BalanceOverflow(account.ref()));
  }

  /** Moves an amount of any size, in as many legs of at most 10^15 as it takes. */
  private static JournalEntry transfer(String key, Account to, Account from, long minor) {
    EntryBuilder builder = JournalEntry.on(DAY).key(key);
    for (long left = minor; left > 0; left -= Posting.MAX_AMOUNT) {
      Money part = euro(Math.min(left, Posting.MAX_AMOUNT));
      builder.debit(to, part).credit(from, part);
    }
    return builder.build();
  }

  private static Money euro(long minor) {
    return Money.ofMinor(minor, EUR);
  }
}
