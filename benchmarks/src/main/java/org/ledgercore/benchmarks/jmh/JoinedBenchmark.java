package org.ledgercore.benchmarks.jmh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.ledgercore.journal.RecordedEntry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * End to end inside the caller's own transaction: one connection, one entry and one commit at a
 * time.
 *
 * <pre>{@code ./ledger bench jmh JoinedBenchmark}</pre>
 */
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
@Threads(1)
public class JoinedBenchmark {

  /** The caller's connection. */
  @State(Scope.Thread)
  public static class Caller {
    private Connection connection;

    /** Borrows it. */
    @Setup(Level.Trial)
    public void open(OpenLedger on) throws SQLException {
      connection = on.database().dataSource().getConnection();
      connection.setAutoCommit(false);
    }

    /** Gives it back. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
      connection.close();
    }
  }

  @Benchmark
  public RecordedEntry postAndCommit(OpenLedger on, Caller caller) throws SQLException {
    RecordedEntry recorded = on.ledger().in(caller.connection).post(on.entry()).orThrow();
    caller.connection.commit();
    return recorded;
  }
}
