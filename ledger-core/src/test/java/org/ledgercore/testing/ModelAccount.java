package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.Posting;

/**
 * An account of the {@link ModelLedger}: what it was opened as, its statement, and why and by which
 * entry it was closed, beside its figures. Not safe for many threads.
 */
public final class ModelAccount extends ModelFigures {

  /** One line of the statement; the balance stands on the account's normal side. */
  public record Line(long entryNo, long postingNo, Side side, long amount, long balance) {}

  /** Where a leg stands in the journal. */
  record Place(long entryNo, long postingNo) {}

  private final NewAccount opened;
  private final long entryNo;
  private final List<Line> lines;
  private long movedBy;
  private AccountStatus status = AccountStatus.OPEN;
  private @Nullable String closedFor;
  private long closedBy;

  ModelAccount(NewAccount opened, long entryNo) {
    this(opened, entryNo, new ArrayList<>());
  }

  private ModelAccount(NewAccount opened, long entryNo, List<Line> lines) {
    super(opened.normalSide(), opened.terms());
    this.opened = opened;
    this.entryNo = entryNo;
    this.lines = lines;
  }

  /** The same account; the copy and this one go their own ways. */
  ModelAccount copy() {
    ModelAccount copy = new ModelAccount(opened, entryNo, new ArrayList<>(lines));
    copy.take(this);
    copy.movedBy = movedBy;
    copy.status = status;
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

  /** Why it was closed; null while it is open. */
  public @Nullable String closedFor() {
    return closedFor;
  }

  /** The entry that closed it, 0 while it is open. */
  public long closedBy() {
    return closedBy;
  }

  /** The balance on the normal side after an entry. */
  public long balanceAsOf(long number) {
    long balance = 0;
    for (Line line : lines) {
      balance = line.entryNo() <= number ? line.balance() : balance;
    }
    return balance;
  }

  /** Whether it is open, was used, and has nothing left. */
  boolean isEmptied() {
    return closedFor == null && !lines.isEmpty() && balance() == 0 && !hasPending();
  }

  /** The newest entry that posted or reserved here, 0 for none. */
  public long movedBy() {
    return movedBy;
  }

  void reserve(long byEntry, Posting leg, long minor) {
    movedBy = byEntry;
    reserve(leg.side(), minor);
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

  void become(AccountStatus next) {
    status = next;
  }

  void post(Posting leg, Place at) {
    movedBy = at.entryNo();
    add(leg.side(), leg.amount().minor());
    lines.add(new Line(at.entryNo(), at.postingNo(), leg.side(), leg.amount().minor(), balance()));
  }

  void close(String reason, long number) {
    status = AccountStatus.CLOSED;
    closedFor = reason;
    closedBy = number;
  }
}
