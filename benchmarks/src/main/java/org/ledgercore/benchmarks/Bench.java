package org.ledgercore.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ./ledger bench}: runs a benchmark by its name, or all of them. */
public final class Bench {

  private static final Logger LOG = LoggerFactory.getLogger(Bench.class);

  private static final String USAGE =
      """
      Usage: ./ledger bench NAME [--seconds N] [--accounts N] [--db URL] [--quick] [--json]

      NAME is transfer, capture, hot, baseline, capture-file, retries, latency, callers, openloop,
      growth, writers, joined, size, reads, verify, reconcile, camt, jmh [REGEX], or all.

        --seconds N   how long each measured part lasts; 10 unless said, 4 in all
        --accounts N  over how many accounts
        --db URL      a server to create databases on, instead of an embedded PostgreSQL 18
        --quick       only show that it works: 2 seconds, one round, a twentieth of the rows
        --json        a JSON object per row; everything else goes to the error output
      """;

  private static final int MANY_ACCOUNTS = 1_000_000;
  private static final String JMH = "jmh";

  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("transfer", new BulkScenario("transfer", "transfer", 10_000, 20, 100_000));
    SCENARIOS.put("hot", new BulkScenario("hot", "transfer", 10, 40, 0));
    SCENARIOS.put("capture", new BulkScenario("capture", "capture", 10_000, 0, 70_000));
    SCENARIOS.put("capture-file", new CaptureFileScenario());
    SCENARIOS.put("retries", new RetriesScenario());
    SCENARIOS.put("latency", new LatencyScenario());
    SCENARIOS.put("callers", new CallersScenario());
    SCENARIOS.put("openloop", new OpenLoopScenario());
    SCENARIOS.put("writers", new WritersScenario());
    SCENARIOS.put("joined", new JoinedScenario());
    SCENARIOS.put("size", new SizeScenario());
    SCENARIOS.put("reads", new ReadsScenario());
    SCENARIOS.put("verify", new VerifyScenario());
    SCENARIOS.put("camt", new CamtScenario());
    SCENARIOS.put("growth", new GrowthScenario());
    SCENARIOS.put("reconcile", new ReconcileScenario());
    SCENARIOS.put("baseline", new Baseline());
  }

  private record Step(Scenario scenario, Options options) {}

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> given = List.of(arguments);
    if (!given.isEmpty() && given.getFirst().equals(PostingProcess.WORD)) {
      PostingProcess.obey(PostingProcess.Order.parse(given));
      return;
    }
    if (!given.isEmpty() && given.getFirst().equals(ReconcileProcess.WORD)) {
      ReconcileProcess.obey(given.get(1));
      return;
    }
    if (!given.isEmpty() && given.getFirst().equals(VerifyScenario.WORD)) {
      VerifyScenario.obey(given.get(1));
      return;
    }
    try {
      System.exit(run(Options.parse(given)) ? 0 : 1);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.err.println();
      System.err.print(USAGE);
      System.exit(2);
    }
  }

  /** Whether everything could be run. */
  private static boolean run(Options options) throws SQLException, IOException {
    Report report = Report.onConsole(options.json());
    if (options.name().equals(JMH)) {
      new JmhRun(options, report).everything();
      return true;
    }
    List<Step> steps = steps(options);
    boolean allRan = true;
    int seconds = steps.stream().mapToInt(it -> it.scenario().seconds(it.options())).sum();
    try (Server server = Server.at(options.db())) {
      Settings settings = server.settings();
      settings.requireDurable();
      report.say(settings.describe());
      if (steps.size() > 1) {
        report.say("%d benchmarks, about %d min".formatted(steps.size() + 1, 2 + seconds / 60));
      }
      for (Step step : steps) {
        allRan &= run(step, new Lab(step.options(), server, report));
      }
    }
    if (options.name().equals(Options.ALL)) {
      new JmhRun(options, report).pure();
    }
    return allRan;
  }

  private static boolean run(Step step, Lab lab) {
    Options options = step.options();
    lab.report().say("");
    lab.report()
        .say(
            "%s: %s. About %d s."
                .formatted(
                    options.name(),
                    step.scenario().plan(options),
                    step.scenario().seconds(options)));
    try {
      step.scenario().run(lab);
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    } catch (SQLException | IOException | RuntimeException | OutOfMemoryError e) {
      LOG.error("{} could not be run", options.name(), e);
      lab.report().row(Row.failed(options.name(), e));
      return false;
    }
  }

  private static List<Step> steps(Options options) {
    if (!options.name().equals(Options.ALL)) {
      Scenario scenario = SCENARIOS.get(options.name());
      if (scenario == null) {
        throw new UsageException(
            options.name().isEmpty() ? "which benchmark?" : "there is no " + options.name());
      }
      return List.of(new Step(scenario, options));
    }
    List<Step> steps = new ArrayList<>();
    SCENARIOS.forEach((name, scenario) -> {
      if (!(scenario instanceof Baseline)) {
        steps.add(new Step(scenario, options.named(name)));
      }
      if (name.equals("capture") && options.accounts().isEmpty()) {
        steps.add(new Step(scenario, options.named(name).over(MANY_ACCOUNTS)));
      }
    });
    return steps;
  }
}
