package org.ledgercore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
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
 * Encoding a decided batch as binary COPY: captures a second, 8,192 to a batch, on one core. No
 * database.
 *
 * <pre>{@code ./ledger bench jmh EncodeBenchmark}</pre>
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
public class EncodeBenchmark {

  private BatchCopier copier;
  private SealedBatch batch;

  /** Decides the batch. */
  @Setup
  public void seal(Captured captured) {
    copier = new BatchCopier(captured.schema());
    batch = captured.seal(captured.decide(captured.fresh()));
  }

  @Benchmark
  public BatchCopier encode() {
    copier.encode(batch);
    return copier;
  }
}
