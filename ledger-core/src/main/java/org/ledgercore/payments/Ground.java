package org.ledgercore.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.Condition;

/**
 * What must still hold when an entry is decided for the figures it was told on to be true: nothing
 * of its case came in between, and the accounts it looked at are as they were, as far as the entry
 * depends on them. Whatever else is posted meanwhile does not matter. Immutable.
 *
 * @param asOfEntry the newest entry before anything was read; 0 when nothing was
 * @param always what every entry told on these figures depends on
 * @param merchant the merchant's accounts that were looked at and exist
 */
record Ground(long asOfEntry, List<Condition> always, Map<AccountClass, Balance> merchant) {

  static final Ground NONE = new Ground(0, List.of(), Map.of());

  /** The most accounts an entry is made conditional on. */
  private static final int MANY = 80;

  static Ground asOf(long entryNo) {
    return new Ground(entryNo, List.of(), Map.of());
  }

  /** The figures of a case were read. */
  Ground ofCase(String correlation) {
    return with(new Condition.CaseUnmoved(correlation, asOfEntry));
  }

  /** The balances of these accounts were read. */
  Ground ofAccounts(Iterable<AccountRef> accounts) {
    Ground ground = this;
    for (AccountRef account : accounts) {
      ground = ground.with(new Condition.Unmoved(account, asOfEntry));
    }
    return ground;
  }

  /** A merchant's accounts were read. */
  Ground ofMerchant(Map<AccountClass, Balance> balances) {
    return new Ground(asOfEntry, always, Map.copyOf(balances));
  }

  private Ground with(Condition condition) {
    List<Condition> all = new ArrayList<>(always);
    all.add(condition);
    return new Ground(asOfEntry, List.copyOf(all), merchant);
  }

  /** Whether there are so many conditions that the newest entry is the simpler one. */
  boolean isWide() {
    return always.size() > MANY;
  }

  /** An account of the merchant did not move, if there is one. */
  List<Condition> unmoved(AccountClass accountClass) {
    Balance balance = merchant.get(accountClass);
    return balance == null
        ? List.of()
        : List.of(new Condition.Unmoved(balance.account().ref(), asOfEntry));
  }

  /** Nothing was taken from the merchant's reserve, so every lot still holds what was read. */
  List<Condition> undrawnReserve() {
    Balance reserve = merchant.get(AccountClass.MERCHANT_RESERVE);
    return reserve == null
        ? List.of()
        : List.of(new Condition.DrawnAtMost(reserve.account().ref(), reserve.drawn()));
  }

  /** What a taking depends on: what is available, and where that was not enough, on all of it. */
  List<Condition> of(Taking taking) {
    boolean isCovered = taking.rest().isZero() && taking.lots().uses().isEmpty();
    if (!isCovered) {
      List<Condition> all = new ArrayList<>(unmoved(AccountClass.MERCHANT_PAYABLE));
      all.addAll(undrawnReserve());
      return all;
    }
    Balance payable = merchant.get(AccountClass.MERCHANT_PAYABLE);
    return payable == null || taking.payable().isZero()
        ? List.of()
        : List.of(new Condition.AtLeast(payable.account().ref(), taking.payable()));
  }
}
