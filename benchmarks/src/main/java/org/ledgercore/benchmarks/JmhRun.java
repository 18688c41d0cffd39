package org.ledgercore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks from the command line and prints their results as rows. */
final class JmhRun {

  private static final String PURE = "PureBenchmark";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Options options;
  private final Report report;

  JmhRun(Options options, Report report) {
    this.options = options;
    this.report = report;
  }

  /** Those that the regular expression names, or all of them. */
  void everything() throws IOException {
    String regex = options.rest().isEmpty() ? ".*" : options.rest().getFirst();
    report.say("jmh: the JMH benchmarks that match " + regex + "; JMH says how long.");
    results(regex)
        .forEach(result -> {
          Result<?> primary = result.getPrimaryResult();
          report.row(Row.of(nameOf(result), primary.getScore(), primary.getScoreUnit()));
        });
  }

  /** Deciding, encoding and digesting captures on one core, beside its bars. */
  void pure() throws IOException {
    report.say("");
    report.say("pure: decide + encode + digest of captures on one core (JMH). About 60 s.");
    for (RunResult result : results(PURE)) {
      report.row(
          Row.of("pure", result.getPrimaryResult().getScore(), "captures/s").atLeast(500_000));
      result.getSecondaryResults().entrySet().stream()
          .filter(entry -> entry.getKey().endsWith(ALLOCATED))
          .map(Map.Entry::getValue)
          .forEach(
              bytes -> report.row(Row.of("pure.allocated", bytes.getScore(), "bytes").atMost(600)));
    }
  }

  private Collection<RunResult> results(String regex) throws IOException {
    ChainedOptionsBuilder builder =
        new OptionsBuilder().include(regex).addProfiler(GCProfiler.class).shouldFailOnError(true);
    options.db().ifPresent(url -> builder.jvmArgsAppend("-D" + Server.PROPERTY + "=" + url));
    if (options.quick()) {
      TimeValue second = TimeValue.seconds(1);
      builder.forks(1).warmupIterations(1).warmupTime(second);
      builder.measurementIterations(1).measurementTime(second);
    }
    Path aside = Files.createTempFile("ledger-jmh", ".log");
    if (options.json()) {
      builder.verbosity(VerboseMode.SILENT).output(aside.toString());
    }
    try {
      return new Runner(builder.build()).run();
    } catch (RunnerException e) {
      throw new IOException("JMH could not run " + regex, e);
    } finally {
      Files.delete(aside);
    }
  }

  private static String nameOf(RunResult result) {
    String method = result.getParams().getBenchmark();
    String[] parts = method.split("\\.");
    String parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> "." + result.getParams().getParam(key))
            .collect(Collectors.joining());
    return parts[parts.length - 2] + "." + parts[parts.length - 1] + parameters;
  }
}
