package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.store.ChartReader;
import org.ledgercore.store.ChartReader.AccountRow;
import org.ledgercore.store.ChartReader.StateRow;
import org.ledgercore.store.ChartReader.UnitRow;
import org.ledgercore.store.JournalScan.PostingRow;

/** The tables of accounts and their states, and the running figures of every account. */
final class ProvedAccounts implements ProvedTable {

  private static final class Running {
    private final AccountRow row;
    private final List<StateRow> states = new ArrayList<>();
    private AccountStatus status = AccountStatus.CLOSED;
    private int version;
    private boolean vouched;
    private Turnover turnover = Turnover.NONE;

    Running(AccountRow row) {
      this.row = row;
    }

    long floor() {
      return states.getFirst().state().floor();
    }

    long balance() {
      return row.account().balance(turnover).minor();
    }
  }

  private final Map<Integer, Running> accounts = new HashMap<>();
  private final Map<Long, Running> accountsByEntry = new HashMap<>();
  private final Map<Long, StateRow> statesByEntry = new HashMap<>();
  private final Span span;

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
    }
    return proved;
  }

  private void addAccount(AccountRow row) {
    Running running = new Running(row);
    accounts.put(row.account().id(), running);
    running.vouched = span.isBefore(row.entryNo());
    if (span.covers(row.entryNo())) {
      Running other = accountsByEntry.put(row.entryNo(), running);
      require(other == null, "account " + row.account().id(), "must have a record of its own");
    }
  }

  private void addState(StateRow state) {
    Running running = accounts.get(state.account());
    String where = "state " + state.state().version() + " of account " + state.account();
    require(running != null, where, "must belong to an account");
    if (running == null) {
      return;
    }
    running.states.add(state);
    require(running.states.size() == state.state().version(), where, "versions must have no gap");
    if (span.isBefore(state.entryNo())) {
      running.status = state.state().status();
      running.version = state.state().version();
    }
    if (span.covers(state.entryNo())) {
      StateRow other = statesByEntry.put(state.entryNo(), state);
      require(other == null, where, "must have a record of its own");
    }
  }

  private void startAt(int account, Turnover turnover) {
    Running running = accounts.get(account);
    if (running != null) {
      running.turnover = turnover;
    }
  }

  @Override
  public Set<String> kinds() {
    return Set.of(LogRecords.ACCOUNT_OPENED, LogRecords.ACCOUNT_CLOSED);
  }

  /** The account of a leg, whose opening must have gone by already. */
  Account account(int id, String where) {
    return running(id, where).row.account();
  }

  private Running running(int id, String where) {
    Running running = accounts.get(id);
    require(running != null && running.vouched, where, "account " + id + " must be open by then");
    if (running == null) {
      throw new IllegalStateException("unreachable");
    }
    return running;
  }

  @Override
  public void pass(ProvedEntry entry) {
    Running running =
        entry.told().kind().equals(LogRecords.ACCOUNT_OPENED) ? opened(entry) : closed(entry);
    entry.touched().add(running.row.account().id());
  }

  private Running opened(ProvedEntry entry) {
    Running running = accountsByEntry.remove(entry.number());
    require(
        running != null && opening(running, entry.where()).equals(entry.told()),
        entry.where(),
        "account differs");
    if (running == null) {
      throw new IllegalStateException("unreachable");
    }
    running.vouched = true;
    passState(entry, AccountStatus.OPEN);
    return running;
  }

  private Running closed(ProvedEntry entry) {
    Running running = passState(entry, AccountStatus.CLOSED);
    String reason = entry.told().metadata().getOrDefault("reason", "");
    JournalEntry expected = LogRecords.closed(running.row.account().ref(), reason);
    require(expected.equals(entry.told()), entry.where(), "closing differs");
    require(running.balance() == 0, entry.where(), "a closed account must be empty");
    return running;
  }

  private Running passState(ProvedEntry entry, AccountStatus status) {
    String where = entry.where();
    StateRow state = statesByEntry.remove(entry.number());
    require(state != null && state.state().status() == status, where, "account state differs");
    if (state == null) {
      throw new IllegalStateException("unreachable");
    }
    Running running = running(state.account(), where);
    running.version++;
    require(state.state().version() == running.version, where, "account state's version differs");
    require(state.state().floor() == running.floor(), where, "account state's floor differs");
    running.status = status;
    return running;
  }

  private static JournalEntry opening(Running running, String where) {
    require(!running.states.isEmpty(), where, "an account must have a state");
    Account account = running.row.account();
    long floor = running.floor();
    try {
      return LogRecords.opened(
          new NewAccount(
              account.path(),
              account.unit(),
              account.type(),
              account.normalSide(),
              account.number(),
              floor == AccountHead.NO_FLOOR ? null : floor));
    } catch (InvalidInputException e) {
      require(false, where, e.getMessage() == null ? "invalid account" : e.getMessage());
      throw e;
    }
  }

  @Override
  public void follow(ProvedEntry entry) {
    for (PostingRow leg : entry.legs()) {
      move(leg);
      entry.touched().add(leg.account());
    }
    for (PostingRow leg : entry.legs()) {
      requireFloor(leg, entry.where());
    }
  }

  /** Proves a posting's unit and cumulative figures and moves on to them. */
  private void move(PostingRow posting) {
    String where = "posting " + posting.number();
    Running running = running(posting.account(), where);
    require(posting.unit() == running.row.unitId(), where, "must have its account's unit");
    require(running.status == AccountStatus.OPEN, where, "its account must not be closed");
    Side side = Side.ofSigned(posting.amount());
    long amount = Math.abs(posting.amount());
    require(running.turnover.hasRoomFor(side, amount), where, "turnover must fit 64 bits");
    Turnover turnover = running.turnover.plus(side, amount);
    require(posting.turnover().equals(turnover), where, "cumulative figures must be " + turnover);
    require(posting.pending() == null, where, "nothing can be pending");
    running.turnover = turnover;
  }

  /** Proves, after an entry, that no account it lessened stands below its floor. */
  private void requireFloor(PostingRow leg, String where) {
    Running running = running(leg.account(), where);
    long floor = running.floor();
    if (floor == AccountHead.NO_FLOOR || running.balance() >= floor) {
      return;
    }
    boolean lessens = Side.ofSigned(leg.amount()) != running.row.account().normalSide();
    require(!lessens, where, "must not leave " + running.row.account() + " below its floor");
  }

  @Override
  public void finish() {
    require(
        accountsByEntry.isEmpty(), "account", "no record at entries " + accountsByEntry.keySet());
    require(statesByEntry.isEmpty(), "account_state", "no record of " + statesByEntry.values());
  }
}
