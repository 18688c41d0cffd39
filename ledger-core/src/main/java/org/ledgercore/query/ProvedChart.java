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
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.store.ChartReader;
import org.ledgercore.store.ChartReader.AccountRow;
import org.ledgercore.store.ChartReader.StateRow;
import org.ledgercore.store.ChartReader.UnitRow;
import org.ledgercore.store.JournalScan.PostingRow;
import org.ledgercore.store.LedgerSchema;

/**
 * The tables of units and accounts, believed only as far as records of the log vouch for them, and
 * the running figures of every account while the journal goes by.
 */
final class ProvedChart {

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
  private final Map<Long, UnitRow> unitsByEntry = new HashMap<>();
  private final Map<Long, Running> accountsByEntry = new HashMap<>();
  private final Map<Long, StateRow> statesByEntry = new HashMap<>();

  ProvedChart(Connection connection, LedgerSchema schema) throws SQLException {
    ChartReader reader = new ChartReader(schema);
    List<String> off = reader.triggersOff(connection);
    require(off.isEmpty(), "triggers", "must be on: " + off);
    Map<Integer, UnitRow> units = reader.units(connection);
    for (UnitRow unit : units.values()) {
      UnitRow other = unitsByEntry.put(unit.entryNo(), unit);
      require(other == null, "unit " + unit.id(), "must have a record of its own");
    }
    for (AccountRow row : reader.accounts(connection, units).values()) {
      Running running = new Running(row);
      accounts.put(row.account().id(), running);
      Running other = accountsByEntry.put(row.entryNo(), running);
      require(other == null, "account " + row.account().id(), "must have a record of its own");
    }
    for (StateRow state : reader.states(connection)) {
      Running running = accounts.get(state.account());
      String where = "state " + state.state().version() + " of account " + state.account();
      require(running != null, where, "must belong to an account");
      if (running != null) {
        running.states.add(state);
        require(
            running.states.size() == state.state().version(), where, "versions must have no gap");
      }
      StateRow other = statesByEntry.put(state.entryNo(), state);
      require(other == null, where, "must have a record of its own");
    }
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

  /** Proves a posting's unit and cumulative figures and moves on to them. */
  void pass(PostingRow posting) {
    String where = "posting " + posting.number();
    Running running = running(posting.account(), where);
    require(posting.unit() == running.row.unitId(), where, "must have its account's unit");
    require(running.status == AccountStatus.OPEN, where, "its account must not be closed");
    Side side = Side.ofSigned(posting.amount());
    long amount = Math.abs(posting.amount());
    require(running.turnover.hasRoomFor(side, amount), where, "turnover must fit 64 bits");
    Turnover turnover = running.turnover.plus(side, amount);
    require(posting.turnover().equals(turnover), where, "cumulative figures must be " + turnover);
    running.turnover = turnover;
  }

  /** Proves, after an entry, that no account it lessened stands below its floor. */
  void requireFloors(RecordedEntry entry, List<PostingRow> legs) {
    for (PostingRow leg : legs) {
      Running running = running(leg.account(), "entry " + entry.number());
      long floor = running.floor();
      if (floor == AccountHead.NO_FLOOR || running.balance() >= floor) {
        continue;
      }
      boolean lessens = Side.ofSigned(leg.amount()) != running.row.account().normalSide();
      require(
          !lessens,
          "entry " + entry.number(),
          "must not leave " + running.row.account() + " below its floor");
    }
  }

  /** Proves that what a record says is what the tables hold; adds the account that it is about. */
  void pass(RecordedEntry recorded, Set<Integer> touched) {
    long number = recorded.number();
    JournalEntry told = recorded.entry();
    String where = "entry " + number;
    switch (told.kind()) {
      case LogRecords.UNIT_OPENED -> {
        UnitRow row = unitsByEntry.remove(number);
        require(row != null && LogRecords.opened(row.unit()).equals(told), where, "unit differs");
      }
      case LogRecords.ACCOUNT_OPENED -> {
        Running running = accountsByEntry.remove(number);
        require(running != null && opening(running, where).equals(told), where, "account differs");
        if (running != null) {
          running.vouched = true;
          passState(number, AccountStatus.OPEN, where);
          touched.add(running.row.account().id());
        }
      }
      case LogRecords.ACCOUNT_CLOSED -> {
        Running closed = passState(number, AccountStatus.CLOSED, where);
        String reason = told.metadata().getOrDefault("reason", "");
        JournalEntry expected = LogRecords.closed(closed.row.account().ref(), reason);
        require(expected.equals(told), where, "closing differs");
        require(closed.balance() == 0, where, "a closed account must be empty");
        touched.add(closed.row.account().id());
      }
      default -> require(false, where, "unknown kind of record " + told.kind());
    }
  }

  private Running passState(long number, AccountStatus status, String where) {
    StateRow state = statesByEntry.remove(number);
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

  /** Proves, at the end, that no row stands without a record. */
  void requireAllVouched() {
    require(unitsByEntry.isEmpty(), "unit", "no record of " + unitsByEntry.values());
    require(
        accountsByEntry.isEmpty(), "account", "no record at entries " + accountsByEntry.keySet());
    require(statesByEntry.isEmpty(), "account_state", "no record of " + statesByEntry.values());
  }
}
