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
  /** The drawer of a cash desk. */
  CASH_DESK(1030, ASSET, false),
  /** Cash and transfers between places. */
  MONEY_IN_TRANSIT(1040, ASSET, false),
  /** What a merchant owes the platform. */
  MERCHANT_RECEIVABLE(1050, ASSET, false),
  /** Expected losses on what a merchant owes; grows on the credit side. */
  MERCHANT_RECEIVABLE_ALLOWANCE(1059, ASSET, false),
  /** Taken by a provider for an open dispute. */
  DISPUTE_CLAIM(1060, ASSET, true),
  /** Tax on invoices received. */
  INPUT_TAX(1070, ASSET, true),
  /** Posted breaks, by source. */
  RECON_SUSPENSE(1080, ASSET, true),
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
  /** A merchant's money held for a dispute. */
  DISPUTE_HOLD(2050, LIABILITY, false),
  /** A customer's wallet. */
  CUSTOMER_WALLET(2060, LIABILITY, false),
  /** A remittance received and not completed. */
  REMITTANCE_PAYABLE(2062, LIABILITY, false),
  /** The balance of a prepaid card. */
  PREPAID_CARD(2064, LIABILITY, false),
  /** A customer's redeem request. */
  REDEEM_PENDING(2065, LIABILITY, false),
  /** Provider cost owed or netted. */
  PROVIDER_PAYABLE(2070, LIABILITY, true),
  /** Owed to a payout partner. */
  PARTNER_PAYABLE(2075, LIABILITY, false),
  /** Tax on fees. */
  TAX_PAYABLE(2080, LIABILITY, true),
  /** Tax withheld. */
  WITHHOLDING_TAX(2085, LIABILITY, true),
  /** Bank credits nobody has identified. */
  UNALLOCATED_RECEIPTS(2090, LIABILITY, false),
  /** Money that the law takes after a time. */
  UNCLAIMED_MONEY(2095, LIABILITY, false),
  /** Capital. */
  OWNER_FUNDS(3010, EQUITY, true),
  /** Links the legs of a conversion, by currency. */
  FX_POSITION(3020, EQUITY, true),
  /** An open position at the rate of a period's end, by currency. */
  FX_REVALUATION(3021, EQUITY, true),
  /** Results of closed years. */
  RETAINED_EARNINGS(3090, EQUITY, true),
  /** Points in circulation. */
  POINTS_ISSUANCE(3510, EQUITY, true),
  /** The platform's fees. */
  PLATFORM_FEE(4010, INCOME, true),
  /** Dispute fees charged on. */
  DISPUTE_FEE_INCOME(4020, INCOME, true),
  /** What conversions earn. */
  FX_MARGIN(4030, INCOME, true),
  /** Commissions of payouts, wallets and desks. */
  COMMISSION(4040, INCOME, true),
  /** Cash counted above what was expected. */
  CASH_OVER(4050, INCOME, true),
  /** Positions closed above their value. */
  FX_GAIN(4060, INCOME, true),
  /** What providers cost. */
  PROVIDER_COST(5010, EXPENSE, true),
  /** What providers charge for disputes. */
  DISPUTE_COST(5015, EXPENSE, true),
  /** Receivables from merchants that are lost. */
  CHARGEBACK_LOSS(5020, EXPENSE, true),
  /** Breaks written off. */
  RECON_WRITE_OFF(5030, EXPENSE, true),
  /** What banks charge. */
  BANK_CHARGES(5040, EXPENSE, true),
  /** Positions closed below their value. */
  FX_LOSS(5050, EXPENSE, true),
  /** Open positions at the rate of a period's end. */
  FX_UNREALISED(5051, EXPENSE, true),
  /** Credits given to merchants. */
  GOODWILL(5060, EXPENSE, true),
  /** Cashback paid by the platform. */
  CASHBACK(5061, EXPENSE, true),
  /** Cash counted below what was expected. */
  CASH_SHORT(5070, EXPENSE, true);

  private final int number;
  private final AccountType type;
  private final boolean mayCrossZero;

  AccountClass(int number, AccountType type, boolean mayCrossZero) {
    this.number = number;
    this.type = type;
    this.mayCrossZero = mayCrossZero;
  }

  /** The class an account belongs to. */
  static AccountClass of(AccountPath path) {
    return valueOf(path.accountClass().toUpperCase(Locale.ROOT));
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

  /** The type of the class's accounts. */
  public AccountType type() {
    return type;
  }

  /** Whether an account belongs to this class. */
  public boolean contains(AccountPath path) {
    return path.accountClass().equals(word());
  }

  /** The account to be opened at a path of this class. */
  NewAccount newAccount(AccountPath path, Unit unit) {
    NewAccount plain = NewAccount.of(type, path.value(), unit).numbered(number);
    NewAccount account = this == MERCHANT_RECEIVABLE_ALLOWANCE ? plain.contra() : plain;
    return mayCrossZero ? account : account.neverOverdrawn();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
