package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.threeway.Day.DAY;
import static org.ledgercore.reconciliation.threeway.Day.IQD;
import static org.ledgercore.reconciliation.threeway.Day.iqd;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.runs.FourFigures;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.testing.LedgerExtension;

/** What tests of the three ways share: a ledger, days on it, and invariant 3 after every test. */
abstract class ThreeWayCase {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  static final AccountPath UNALLOCATED = AccountClass.UNALLOCATED_RECEIPTS.path();

  @BeforeAll
  static void migrate() {
    ReconciliationStore.migrate(DB.dataSource(), DB.schema() + "_rec");
  }

  static ReconciliationStore store() {
    return ReconciliationStore.in(DB.dataSource(), DB.schema() + "_rec");
  }

  static Day day(String name) {
    return new Day(DB.ledger(), store(), name);
  }

  /** Invariant 3: breaks and the accounts that hold their money agree after every test. */
  @AfterEach
  void breaksTieOut() {
    ThreeWay any = day("any").threeWay;
    assertThat(any.tieOuts(BreakKind.POSTED, IQD)).allMatch(TieOut::isTied);
    assertThat(any.tieOuts(BreakKind.CARRIED, IQD)).allMatch(TieOut::isTied);
  }

  /** Captures of these amounts, filed and waiting for the bank. */
  static Day settled(String name, long... captures) {
    Day day = day(name);
    Item[] filed = new Item[captures.length];
    Money fees = iqd(0);
    for (int i = 0; i < captures.length; i++) {
      day.captured("c" + i, captures[i]);
      filed[i] = day.filed("c" + i, captures[i]);
      fees = fees.plus(iqd(captures[i] * 12 / 1_000));
    }
    day.arrives("f1", filed);
    due(day, day.providerRun("f1"), fees);
    day.bankRun("none");
    return day;
  }

  static void due(Day day, Runs.Done filed, Money fees) {
    Money accrued = iqd(1_500).min(fees);
    day.dues.add(
        ThreeWay.due(
            filed.report().matching(),
            new FileSays(
                day.provider,
                "S-1",
                day.bank,
                fees.equals(iqd(1_750)) ? accrued : fees,
                fees,
                DAY,
                DAY.plusDays(2))));
  }

  static long move(Day day, String key, long dinars) {
    return DB.ledger()
        .post(
            JournalEntry.on(DAY)
                .key(key + day.bank)
                .debit(UNALLOCATED, iqd(dinars))
                .credit(Day.account(AccountClass.MERCHANT_PAYABLE, day.school.value()), iqd(dinars))
                .build())
        .orThrow()
        .number();
  }

  static Money charges(Day day) {
    return Money.of(day.balance(AccountClass.BANK_CHARGES.path()), IQD);
  }

  static void assertProved(Day day, long closing, String... files) {
    FourFigures figures = day.threeWay.fourFigures(day.run(files), iqd(closing));
    assertThat(figures.isProved()).as(figures.toString()).isTrue();
  }

  static Break only(Day day, Finding.Type type) {
    return only(day, path(day), type);
  }

  static Break only(Day day, String account, Finding.Type type) {
    List<Break> found =
        day.threeWay.breaks().of(account).stream().filter(it -> it.type() == type).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  static Break find(Day day, Break known) {
    return day.threeWay.breaks().find(known.id()).orElseThrow();
  }

  static String path(Day day) {
    return AccountClass.BANK.path(day.bank.value()).value();
  }

  static AccountPath suspense(Day day) {
    return Day.account(AccountClass.RECON_SUSPENSE, day.bank.value());
  }

  static AccountPath receivable(Day day) {
    return Day.account(AccountClass.PROVIDER_RECEIVABLE, day.provider.value());
  }

  static String balance(Day day, AccountClass of) {
    return day.balance(Day.account(of, day.bank.value()));
  }
}
