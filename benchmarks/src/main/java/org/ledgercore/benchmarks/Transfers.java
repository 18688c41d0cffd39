package org.ledgercore.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/** Two legs: an amount moves between two customers drawn evenly. Immutable. */
final class Transfers implements Traffic {

  private static final String NAMESPACE = "transfer";
  private static final int MAX_AMOUNT = 100_000;

  private final AccountPath[] customers;

  Transfers(int accounts) {
    if (accounts < 2) {
      throw new IllegalArgumentException("accounts: must be at least 2 for transfers: " + accounts);
    }
    this.customers =
        IntStream.rangeClosed(1, accounts)
            .mapToObj(i -> AccountPath.of("customer:" + i))
            .toArray(AccountPath[]::new);
  }

  @Override
  public String name() {
    return "transfer_" + customers.length;
  }

  @Override
  public List<NewAccount> accounts() {
    return IntStream.range(0, customers.length)
        .mapToObj(i -> NewAccount.liability(customers[i].value(), EUR))
        .toList();
  }

  @Override
  public JournalEntry entry(long number) {
    long random = Traffic.mix(number);
    int from = (int) Long.remainderUnsigned(random, customers.length);
    int step = 1 + (int) Long.remainderUnsigned(Traffic.mix(random), customers.length - 1);
    Money amount = Money.ofMinor(1 + Long.remainderUnsigned(random, MAX_AMOUNT), EUR);
    return JournalEntry.on(DAY)
        .kind("transfer")
        .key(new EntryKey(NAMESPACE, Traffic.reference(number)))
        .debit(customers[from], amount)
        .credit(customers[(from + step) % customers.length], amount)
        .build();
  }
}
