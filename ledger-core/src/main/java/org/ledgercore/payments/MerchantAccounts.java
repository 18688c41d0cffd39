package org.ledgercore.payments;

import java.util.List;
import java.util.Set;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.money.Unit;

/** The accounts that every merchant has. */
final class MerchantAccounts {

  private static final Set<AccountClass> CLASSES =
      Set.of(
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RESERVE,
          AccountClass.PAYOUT_PENDING,
          AccountClass.REFUND_PENDING,
          AccountClass.DISPUTE_HOLD,
          AccountClass.MERCHANT_RECEIVABLE);

  private MerchantAccounts() {}

  /** All of a merchant's, by number. */
  static List<NewAccount> of(MerchantId merchant, Unit unit) {
    return CLASSES.stream()
        .sorted()
        .map(each -> each.newAccount(each.path(merchant.value()), unit))
        .toList();
  }

  /** Whether an account is one of a merchant's. */
  static boolean contain(MerchantId merchant, AccountRef account) {
    return account.path().dimension().equals(merchant.value())
        && CLASSES.stream().anyMatch(each -> each.contains(account.path()));
  }
}
