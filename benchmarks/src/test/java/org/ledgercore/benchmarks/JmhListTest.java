package org.ledgercore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Without its annotation processor JMH builds green and has nothing to run. */
class JmhListTest {

  @Test
  void theListHasEveryBenchmark() {
    Set<String> classes = new TreeSet<>();
    for (BenchmarkListEntry entry :
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                java.util.List.of())) {
      classes.add(entry.getUserClassQName().replaceAll(".*\\.", ""));
    }
    assertThat(classes)
        .containsExactly(
            "DecideBenchmark",
            "DigestBenchmark",
            "EncodeBenchmark",
            "EntryBenchmark",
            "JoinedBenchmark",
            "PostBenchmark",
            "PureBenchmark",
            "SubmitBenchmark");
  }
}
