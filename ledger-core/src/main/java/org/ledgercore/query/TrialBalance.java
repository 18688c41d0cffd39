package org.ledgercore.query;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.money.Money;

/**
 * Every account's figures as of one entry, sorted by number, path and currency. Sums over accounts
 * are exact beyond 64 bits.
 *
 * @param asOfEntry the newest entry included
 * @param balances one per account that was ever opened up to then
 */
public record TrialBalance(long asOfEntry, List<Balance> balances) {

  /** The sum of all balances per currency, debits positive: zero each when the books balance. */
  public SortedMap<String, BigInteger> differences() {
    SortedMap<String, BigInteger> sums = new TreeMap<>();
    for (Balance balance : balances) {
      BigInteger signed =
          BigInteger.valueOf(balance.turnover().debits())
              .subtract(BigInteger.valueOf(balance.turnover().credits()));
      sums.merge(balance.account().unit().code(), signed, BigInteger::add);
    }
    return sums;
  }

  /** Whether debits equal credits in every currency. */
  public boolean isInBalance() {
    return differences().values().stream().allMatch(sum -> sum.signum() == 0);
  }

  /** The balance of one account, on its normal side; zero when it was not open yet. */
  public Money balanceOf(Account account) {
    return balances.stream()
        .filter(balance -> balance.account().equals(account))
        .map(Balance::posted)
        .findFirst()
        .orElse(Money.zero(account.unit()));
  }

  /** The balance as tables show it: debit balances positive, credit balances negative. */
  public static Money signed(Balance balance) {
    return balance.account().normalSide() == Side.DEBIT
        ? balance.posted()
        : balance.posted().negated();
  }
}
