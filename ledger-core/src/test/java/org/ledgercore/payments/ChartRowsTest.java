package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/**
 * Every row of section 3 of the chart of accounts, on a real database: the entry has exactly the
 * row's legs, and the books have changed by exactly these.
 */
@Covers("S42")
class ChartRowsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Path PAGE =
      Path.of(System.getProperty("ledger.root", ".."), "docs", "postings.md");

  /** Rows whose figures are the whole ledger's: a test of their own, in a unit of their own. */
  private static final List<String> ELSEWHERE = List.of("P14", "P20");

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
    Payments.on(DB.ledger()).open(AccountClass.POINTS_ISSUANCE, School.PTS);
  }

  static Stream<ChartRow> rows() {
    return Stream.of(
            ProviderRows.all(),
            RefundRows.all(),
            DisputeRows.all(),
            PayoutRows.all(),
            WalletRows.all())
        .flatMap(List::stream);
  }

  @TestFactory
  Stream<DynamicTest> rows_leaveExactlyTheirBalances() {
    return rows()
        .map(row -> DynamicTest.dynamicTest(row.ref(), () -> leavesExactlyItsBalances(row)));
  }

  private static void leavesExactlyItsBalances(ChartRow row) {
    School school = open(row.ref());
    Payments payments = Payments.on(DB.ledger());
    for (PaymentCommand each : row.before().apply(school)) {
      long number = assertAccepted(payments.post(each)).number();
      school.first = school.first == 0 ? number : school.first;
    }
    SortedMap<String, Money> before = balances();
    PaymentCommand command = row.command().apply(school);

    RecordedEntry entry = assertAccepted(payments.post(command));

    assertThat(legs(school, entry)).containsExactlyElementsOf(row.legs());
    assertThat(changes(school, before)).containsExactlyInAnyOrderElementsOf(row.legs());
    assertThat(assertReplayed(payments.post(command))).isEqualTo(entry);
  }

  @Test
  void everyRowOfThePage_isShown() throws IOException {
    List<String> shown = Stream.concat(rows().map(ChartRow::ref), ELSEWHERE.stream()).toList();
    List<String> onThePage =
        Pattern.compile("^\\| (P\\d+\\w*) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(PAGE))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(onThePage).hasSizeGreaterThan(80);
    assertThat(shown).containsAll(onThePage);
    assertThat(shown.stream().map(ref -> ref.replaceAll(" .*", "")).distinct())
        .containsExactlyInAnyOrderElementsOf(onThePage);
  }

  @Test
  void p14_sweepsWhatIsEarned_andNothingOfTheClients() {
    School school = settled("P14");
    Payments payments = Payments.on(DB.ledger());
    SortedMap<String, Money> before = balances();

    Rejection.InsufficientFunds refused =
        assertRejected(
            payments.post(sweep(school, school.iqd(1_000).plus(least(school)))),
            Rejection.InsufficientFunds.class);
    assertThat(refused.floor()).isEqualTo(school.iqd(122_500));
    assertThat(balances()).isEqualTo(before);

    RecordedEntry entry = assertAccepted(payments.post(sweep(school, school.iqd(1_000))));
    List<String> row = List.of("D bank_own:rafidain 1000.000 S14", "C bank:rafidain 1000.000 S14");
    assertThat(legs(school, entry)).isEqualTo(row);
    assertThat(changes(school, before)).containsExactlyInAnyOrderElementsOf(row);
    assertThat(payments.safeguarding(school.iqd).surplus().isZero()).isTrue();
    assertReplayed(payments.post(sweep(school, school.iqd(1_000))));
    assertRejected(
        payments.post(new Sweep("again", school.rafidain, least(school), school.when)),
        Rejection.InsufficientFunds.class);
  }

  @Test
  void p20_closesIncomeAndExpense_once() {
    School school = settled("P20");
    Payments payments = Payments.on(DB.ledger());
    SortedMap<String, Money> before = balances();
    YearClose close = new YearClose(2026, school.iqd, school.when);

    RecordedEntry entry = assertAccepted(payments.post(close));

    List<String> row =
        List.of(
            "D platform_fee 2500.000 S20",
            "C provider_cost 1500.000 S20",
            "C retained_earnings 1000.000 S20");
    assertThat(legs(school, entry)).isEqualTo(row);
    assertThat(changes(school, before)).containsExactlyInAnyOrderElementsOf(row);
    assertThat(balances())
        .containsEntry("platform_fee in S20", Money.zero(school.iqd))
        .containsEntry("provider_cost in S20", Money.zero(school.iqd))
        .containsEntry("retained_earnings in S20", school.iqd(-1_000));
    assertThat(assertReplayed(payments.post(close))).isEqualTo(entry);
    Rejection.PaymentRefused refused =
        assertRejected(
            payments.post(new YearClose(2027, school.iqd, school.when)),
            Rejection.PaymentRefused.class);
    assertThat(refused.reason()).isInstanceOf(PaymentRefusal.NothingToMove.class);
  }

  /** Captured, cost accrued and settled net, in a unit of its own: 1,000 are earned. */
  private static School settled(String row) {
    School school = new School(row, Unit.fiat("S" + row.substring(1), 3));
    School.openHouse(DB.ledger(), school.iqd);
    school.open(DB.ledger());
    Payments payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(school.capture()));
    assertAccepted(
        payments.post(new ProviderCost(school.provider, "cost", school.iqd(1_500), school.when)));
    assertAccepted(payments.post(school.settlement(1_500)));
    return school;
  }

  private static Sweep sweep(School school, Money amount) {
    return new Sweep("earned", school.rafidain, amount, school.when);
  }

  private static Money least(School school) {
    return Money.ofMinor(1, school.iqd);
  }

  private static School open(String ref) {
    School school = new School(ref.replaceAll("\\W", "_"), School.IQD);
    school.open(DB.ledger());
    return school;
  }

  private static List<String> legs(School school, RecordedEntry entry) {
    List<String> legs = new ArrayList<>();
    for (Posting posting : entry.entry().postings()) {
      legs.add(leg(posting.side(), school.plain(posting.account().value()), posting.amount()));
    }
    return legs;
  }

  private static SortedMap<String, Money> balances() {
    SortedMap<String, Money> balances = new TreeMap<>();
    for (Balance balance : DB.ledger().trialBalance().balances()) {
      balances.put(balance.account().ref().toString(), TrialBalance.signed(balance));
    }
    return balances;
  }

  /** What has changed since, told as legs: debits positive. */
  private static List<String> changes(School school, SortedMap<String, Money> before) {
    List<String> changes = new ArrayList<>();
    for (Balance balance : DB.ledger().trialBalance().balances()) {
      Money change =
          TrialBalance.signed(balance)
              .minus(
                  before.getOrDefault(
                      balance.account().ref().toString(), Money.zero(balance.account().unit())));
      String path = school.plain(balance.account().path().value());
      if (change.isPositive()) {
        changes.add(leg(Side.DEBIT, path, change));
      }
      if (change.isNegative()) {
        changes.add(leg(Side.CREDIT, path, change.negated()));
      }
    }
    return changes;
  }

  private static String leg(Side side, String path, Money amount) {
    String digits = amount.unit().equals(School.IQD) ? whole(amount) : amount.toString();
    return side.name().charAt(0) + " " + path + " " + digits;
  }

  private static String whole(Money dinars) {
    String decimal = dinars.toDecimal();
    return decimal.endsWith(".000") ? decimal.substring(0, decimal.length() - 4) : decimal;
  }
}
