package org.ledgercore.reconciliation.threeway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.TieOut;

/** Invariant 3: open breaks against the accounts that hold their money. Stateless. */
final class TieOuts {

  private static final List<AccountClass> POSTED_ON =
      List.of(AccountClass.RECON_SUSPENSE, AccountClass.UNALLOCATED_RECEIPTS);
  private static final List<AccountClass> CARRIED_ON =
      List.of(
          AccountClass.PROVIDER_RECEIVABLE,
          AccountClass.MONEY_IN_TRANSIT,
          AccountClass.PAYOUT_IN_FLIGHT);

  private final Ledger ledger;
  private final Breaks breaks;

  TieOuts(Ledger ledger, Breaks breaks) {
    this.ledger = ledger;
    this.breaks = breaks;
  }

  /** One line an account, in one unit. */
  List<TieOut> of(BreakKind kind, Unit unit) {
    List<AccountClass> classes = kind == BreakKind.POSTED ? POSTED_ON : CARRIED_ON;
    Map<String, Money> balances = new TreeMap<>();
    for (Balance balance : ledger.trialBalance().balances()) {
      AccountPath path = balance.account().path();
      if (balance.account().unit().equals(unit)
          && classes.stream().anyMatch(it -> it.contains(path))) {
        boolean isAsset = balance.account().type() == AccountType.ASSET;
        balances.put(path.value(), isAsset ? balance.posted().negated() : balance.posted());
      }
    }
    return TieOut.of(
        breaks.open().stream()
            .filter(it -> it.amount().unit().equals(unit) && isHeldOn(it, classes))
            .toList(),
        kind,
        balances);
  }

  private static boolean isHeldOn(Break each, List<AccountClass> classes) {
    String heldOn = each.heldOn();
    return heldOn != null && classes.stream().anyMatch(it -> it.contains(AccountPath.of(heldOn)));
  }
}
