package org.ledgercore.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;

/**
 * An account of the {@link ModelLedger}: what it was opened as, what was ever debited and credited,
 * its statement, and why and by which entry it was closed. Not safe for many threads.
 */
public final class ModelAccount {

  /** One line of the statement; the balance stands on the account's normal side. */
  public record Line(long entryNo, long postingNo, Side side, long amount, long balance) {}

  /** Where a leg stands in the journal. */
  record Place(long entryNo, long postingNo) {}

  private static final int BITS = 63;

  private final NewAccount opened;
  private final long entryNo;
  private final List<Line> lines;
  private BigInteger debits = BigInteger.ZERO;
  private BigInteger credits = BigInteger.ZERO;
  private BigInteger pendingDebits = BigInteger.ZERO;
  private BigInteger pendingCredits = BigInteger.ZERO;
  private long movedBy;
  private AccountStatus status = AccountStatus.OPEN;
  private AccountTerms terms;
  private @Nullable String closedFor;
  private long closedBy;

  ModelAccount(NewAccount opened, long entryNo) {
    this(opened, entryNo, new ArrayList<>());
  }

  private ModelAccount(NewAccount opened, long entryNo, List<Line> lines) {
    this.opened = opened;
    this.entryNo = entryNo;
    this.lines = lines;
    this.terms = opened.terms();
  }

  /** The same account; the copy and this one go their own ways. */
  ModelAccount copy() {
    return like(new ArrayList<>(lines));
  }

  /** The same figures without a statement: to try an entry on. */
  ModelAccount figures() {
    return like(new ArrayList<>());
  }

  private ModelAccount like(List<Line> statement) {
    ModelAccount copy = new ModelAccount(opened, entryNo, statement);
    copy.debits = debits;
    copy.credits = credits;
    copy.pendingDebits = pendingDebits;
    copy.pendingCredits = pendingCredits;
    copy.movedBy = movedBy;
    copy.status = status;
    copy.terms = terms;
    copy.closedFor = closedFor;
    copy.closedBy = closedBy;
    return copy;
  }

  /** What it was opened as. */
  public NewAccount opened() {
    return opened;
  }

  /** Path and currency. */
  public AccountRef ref() {
    return opened.ref();
  }

  /** The entry that opened it. */
  public long entryNo() {
    return entryNo;
  }

  /** The statement of all entries. */
  public List<Line> lines() {
    return lines;
  }

  public BigInteger debits() {
    return debits;
  }

  public BigInteger credits() {
    return credits;
  }

  /** Why it was closed; null while it is open. */
  public @Nullable String closedFor() {
    return closedFor;
  }

  /** The entry that closed it, 0 while it is open. */
  public long closedBy() {
    return closedBy;
  }

  /** The balance on the normal side. */
  public long balance() {
    BigInteger debit = debits.subtract(credits);
    return (opened.normalSide() == Side.DEBIT ? debit : debit.negate()).longValueExact();
  }

  /** The balance on the normal side after an entry. */
  public long balanceAsOf(long number) {
    long balance = 0;
    for (Line line : lines) {
      balance = line.entryNo() <= number ? line.balance() : balance;
    }
    return balance;
  }

  public BigInteger pendingDebits() {
    return pendingDebits;
  }

  public BigInteger pendingCredits() {
    return pendingCredits;
  }

  boolean hasPending() {
    return pendingDebits.signum() != 0 || pendingCredits.signum() != 0;
  }

  /** All that was ever posted on the side that lessens the balance. */
  BigInteger drawn() {
    return opened.normalSide() == Side.DEBIT ? credits : debits;
  }

  /** Whether it is open, was used, and has nothing left. */
  boolean isEmptied() {
    return closedFor == null && !lines.isEmpty() && balance() == 0 && !hasPending();
  }

  /** The balance less what holds would take. */
  public long available() {
    BigInteger leaving = opened.normalSide() == Side.DEBIT ? pendingCredits : pendingDebits;
    return Math.subtractExact(balance(), leaving.longValueExact());
  }

  /** The balance and what holds would add. */
  public long expected() {
    BigInteger coming = opened.normalSide() == Side.DEBIT ? pendingDebits : pendingCredits;
    return Math.addExact(balance(), coming.longValueExact());
  }

  /** The newest entry that posted or reserved here, 0 for none. */
  public long movedBy() {
    return movedBy;
  }

  void reserve(long entryNo, Side side, long minor) {
    BigInteger amount = BigInteger.valueOf(minor);
    pendingDebits = side == Side.DEBIT ? pendingDebits.add(amount) : pendingDebits;
    pendingCredits = side == Side.CREDIT ? pendingCredits.add(amount) : pendingCredits;
    movedBy = entryNo;
  }

  /** Whether debits and credits each fit 64 bits. */
  boolean fits() {
    return debits.add(pendingDebits).bitLength() <= BITS
        && credits.add(pendingCredits).bitLength() <= BITS;
  }

  /** An account may stand below its floor; an entry may not lessen it further. */
  boolean isTooLowFrom(long before) {
    Long floor = terms.floor();
    return floor != null && available() < floor && available() < before;
  }

  /** An account may stand above its ceiling; an entry may not raise it further. */
  boolean isTooHighFrom(long before) {
    Long ceiling = terms.ceiling();
    return ceiling != null && expected() > ceiling && expected() > before;
  }

  /** Whether it is frozen in the direction of the leg. */
  boolean isFrozenFor(Posting leg) {
    boolean isComingIn = leg.side() == opened.normalSide();
    return switch (status) {
      case FROZEN -> true;
      case FROZEN_IN -> isComingIn;
      case FROZEN_OUT -> !isComingIn;
      case OPEN, CLOSED -> false;
    };
  }

  /** Whether it takes postings of either side. */
  public boolean isOpen() {
    return status == AccountStatus.OPEN;
  }

  public AccountStatus status() {
    return status;
  }

  /** Limits, owner and dimensions as they are by now. */
  public AccountTerms terms() {
    return terms;
  }

  void become(AccountStatus next) {
    status = next;
  }

  void agree(AccountTerms next) {
    terms = next;
  }

  ModelAccount add(Posting leg, JournalEntry of) {
    if (of.heldUntil() != null) {
      reserve(movedBy, leg.side(), leg.amount().minor());
      return this;
    }
    return add(leg);
  }

  void post(Posting leg, Place at) {
    movedBy = at.entryNo();
    add(leg);
    lines.add(new Line(at.entryNo(), at.postingNo(), leg.side(), leg.amount().minor(), balance()));
  }

  ModelAccount add(Posting leg) {
    BigInteger amount = BigInteger.valueOf(leg.amount().minor());
    debits = leg.side() == Side.DEBIT ? debits.add(amount) : debits;
    credits = leg.side() == Side.CREDIT ? credits.add(amount) : credits;
    return this;
  }

  void close(String reason, long number) {
    status = AccountStatus.CLOSED;
    closedFor = reason;
    closedBy = number;
  }
}
