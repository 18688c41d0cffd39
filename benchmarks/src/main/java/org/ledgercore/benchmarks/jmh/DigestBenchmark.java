package org.ledgercore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The digests of a batch: key hash and content digest of every capture and the Merkle root over
 * them; captures a second, 8,192 to a batch, on one core. Remaking the entries, whose digests are
 * kept once known, is included. No database.
 *
 * <pre>{@code ./ledger bench jmh DigestBenchmark}</pre>
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
public class DigestBenchmark {

  @Benchmark
  public Digest digest(Captured captured) {
    MerkleTree tree = new MerkleTree();
    for (JournalEntry entry : captured.fresh()) {
      tree.add(entry.digest());
      entry.keyHash();
    }
    return tree.root();
  }
}
