package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.AccountRecords;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.store.ChartReader.AccountRow;
import org.ledgercore.store.ChartReader.StateRow;
import org.ledgercore.store.JournalScan.PostingRow;

/** One account while the journal goes by. Changed by {@link ProvedAccounts} only. */
final class ProvedAccount {

  final AccountRow row;
  final List<StateRow> states = new ArrayList<>();
  boolean vouched;
  Turnover turnover = Turnover.NONE;
  long pendingDebits;
  long pendingCredits;

  /** Available and expected balance before the entry at hand. */
  private long availableBefore;

  private long expectedBefore;

  /** What holds by now; before the opening goes by, nothing is taken. */
  AccountState state = new AccountState(0, AccountStatus.CLOSED, AccountTerms.NONE);

  ProvedAccount(AccountRow row) {
    this.row = row;
  }

  long balance() {
    return row.account().balance(turnover).minor();
  }

  private Side normalSide() {
    return row.account().normalSide();
  }

  /** Proves that the record is what the account and its first state say. */
  void requireOpening(ProvedEntry entry) {
    require(!states.isEmpty(), entry.where(), "an account must have a state");
    Account account = row.account();
    try {
      JournalEntry expected =
          LogRecords.opened(
              new NewAccount(
                  account.path(),
                  account.unit(),
                  account.type(),
                  account.normalSide(),
                  account.number(),
                  states.getFirst().state().terms()),
              LogRecords.author(entry.told()));
      require(expected.equals(entry.told()), entry.where(), "account differs");
    } catch (InvalidInputException e) {
      throw BrokenProofException.at(entry.where(), String.valueOf(e.getMessage()));
    }
  }

  /** Proves that the record is what the next state says, and that the rest stays as it was. */
  void requireChange(ProvedEntry entry, AccountState next) {
    JournalEntry told = entry.told();
    String actor = told.metadata().getOrDefault("actor", "");
    String reason = told.metadata().getOrDefault("reason", "");
    try {
      JournalEntry expected =
          told.kind().equals(LogRecords.ACCOUNT_CLOSED)
              ? LogRecords.closed(row.account().ref(), actor, reason)
              : AccountRecords.of(
                  told.kind(),
                  row.account().ref(),
                  next.status(),
                  next.terms(),
                  new Act(told.key().text(), actor, reason));
      require(told.equals(expected), entry.where(), "account state differs from its record");
    } catch (InvalidInputException e) {
      throw BrokenProofException.at(entry.where(), String.valueOf(e.getMessage()));
    }
    require(kept(told.kind(), next).equals(next), entry.where(), "more than was told has changed");
  }

  /** The next state as a record of the kind may leave it. */
  private AccountState kept(String kind, AccountState next) {
    AccountTerms before = state.terms();
    AccountTerms now = next.terms();
    return switch (kind) {
      case LogRecords.ACCOUNT_CLOSED -> state.becoming(AccountStatus.CLOSED);
      case AccountRecords.LIMITED -> state.under(before.within(now.floor(), now.ceiling()));
      case AccountRecords.ASSIGNED -> state.under(before.assignedTo(now.owner(), now.dimensions()));
      default -> state.becoming(next.status());
    };
  }

  private long available() {
    return balance() - (normalSide() == Side.DEBIT ? pendingCredits : pendingDebits);
  }

  private long expected() {
    return balance() + (normalSide() == Side.DEBIT ? pendingDebits : pendingCredits);
  }

  /** Notes where the account stands before an entry. */
  void stand() {
    availableBefore = available();
    expectedBefore = expected();
  }

  boolean isEmpty() {
    return balance() == 0 && pendingDebits == 0 && pendingCredits == 0;
  }

  /** Adds an amount to what is pending, debits positive. */
  void reserve(long signed) {
    pendingDebits += Math.max(signed, 0);
    pendingCredits += Math.max(-signed, 0);
  }

  /** Takes an amount from what is pending, debits positive. */
  void free(long signed) {
    pendingDebits -= Math.max(signed, 0);
    pendingCredits -= Math.max(-signed, 0);
  }

  /** Proves what a row says is pending after it. */
  void requirePending(PostingRow row, String where) {
    boolean isShown = pendingDebits != 0 || pendingCredits != 0 || row.amount() == 0;
    List<Long> expected = isShown ? List.of(pendingDebits, pendingCredits) : null;
    require(Objects.equals(row.pending(), expected), where, "pending must be " + expected);
  }

  /** Proves, before it moves the account, that it takes the leg, debits positive. */
  void requireTaking(long signed, String where) {
    require(state.status() != AccountStatus.CLOSED, where, "its account must not be closed");
    if (signed == 0) {
      return;
    }
    boolean isComingIn = Side.ofSigned(signed) == normalSide();
    require(state.status().takes(isComingIn), where, "its account must not be frozen");
  }

  /** Proves, after an entry that moved it, that it was not moved further beyond a limit. */
  void requireLimits(String where) {
    Long floor = state.terms().floor();
    boolean isLow = floor != null && available() < floor && available() < availableBefore;
    require(!isLow, where, "must not leave " + row.account() + " below its floor");
    Long ceiling = state.terms().ceiling();
    boolean isHigh = ceiling != null && expected() > ceiling && expected() > expectedBefore;
    require(!isHigh, where, "must not leave " + row.account() + " above its ceiling");
  }
}
