package org.ledgercore.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * End to end in bulk: three threads that hand over 16,384 entries at a time by {@code postAll}, or
 * by {@code submit} one by one and then wait for all. Building the entries is included; the figure
 * is entries a second.
 *
 * <pre>{@code ./ledger bench jmh SubmitBenchmark}</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
@Threads(3)
public class SubmitBenchmark {

  private static final int ENTRIES = 16_384;

  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public void postAll(OpenLedger on, Blackhole sink) {
    for (Outcome outcome : on.ledger().postAll(on.entries(ENTRIES))) {
      sink.consume(outcome.orThrow());
    }
  }

  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public void submit(OpenLedger on, Blackhole sink) {
    List<CompletionStage<Outcome>> answers = new ArrayList<>(ENTRIES);
    for (JournalEntry entry : on.entries(ENTRIES)) {
      answers.add(on.ledger().submit(entry));
    }
    for (CompletionStage<Outcome> answer : answers) {
      sink.consume(answer.toCompletableFuture().join().orThrow());
    }
  }
}
