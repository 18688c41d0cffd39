package org.ledgercore.benchmarks.jmh;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.ledgercore.Ledger;
import org.ledgercore.benchmarks.Database;
import org.ledgercore.benchmarks.Server;
import org.ledgercore.benchmarks.Traffic;
import org.ledgercore.journal.JournalEntry;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A ledger with 10,000 accounts on a server with durable settings: an embedded one, or that named
 * by {@link Server#PROPERTY}. Safe for many threads.
 */
@State(Scope.Benchmark)
public class OpenLedger {

  private static final int ACCOUNTS = 10_000;

  /** What is posted. */
  @Param({"transfer", "capture"})
  public String traffic = "capture";

  private final AtomicLong next = new AtomicLong();
  private Server server;
  private Database database;
  private Ledger ledger;
  private Traffic entries;

  /** Starts the server and opens the ledger. */
  @Setup(Level.Trial)
  public void open() throws SQLException {
    server = Server.at(Optional.ofNullable(System.getProperty(Server.PROPERTY)));
    server.settings().requireDurable();
    entries = Traffic.named(traffic, ACCOUNTS);
    database = server.fresh(entries);
    ledger = database.open();
  }

  /** Ends both. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    ledger.close();
    database.close();
    server.close();
  }

  Ledger ledger() {
    return ledger;
  }

  Database database() {
    return database;
  }

  JournalEntry entry() {
    return entries.entry(next.getAndIncrement());
  }

  List<JournalEntry> entries(int count) {
    long first = next.getAndAdd(count);
    List<JournalEntry> built = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      built.add(entries.entry(first + i));
    }
    return built;
  }
}
