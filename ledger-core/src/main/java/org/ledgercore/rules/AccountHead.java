package org.ledgercore.rules;

import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;

/**
 * An account as a decision sees it: its unchanging facts, its state, and its cumulative debits and
 * credits. Changed by {@link Decider} only. Not safe for many threads.
 */
public final class AccountHead {

  /** The floor of an account without one. */
  public static final long NO_FLOOR = Long.MIN_VALUE;

  /** The ceiling of an account without one. */
  public static final long NO_CEILING = Long.MAX_VALUE;

  private final Account account;
  private final AccountRef ref;
  private final int unitId;
  private AccountState state;
  private long floor;
  private long ceiling;
  private long newestEntry;
  private long pendingDebits;
  private long pendingCredits;
  private long debits;
  private long credits;

  public AccountHead(Account account, int unitId, AccountState state) {
    this(account, account.ref(), unitId, state);
  }

  /** The same with the name that there is already. */
  AccountHead(Account account, AccountRef ref, int unitId, AccountState state) {
    this.account = account;
    this.ref = ref;
    this.unitId = unitId;
    this.state = state;
    changeTo(state);
  }

  /** The same head, standing at these cumulative figures. */
  public AccountHead standingAt(Turnover posted) {
    debits = posted.debits();
    credits = posted.credits();
    return this;
  }

  /** The same head, with so much pending. */
  public AccountHead holding(Turnover pending) {
    pendingDebits = pending.debits();
    pendingCredits = pending.credits();
    return this;
  }

  /** Debits and credits that open holds reserve. */
  public Turnover pending() {
    return pendingDebits == 0 && pendingCredits == 0
        ? Turnover.NONE
        : new Turnover(pendingDebits, pendingCredits);
  }

  public boolean hasPending() {
    return pendingDebits != 0 || pendingCredits != 0;
  }

  public long pendingDebits() {
    return pendingDebits;
  }

  public long pendingCredits() {
    return pendingCredits;
  }

  /** The balance less what open holds would take from it: what a floor is judged on. */
  public long availableMinor() {
    return balanceMinor() - (account.normalSide() == Side.DEBIT ? pendingCredits : pendingDebits);
  }

  /** The balance and what open holds would add to it: what a ceiling is judged on. */
  public long expectedMinor() {
    return balanceMinor() + (account.normalSide() == Side.DEBIT ? pendingDebits : pendingCredits);
  }

  /** The same head, last moved by this entry; 0 for none. */
  public AccountHead movedBy(long entryNo) {
    newestEntry = entryNo;
    return this;
  }

  /** The newest entry that moved the account, 0 for none. */
  public long newestEntry() {
    return newestEntry;
  }

  public Account account() {
    return account;
  }

  /** The account's identity, made once. */
  AccountRef ref() {
    return ref;
  }

  public int unitId() {
    return unitId;
  }

  public AccountStatus status() {
    return state.status();
  }

  /** What holds of the account now. */
  public AccountState state() {
    return state;
  }

  public long floor() {
    return floor;
  }

  public long ceiling() {
    return ceiling;
  }

  public long debits() {
    return debits;
  }

  public long credits() {
    return credits;
  }

  public Turnover turnover() {
    return new Turnover(debits, credits);
  }

  /** The balance on the normal side, in minor units. */
  public long balanceMinor() {
    return account.normalSide() == Side.DEBIT ? debits - credits : credits - debits;
  }

  /** All that was ever posted on the side that lessens the balance, in minor units. */
  long drawnMinor() {
    return account.normalSide() == Side.DEBIT ? credits : debits;
  }

  /** The balance on the normal side. */
  public Money balance() {
    return Money.ofMinor(balanceMinor(), account.unit());
  }

  /** The figures as of the entry that is the newest. */
  public Balance asOf(long newestEntry) {
    return new Balance(account, turnover(), pending(), newestEntry);
  }

  /** Adds a posting; false, and nothing changed, when the turnover would overflow. */
  boolean apply(Posting posting) {
    long amount = posting.amount().minor();
    if (posting.side() == Side.DEBIT) {
      boolean fits = debits <= Long.MAX_VALUE - amount - pendingDebits;
      debits = fits ? debits + amount : debits;
      return fits;
    }
    boolean fits = credits <= Long.MAX_VALUE - amount - pendingCredits;
    credits = fits ? credits + amount : credits;
    return fits;
  }

  /** Reserves an amount; false, and nothing changed, when its posting could overflow. */
  boolean hold(Side side, long amount) {
    if (side == Side.DEBIT) {
      boolean fits = debits <= Long.MAX_VALUE - amount - pendingDebits;
      pendingDebits = fits ? pendingDebits + amount : pendingDebits;
      return fits;
    }
    boolean fits = credits <= Long.MAX_VALUE - amount - pendingCredits;
    pendingCredits = fits ? pendingCredits + amount : pendingCredits;
    return fits;
  }

  /** Frees a reserved amount. */
  void release(Side side, long amount) {
    if (side == Side.DEBIT) {
      pendingDebits -= amount;
    } else {
      pendingCredits -= amount;
    }
  }

  void changeTo(AccountState next) {
    state = next;
    Long lowest = next.terms().floor();
    Long highest = next.terms().ceiling();
    floor = lowest == null ? NO_FLOOR : lowest;
    ceiling = highest == null ? NO_CEILING : highest;
  }
}
