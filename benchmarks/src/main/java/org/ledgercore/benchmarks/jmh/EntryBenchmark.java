package org.ledgercore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.ledgercore.benchmarks.Traffic;
import org.ledgercore.journal.JournalEntry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Building an entry, every rule that needs no stored state included. No database.
 *
 * <pre>{@code ./ledger bench jmh EntryBenchmark}</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EntryBenchmark {

  private static final int ACCOUNTS = 10_000;

  /** What is built. */
  @Param({"transfer", "capture"})
  public String kind = "capture";

  private Traffic traffic;
  private long number;

  /** Names the accounts. */
  @Setup
  public void open() {
    traffic = Traffic.named(kind, ACCOUNTS);
  }

  @Benchmark
  public JournalEntry build() {
    return traffic.entry(number++);
  }
}
