package org.ledgercore.payments;

import static org.ledgercore.chart.AccountType.ASSET;
import static org.ledgercore.chart.AccountType.EQUITY;
import static org.ledgercore.chart.AccountType.EXPENSE;
import static org.ledgercore.chart.AccountType.INCOME;
import static org.ledgercore.chart.AccountType.LIABILITY;

import java.util.Locale;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.money.Unit;

/** The classes of the payment chart: number in reports, type, and whether zero may be crossed. */
public enum AccountClass {
  /** Safeguarded clients' money at a bank. */
  BANK(1010, ASSET, true),
  /** The platform's own money at a bank. */
  BANK_OWN(1011, ASSET, true),
  /** Captured at a provider and not settled yet. */
  PROVIDER_RECEIVABLE(1020, ASSET, true),
  /** Cash and transfers between places. */
  MONEY_IN_TRANSIT(1040, ASSET, false),
  /** Available to a merchant. */
  MERCHANT_PAYABLE(2010, LIABILITY, false),
  /** A merchant's reserve, by lot. */
  MERCHANT_RESERVE(2020, LIABILITY, false),
  /** Payouts requested and not released. */
  PAYOUT_PENDING(2030, LIABILITY, false),
  /** Payouts released and not confirmed. */
  PAYOUT_IN_FLIGHT(2035, LIABILITY, false),
  /** Refunds held or approved and not confirmed. */
  REFUND_PENDING(2040, LIABILITY, false),
  /** Provider cost owed or netted. */
  PROVIDER_PAYABLE(2070, LIABILITY, true),
  /** Tax on fees. */
  TAX_PAYABLE(2080, LIABILITY, true),
  /** Capital. */
  OWNER_FUNDS(3010, EQUITY, true),
  /** The platform's fees. */
  PLATFORM_FEE(4010, INCOME, true),
  /** What providers cost. */
  PROVIDER_COST(5010, EXPENSE, true);

  private final int number;
  private final AccountType type;
  private final boolean mayCrossZero;

  AccountClass(int number, AccountType type, boolean mayCrossZero) {
    this.number = number;
    this.type = type;
    this.mayCrossZero = mayCrossZero;
  }

  /** The class's digits in reports. */
  public int number() {
    return number;
  }

  /** The path of the class's one account. */
  public AccountPath path() {
    return AccountPath.of(word());
  }

  /** The path of the class's account for a merchant, provider or bank. */
  public AccountPath path(String dimension) {
    return AccountPath.of(word() + ":" + dimension);
  }

  /** Whether an account belongs to this class. */
  public boolean contains(AccountPath path) {
    return path.accountClass().equals(word());
  }

  /** The account to be opened at a path of this class. */
  NewAccount newAccount(AccountPath path, Unit unit) {
    NewAccount account = NewAccount.of(type, path.value(), unit).numbered(number);
    return mayCrossZero ? account : account.neverOverdrawn();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
