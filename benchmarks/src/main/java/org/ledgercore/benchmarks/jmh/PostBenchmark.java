package org.ledgercore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.ledgercore.journal.RecordedEntry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * End to end: 1, 8 or 64 threads that post one entry at a time and wait until it is durable. A
 * transfer has two legs on 10,000 accounts, a capture four of which two are on accounts that every
 * entry touches. Building the entry is included.
 *
 * <pre>{@code ./ledger bench jmh PostBenchmark}</pre>
 */
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class PostBenchmark {

  @Benchmark
  @Threads(1)
  public RecordedEntry caller1(OpenLedger on) {
    return on.ledger().post(on.entry()).orThrow();
  }

  @Benchmark
  @Threads(8)
  public RecordedEntry callers8(OpenLedger on) {
    return on.ledger().post(on.entry()).orThrow();
  }

  @Benchmark
  @Threads(64)
  public RecordedEntry callers64(OpenLedger on) {
    return on.ledger().post(on.entry()).orThrow();
  }
}
