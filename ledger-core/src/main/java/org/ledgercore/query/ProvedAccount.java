package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.util.ArrayList;
import java.util.List;
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
                  states.getFirst().state().terms()));
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

  /** Proves, before it moves the account, that it takes the leg. */
  void requireTaking(PostingRow leg, String where) {
    boolean isComingIn = Side.ofSigned(leg.amount()) == normalSide();
    require(state.status() != AccountStatus.CLOSED, where, "its account must not be closed");
    require(state.status().takes(isComingIn), where, "its account must not be frozen");
  }

  /** Proves, after an entry that moved it with this leg, that it keeps its limits. */
  void requireLimits(PostingRow leg, String where) {
    boolean isComingIn = Side.ofSigned(leg.amount()) == normalSide();
    Long floor = state.terms().floor();
    if (floor != null && balance() < floor) {
      require(isComingIn, where, "must not leave " + row.account() + " below its floor");
    }
    Long ceiling = state.terms().ceiling();
    if (ceiling != null && balance() > ceiling) {
      require(!isComingIn, where, "must not leave " + row.account() + " above its ceiling");
    }
  }
}
