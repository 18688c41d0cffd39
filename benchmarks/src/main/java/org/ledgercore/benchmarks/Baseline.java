package org.ledgercore.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The textbook ledger, written as well as one can: balances in rows, one SQL function per transfer
 * in one round trip that locks both accounts in order, moves both balances, and writes an entry
 * under a unique key and two legs with the running balance. Twenty connections, statements
 * prepared.
 */
final class Baseline implements Scenario {

  private static final int CONNECTIONS = 20;

  private static final String TABLES =
      """
      create table account (id integer primary key, balance bigint not null) with (fillfactor = 50);
      create table entry (id bigint generated always as identity primary key,
        key text not null unique, kind text not null, effective_date date not null,
        recorded_at timestamptz not null default now());
      create table leg (entry_id bigint not null references entry, account_id integer not null,
        amount bigint not null, balance_after bigint not null);
      create index on leg (account_id, entry_id);
      create function transfer(key text, debit integer, credit integer, amount bigint)
          returns bigint language plpgsql as $$
      declare
        entry_no bigint;
        debit_after bigint;
        credit_after bigint;
      begin
        perform 1 from account where id in (debit, credit) order by id for no key update;
        update account set balance = balance - transfer.amount where id = debit
          returning balance into debit_after;
        update account set balance = balance + transfer.amount where id = credit
          returning balance into credit_after;
        insert into entry (key, kind, effective_date)
          values (transfer.key, 'transfer', '2026-03-31') returning id into entry_no;
        insert into leg values (entry_no, debit, -transfer.amount, debit_after),
                               (entry_no, credit, transfer.amount, credit_after);
        return entry_no;
      end $$;
      """;
  private static final String ACCOUNTS =
      "insert into account select i, 0 from generate_series(1, %d) i";
  private static final String TRANSFER = "select transfer(?, ?, ?, ?)";

  @Override
  public String plan(Options options) {
    return "the textbook ledger: one SQL function per transfer, row locks, balances in rows, "
        + CONNECTIONS
        + " connections; on 10,000 and on 10 accounts";
  }

  @Override
  public int seconds(Options options) {
    return 2 * options.seconds() + 2;
  }

  @Override
  public void run(Lab lab) throws SQLException {
    for (int accounts : List.of(10_000, 10)) {
      lab.report().row(Row.of("baseline." + accounts, perSecond(lab, accounts), "entries/s"));
    }
  }

  /** How many transfers a second it does on so many accounts. */
  static double perSecond(Lab lab, int accounts) throws SQLException {
    lab.report().progress("the textbook ledger on " + accounts + " accounts");
    try (Database database = lab.server().empty()) {
      database.execute(TABLES);
      database.execute(ACCOUNTS.formatted(accounts));
      database.execute("vacuum analyze");
      database.checkpoint();
      AtomicLong next = new AtomicLong();
      long started = System.nanoTime();
      long end = started + lab.options().seconds() * 1_000_000_000L;
      List<CompletableFuture<Void>> callers = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        callers.add(
            CompletableFuture.runAsync(
                () -> transfer(database, accounts, next, end), it -> new Thread(it).start()));
      }
      callers.forEach(CompletableFuture::join);
      return next.get() * 1e9 / (System.nanoTime() - started);
    }
  }

  private static void transfer(Database database, int accounts, AtomicLong next, long end) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(TRANSFER)) {
      while (System.nanoTime() < end) {
        long number = next.getAndIncrement();
        long random = Traffic.mix(number);
        long from = Long.remainderUnsigned(random, accounts);
        long step = 1 + Long.remainderUnsigned(Traffic.mix(random), accounts - 1);
        statement.setString(1, Traffic.reference(number));
        statement.setInt(2, (int) (1 + from));
        statement.setInt(3, (int) (1 + (from + step) % accounts));
        statement.setLong(4, 1 + Long.remainderUnsigned(random, 100_000));
        statement.execute();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
