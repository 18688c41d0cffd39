package org.ledgercore.benchmarks;

import static org.ledgercore.payments.AccountClass.MERCHANT_PAYABLE;
import static org.ledgercore.payments.AccountClass.MERCHANT_RESERVE;
import static org.ledgercore.payments.AccountClass.PLATFORM_FEE;
import static org.ledgercore.payments.AccountClass.PROVIDER_RECEIVABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * Four legs, as posting P1: provider receivable and platform fee are touched by every entry,
 * payable and reserve are those of a merchant drawn evenly. The provider's reference is the key. No
 * metadata, no correlation. Immutable.
 */
final class Captures implements Traffic {

  private static final String PROVIDER = "switch";
  private static final EntryKey NAMESPACE = new EntryKey("capture/" + PROVIDER, "-");
  private static final AccountPath RECEIVABLE = PROVIDER_RECEIVABLE.path(PROVIDER);
  private static final AccountPath FEE = PLATFORM_FEE.path();
  private static final int MIN_GROSS = 1_000;
  private static final int MAX_GROSS = 100_000;
  private static final int RESERVE_PART = 20;
  private static final int FEE_PART = 50;

  private final AccountPath[] payables;
  private final AccountPath[] reserves;

  /** Two accounts are everybody's; the others belong to merchants, two each. */
  Captures(int accounts) {
    if (accounts < 4) {
      throw new IllegalArgumentException("accounts: must be at least 4 for captures: " + accounts);
    }
    int merchants = (accounts - 2) / 2;
    this.payables = ofMerchants(merchants, MERCHANT_PAYABLE::path);
    this.reserves = ofMerchants(merchants, MERCHANT_RESERVE::path);
  }

  private static AccountPath[] ofMerchants(int merchants, Function<String, AccountPath> path) {
    return IntStream.rangeClosed(1, merchants)
        .mapToObj(i -> path.apply("m" + i))
        .toArray(AccountPath[]::new);
  }

  @Override
  public String name() {
    return "capture_" + (2 + 2 * payables.length);
  }

  @Override
  public List<NewAccount> accounts() {
    List<NewAccount> accounts = new ArrayList<>(2 + 2 * payables.length);
    accounts.add(NewAccount.asset(RECEIVABLE.value(), EUR));
    accounts.add(NewAccount.income(FEE.value(), EUR));
    for (int i = 0; i < payables.length; i++) {
      accounts.add(NewAccount.liability(payables[i].value(), EUR).neverOverdrawn());
      accounts.add(NewAccount.liability(reserves[i].value(), EUR).neverOverdrawn());
    }
    return accounts;
  }

  @Override
  public JournalEntry entry(long number) {
    long random = Traffic.mix(number);
    int merchant = (int) Long.remainderUnsigned(random, payables.length);
    long spread = Long.remainderUnsigned(Traffic.mix(random), MAX_GROSS - MIN_GROSS);
    long gross = MIN_GROSS + spread;
    long reserve = gross / RESERVE_PART;
    long fee = gross / FEE_PART;
    return JournalEntry.on(DAY)
        .kind("capture")
        .key(new EntryKey(NAMESPACE.namespace(), Traffic.reference(number)))
        .debit(RECEIVABLE, Money.ofMinor(gross, EUR))
        .credit(payables[merchant], Money.ofMinor(gross - reserve - fee, EUR))
        .credit(reserves[merchant], Money.ofMinor(reserve, EUR))
        .credit(FEE, Money.ofMinor(fee, EUR))
        .build();
  }
}
