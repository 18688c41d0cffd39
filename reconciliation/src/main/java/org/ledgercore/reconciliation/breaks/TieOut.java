package org.ledgercore.reconciliation.breaks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ledgercore.money.Money;

/**
 * What open breaks say an account holds against what the ledger says. Immutable.
 *
 * @param account the path of the ledger account
 * @param breaks the sum of the open breaks on it
 * @param ledger its balance; credit balances positive, debit balances negative
 */
public record TieOut(String account, Money breaks, Money ledger) {

  /** Whether both are the same to the minor unit. */
  public boolean isTied() {
    return breaks.equals(ledger);
  }

  /** What the ledger has beyond the breaks: somebody moved money past them. */
  public Money drift() {
    return ledger.minus(breaks);
  }

  /**
   * Ties breaks of one kind out to balances, one line an account.
   *
   * @param breaks any; those resolved, of another kind or unit do not count
   * @param kind posted or carried
   * @param balances by path, all in one unit, credit balances positive
   */
  public static List<TieOut> of(
      Collection<Break> breaks, BreakKind kind, Map<String, Money> balances) {
    TreeMap<String, Money> sums = new TreeMap<>();
    for (Break each : breaks) {
      String heldOn = each.heldOn();
      if (each.isOpen() && each.kind() == kind && heldOn != null) {
        sums.merge(heldOn, each.amount(), Money::plus);
      }
    }
    TreeSet<String> accounts = new TreeSet<>(sums.keySet());
    accounts.addAll(balances.keySet());
    return accounts.stream()
        .map(account -> {
          Money some = Objects.requireNonNullElse(sums.get(account), balances.get(account));
          Money none = Money.zero(some.unit());
          return new TieOut(
              account, sums.getOrDefault(account, none), balances.getOrDefault(account, none));
        })
        .toList();
  }
}
