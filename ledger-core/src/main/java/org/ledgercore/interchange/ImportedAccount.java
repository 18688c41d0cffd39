package org.ledgercore.interchange;

import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * An account that a file names: as the ledger has it, or as it will be opened, and what the file
 * does to it. Used by one thread.
 */
final class ImportedAccount {

  private static final String CONTRA = "CONTRA_";

  private final AccountRef ref;
  private final Unit unit;
  private final AccountType type;
  private final Side normalSide;
  private final @Nullable NewAccount opening;
  private final AccountStatus status;
  private final @Nullable Long floor;
  private final @Nullable Long ceiling;
  private final Turnover pending;
  private Turnover now;

  /** What the ledger had when the import began, and the file's own entries that came later. */
  private Turnover asserted;

  private long availableBefore;
  private long expectedBefore;

  /** An account of the ledger. */
  ImportedAccount(Account account, AccountState state, Balance now, Balance before) {
    this.ref = account.ref();
    this.unit = account.unit();
    this.type = account.type();
    this.normalSide = account.normalSide();
    this.opening = null;
    this.status = state.status();
    this.floor = state.terms().floor();
    this.ceiling = state.terms().ceiling();
    this.pending = now.pendingTurnover();
    this.now = now.turnover();
    this.asserted = before.turnover();
  }

  /** An account that the file declares. */
  ImportedAccount(NewAccount opening) {
    this.ref = opening.ref();
    this.unit = opening.unit();
    this.type = opening.type();
    this.normalSide = opening.normalSide();
    this.opening = opening;
    this.status = AccountStatus.OPEN;
    this.floor = null;
    this.ceiling = null;
    this.pending = Turnover.NONE;
    this.now = Turnover.NONE;
    this.asserted = Turnover.NONE;
  }

  AccountRef ref() {
    return ref;
  }

  Unit unit() {
    return unit;
  }

  /** How it is to be opened; null when the ledger has it. */
  @Nullable NewAccount opening() {
    return opening;
  }

  /** Everything posted on it, with the file's entries so far. */
  Turnover now() {
    return now;
  }

  /** Its type as a file writes it. */
  String typeName() {
    return typeName(type, normalSide);
  }

  static String typeName(AccountType type, Side normalSide) {
    return (type.normalSide() == normalSide ? "" : CONTRA) + type.name();
  }

  /** An account to be opened, of a type as a file writes it. */
  static NewAccount opened(String path, Unit unit, String typeName) {
    boolean isContra = typeName.startsWith(CONTRA);
    String name = isContra ? typeName.substring(CONTRA.length()) : typeName;
    for (AccountType type : AccountType.values()) {
      if (type.name().equals(name)) {
        NewAccount plain = NewAccount.of(type, path, unit);
        return isContra ? plain.contra() : plain;
      }
    }
    throw new InvalidInputException(
        "type",
        typeName.isEmpty()
            ? "must be given for an account that is not open"
            : "must be ASSET, LIABILITY, EQUITY, INCOME, EXPENSE, or one of them after CONTRA_",
        typeName.isEmpty() ? path : typeName);
  }

  /** Counts a leg among what the balances in the end must come from. */
  void assertLeg(Posting leg) {
    asserted = plus(asserted, leg);
  }

  /** The balance that a file of balances must give, debits positive. */
  long assertedSigned() {
    return asserted.balanceOn(Side.DEBIT);
  }

  /** Begins an entry that is still to be posted: limits are judged on what it does as a whole. */
  void beginEntry() {
    availableBefore = available();
    expectedBefore = expected();
  }

  void apply(Posting leg) {
    if (status != AccountStatus.OPEN) {
      throw new InvalidInputException("account", "must be open", ref + " is " + status);
    }
    now = plus(now, leg);
  }

  /** Whether the entry took the account beyond a limit, or further beyond it. */
  void requireWithinLimits() {
    if (floor != null && available() < floor && available() < availableBefore) {
      throw new InvalidInputException(
          "amount", "must leave " + ref + " at " + money(floor) + " or more", money(available()));
    }
    if (ceiling != null && expected() > ceiling && expected() > expectedBefore) {
      throw new InvalidInputException(
          "amount", "must leave " + ref + " at " + money(ceiling) + " or less", money(expected()));
    }
  }

  private long available() {
    long taken = normalSide == Side.DEBIT ? pending.credits() : pending.debits();
    return now.balanceOn(normalSide) - taken;
  }

  private long expected() {
    long coming = normalSide == Side.DEBIT ? pending.debits() : pending.credits();
    return now.balanceOn(normalSide) + coming;
  }

  private Turnover plus(Turnover turnover, Posting leg) {
    long amount = leg.amount().minor();
    if (!turnover.hasRoomFor(leg.side(), amount)) {
      throw new InvalidInputException(
          "amount", "must leave the turnover of " + ref + " within 64 bits", leg.amount());
    }
    return turnover.plus(leg.side(), amount);
  }

  private Money money(long minor) {
    return Money.ofMinor(minor, unit);
  }
}
