package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.AccountRecords;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.store.ChartReader;
import org.ledgercore.store.ChartReader.AccountRow;
import org.ledgercore.store.ChartReader.StateRow;
import org.ledgercore.store.ChartReader.UnitRow;
import org.ledgercore.store.JournalScan.PostingRow;

/** The tables of accounts and their states, and the running figures of every account. */
final class ProvedAccounts implements ProvedTable {

  private final Map<Integer, ProvedAccount> accounts = new HashMap<>();
  private final Map<Long, ProvedAccount> accountsByEntry = new HashMap<>();
  private final Map<Long, StateRow> statesByEntry = new HashMap<>();
  private final Span span;
  private @Nullable ProvedHolds beside;

  private ProvedAccounts(Span span) {
    this.span = span;
  }

  static ProvedAccounts read(
      Connection connection, ChartReader reader, Map<Integer, UnitRow> units, Span span)
      throws SQLException {
    ProvedAccounts proved = new ProvedAccounts(span);
    reader.accounts(connection, units).values().forEach(proved::addAccount);
    reader.states(connection).forEach(proved::addState);
    if (span.isResumed()) {
      reader
          .turnovers(connection, span.lastPosting())
          .forEach((account, turnover) -> proved.startAt(account, turnover));
      reader
          .pending(connection, span.lastPosting())
          .forEach((account, pending) -> proved.startPending(account, pending));
    }
    return proved;
  }

  private void addAccount(AccountRow row) {
    ProvedAccount running = new ProvedAccount(row);
    accounts.put(row.account().id(), running);
    running.vouched = span.isBefore(row.entryNo());
    if (span.covers(row.entryNo())) {
      ProvedAccount other = accountsByEntry.put(row.entryNo(), running);
      require(other == null, "account " + row.account().id(), "must have a record of its own");
    }
  }

  private void addState(StateRow state) {
    ProvedAccount running = accounts.get(state.account());
    String where = "state " + state.state().version() + " of account " + state.account();
    require(running != null, where, "must belong to an account");
    if (running == null) {
      return;
    }
    running.states.add(state);
    require(running.states.size() == state.state().version(), where, "versions must have no gap");
    if (span.isBefore(state.entryNo())) {
      running.state = state.state();
    }
    if (span.covers(state.entryNo())) {
      StateRow other = statesByEntry.put(state.entryNo(), state);
      require(other == null, where, "must have a record of its own");
    }
  }

  private void startPending(int account, Turnover pending) {
    ProvedAccount running = accounts.get(account);
    if (running != null) {
      running.pendingDebits = pending.debits();
      running.pendingCredits = pending.credits();
    }
  }

  private void startAt(int account, Turnover turnover) {
    ProvedAccount running = accounts.get(account);
    if (running != null) {
      running.turnover = turnover;
    }
  }

  /** The same, moving what is pending as the holds say. */
  ProvedAccounts beside(ProvedHolds proved) {
    beside = proved;
    return this;
  }

  private ProvedHolds holds() {
    return Objects.requireNonNull(beside);
  }

  @Override
  public Set<String> kinds() {
    return Set.of(
        LogRecords.ACCOUNT_OPENED,
        LogRecords.ACCOUNT_CLOSED,
        AccountRecords.FROZEN,
        AccountRecords.LIMITED,
        AccountRecords.ASSIGNED);
  }

  /** The account of a leg, whose opening must have gone by already. */
  Account account(int id, String where) {
    return running(id, where).row.account();
  }

  private ProvedAccount running(int id, String where) {
    ProvedAccount running = accounts.get(id);
    require(running != null && running.vouched, where, "account " + id + " must be open by then");
    if (running == null) {
      throw new IllegalStateException("unreachable");
    }
    return running;
  }

  @Override
  public void pass(ProvedEntry entry) {
    ProvedAccount running =
        entry.told().kind().equals(LogRecords.ACCOUNT_OPENED) ? opened(entry) : changed(entry);
    entry.touched().add(running.row.account().id());
  }

  private ProvedAccount opened(ProvedEntry entry) {
    ProvedAccount running = accountsByEntry.remove(entry.number());
    require(running != null, entry.where(), "account differs");
    if (running == null) {
      throw new IllegalStateException("unreachable");
    }
    running.requireOpening(entry);
    running.vouched = true;
    StateRow row = nextState(entry);
    require(row.account() == running.row.account().id(), entry.where(), "account state differs");
    require(
        row.state().status() == AccountStatus.OPEN, entry.where(), "an account must begin open");
    running.state = row.state();
    return running;
  }

  private ProvedAccount changed(ProvedEntry entry) {
    StateRow row = nextState(entry);
    ProvedAccount running = running(row.account(), entry.where());
    require(
        running.state.status() != AccountStatus.CLOSED, entry.where(), "closed accounts stay so");
    running.requireChange(entry, row.state());
    running.state = row.state();
    boolean isClosed = running.state.status() == AccountStatus.CLOSED;
    require(!isClosed || running.isEmpty(), entry.where(), "a closed account must be empty");
    return running;
  }

  private StateRow nextState(ProvedEntry entry) {
    StateRow row = statesByEntry.remove(entry.number());
    require(row != null, entry.where(), "account state differs");
    if (row == null) {
      throw new IllegalStateException("unreachable");
    }
    ProvedAccount running = running(row.account(), entry.where());
    require(
        row.state().version() == running.state.version() + 1,
        entry.where(),
        "account state's version differs");
    return row;
  }

  @Override
  public void follow(ProvedEntry entry) {
    List<PostingRow> rows = entry.legs();
    for (PostingRow row : rows) {
      running(row.account(), entry.where()).stand();
    }
    for (int i = 0; i < rows.size(); i++) {
      move(rows.get(i), i);
      entry.touched().add(rows.get(i).account());
    }
    for (PostingRow row : rows) {
      running(row.account(), entry.where()).requireLimits(entry.where());
    }
  }

  /** Proves a row's unit, cumulative figures and pending figures and moves on to them. */
  private void move(PostingRow posting, int place) {
    long reserved = holds().reserved().isEmpty() ? 0 : holds().reserved().get(place);
    long freed = holds().freed().isEmpty() ? 0 : holds().freed().get(place);
    String where = "posting " + posting.number();
    ProvedAccount running = running(posting.account(), where);
    require(posting.unit() == running.row.unitId(), where, "must have its account's unit");
    running.requireTaking(reserved == 0 ? posting.amount() : reserved, where);
    Turnover turnover = running.turnover;
    if (posting.amount() != 0) {
      Side side = Side.ofSigned(posting.amount());
      long amount = Math.abs(posting.amount());
      require(turnover.hasRoomFor(side, amount), where, "turnover must fit 64 bits");
      turnover = turnover.plus(side, amount);
    }
    require(posting.turnover().equals(turnover), where, "cumulative figures must be " + turnover);
    running.turnover = turnover;
    running.reserve(reserved);
    running.free(freed);
    running.requirePending(posting, where);
  }

  @Override
  public void finish() {
    require(
        accountsByEntry.isEmpty(), "account", "no record at entries " + accountsByEntry.keySet());
    require(statesByEntry.isEmpty(), "account_state", "no record of " + statesByEntry.values());
  }
}
