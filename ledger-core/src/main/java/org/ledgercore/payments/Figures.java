package org.ledgercore.payments;

import java.util.EnumSet;
import java.util.Set;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Balance;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.TrialBalance;

/** Sums over classes of accounts, all of one trial balance and so of one snapshot. */
final class Figures {

  private static final Set<AccountClass> OWED_TO_CLIENTS =
      EnumSet.of(
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RESERVE,
          AccountClass.PAYOUT_PENDING,
          AccountClass.PAYOUT_IN_FLIGHT,
          AccountClass.REFUND_PENDING,
          AccountClass.DISPUTE_HOLD,
          AccountClass.CUSTOMER_WALLET,
          AccountClass.REMITTANCE_PAYABLE,
          AccountClass.PREPAID_CARD,
          AccountClass.REDEEM_PENDING,
          AccountClass.PARTNER_PAYABLE,
          AccountClass.UNALLOCATED_RECEIPTS,
          AccountClass.UNCLAIMED_MONEY);
  private static final Set<AccountClass> ON_ITS_WAY =
      EnumSet.of(
          AccountClass.PROVIDER_RECEIVABLE, AccountClass.CASH_DESK, AccountClass.MONEY_IN_TRANSIT);

  private final Unit unit;
  private final TrialBalance trial;

  Figures(Ledger ledger, Unit unit) {
    this.unit = unit;
    this.trial = ledger.trialBalance();
  }

  OwnerFigures owner(Ledger ledger) {
    long asOf = trial.asOfEntry();
    Money reversed = ledger.debitsOf(Correction.CAPTURE_REVERSED, unit, asOf);
    Money gmv = ledger.debitsOf(Capture.KIND, unit, asOf).minus(reversed);
    return new OwnerFigures(
        trial.asOfEntry(),
        gmv,
        sum(EnumSet.of(AccountClass.PLATFORM_FEE)),
        sum(EnumSet.of(AccountClass.PROVIDER_COST)),
        sum(EnumSet.of(AccountClass.MERCHANT_RESERVE)),
        sum(EnumSet.of(AccountClass.MERCHANT_PAYABLE)));
  }

  Safeguarding safeguarding() {
    return new Safeguarding(
        trial.asOfEntry(),
        sum(OWED_TO_CLIENTS),
        sum(EnumSet.of(AccountClass.BANK)),
        sum(ON_ITS_WAY));
  }

  private Money sum(Set<AccountClass> classes) {
    Money sum = Money.zero(unit);
    for (Balance balance : trial.balances()) {
      boolean wanted =
          classes.stream().anyMatch(any -> any.contains(balance.account().path()))
              && balance.account().unit().code().equals(unit.code());
      sum = wanted ? sum.plus(balance.posted()) : sum;
    }
    return sum;
  }
}
