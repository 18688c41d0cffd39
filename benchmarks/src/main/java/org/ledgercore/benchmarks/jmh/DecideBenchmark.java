package org.ledgercore.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Draft;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rules on books kept in memory: captures a second, 8,192 to a batch, on one core. Digests are
 * known beforehand. No database.
 *
 * <pre>{@code ./ledger bench jmh DecideBenchmark}</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(Captured.BATCH)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-XX:ActiveProcessorCount=1"})
public class DecideBenchmark {

  private List<JournalEntry> entries;

  /** Builds the entries and their digests. */
  @Setup
  public void build(Captured captured) {
    entries = captured.fresh();
    entries.forEach(JournalEntry::digest);
    entries.forEach(JournalEntry::keyHash);
  }

  @Benchmark
  public Draft decide(Captured captured) {
    return captured.decide(entries);
  }
}
