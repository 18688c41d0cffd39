package org.ledgercore.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.store.BatchCopier;
import org.ledgercore.store.SealedBatch;
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
 * All that the library does for a capture apart from building it and talking to the database: key
 * hash, digest, rules, seal and encoding; captures a second, 8,192 to a batch, on one core. With
 * {@code -prof gc} it says how many bytes a capture allocates; remaking the entry, about 120 of
 * them, is included. No database.
 *
 * <pre>{@code ./ledger bench jmh PureBenchmark}</pre>
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
public class PureBenchmark {

  private BatchCopier copier;

  /** Makes room for the rows. */
  @Setup
  public void open(Captured captured) {
    copier = new BatchCopier(captured.schema());
  }

  @Benchmark
  public SealedBatch decideEncodeDigest(Captured captured) {
    List<JournalEntry> entries = captured.fresh();
    for (JournalEntry entry : entries) {
      entry.digest();
      entry.keyHash();
    }
    SealedBatch batch = captured.seal(captured.decide(entries));
    copier.encode(batch);
    return batch;
  }
}
