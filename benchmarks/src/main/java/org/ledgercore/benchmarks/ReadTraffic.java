package org.ledgercore.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * Two legs an entry: a quarter of all postings on one hot account, and a twentieth of all entries a
 * day late, each of those with a leg on one other account. Immutable.
 */
final class ReadTraffic implements Traffic {

  static final AccountPath HOT = AccountPath.of("hot");
  static final AccountPath LATE = AccountPath.of("late");

  /** The day of the late ones. */
  static final LocalDate DAY_BEFORE = DAY.minusDays(1);

  private static final int MAX_AMOUNT = 100_000;
  private static final int EVERY_LATE = 20;

  private final int customers;

  ReadTraffic(int accounts) {
    this.customers = accounts - 2;
  }

  @Override
  public String name() {
    return "reads_" + (customers + 2);
  }

  @Override
  public List<NewAccount> accounts() {
    List<NewAccount> accounts = new ArrayList<>();
    accounts.add(NewAccount.asset(HOT.value(), EUR));
    accounts.add(NewAccount.asset(LATE.value(), EUR));
    for (int i = 0; i < customers; i++) {
      accounts.add(NewAccount.liability(customer(i).value(), EUR));
    }
    return accounts;
  }

  @Override
  public JournalEntry entry(long number) {
    long random = Traffic.mix(number);
    boolean late = number % EVERY_LATE == 1;
    int other = (int) Long.remainderUnsigned(random, customers);
    AccountPath debit = number % 2 == 0 ? HOT : late ? LATE : customer((other + 1) % customers);
    Money amount = Money.ofMinor(1 + Long.remainderUnsigned(random, MAX_AMOUNT), EUR);
    return JournalEntry.on(late ? DAY_BEFORE : DAY)
        .kind("transfer")
        .key(new EntryKey("reads", Traffic.reference(number)))
        .debit(debit, amount)
        .credit(customer(other), amount)
        .build();
  }

  private static AccountPath customer(int index) {
    return AccountPath.of("customer:" + index);
  }
}
