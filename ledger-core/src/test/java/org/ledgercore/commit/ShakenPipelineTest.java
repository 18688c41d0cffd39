package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Turnover;
import org.ledgercore.commit.ShakenCallers.Numbered;
import org.ledgercore.commit.ShakenCallers.Share;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Command;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.TestServer;

/**
 * The model test on two pipelines at once, with a small queue and small batches, on a PostgreSQL
 * that ends their sessions again and again: in one process and in two.
 */
class ShakenPipelineTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int WRITERS = 2;
  private static final int FEWEST_ENDED = 4;

  @ParameterizedTest
  @ValueSource(longs = {1, 17, 4_711})
  void append_sessionsEndedAgainAndAgain_isAlwaysTheModelsAnswer(long seed) throws Exception {
    String schema = DB.newSchema();
    String url = TestServer.shared().url();
    List<SimCall> calls = new ArrayList<>();
    int ended = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ShakenCallers>> running =
          IntStream.range(0, WRITERS)
              .mapToObj(i -> new Share(seed, i, WRITERS))
              .map(share -> threads.submit(() -> ShakenCallers.run(url, schema, share)))
              .toList();
      for (Future<ShakenCallers> each : running) {
        each.get().calls().stream().map(Numbered::call).forEach(calls::add);
        ended += each.get().ended();
      }
    }
    assertThat(ended).isGreaterThan(FEWEST_ENDED);
    compare(schema, calls);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 1_848})
  void append_fromTwoJvmsWhoseSessionsEnd_isAlwaysTheModelsAnswer(long seed) throws Exception {
    String schema = DB.newSchema();
    String url = TestServer.shared().url();
    List<List<Command>> days = ShakenCallers.callsOf(seed);
    List<SimCall> calls = new ArrayList<>();
    int ended = 0;
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < WRITERS; i++) {
        processes.add(
            ChildJvm.start(ShakenProcess.class, url, schema, "" + seed, "" + i, "" + WRITERS));
      }
      for (String line : ChildJvm.letGo(processes)) {
        if (line.startsWith(ShakenProcess.ENDED)) {
          ended += Integer.parseInt(line.substring(ShakenProcess.ENDED.length()));
        } else if (line.startsWith(ShakenProcess.CALL)) {
          calls.add(ShakenProcess.read(line, days));
        }
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertThat(ended).isGreaterThan(FEWEST_ENDED);
    compare(schema, calls);
  }

  private static void compare(String schema, List<SimCall> calls) {
    LedgerOptions options = LedgerOptions.defaults().withSchema(schema);
    try (Ledger ledger = Ledger.open(DB.dataSource(), options)) {
      List<RecordedEntry> entries =
          LongStream.rangeClosed(1, ledger.newestEntry()).mapToObj(ledger::entry).toList();
      SimCheck check = new SimCheck(entries, calls);
      assertThat(check.run()).hasSameSizeAs(calls);
      Map<AccountRef, Turnover> heads = new HashMap<>();
      ledger.trialBalance().balances().forEach(it -> heads.put(it.account().ref(), it.turnover()));
      check.requireHeads(heads);
      assertThat(ledger.verify().problem()).isEmpty();
    }
  }
}
